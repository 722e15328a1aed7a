package org.fengqiao.reporting;

/**
 * The picture of a case people see (domain 03 §3.2): computed here from three lifecycles, and
 * nowhere else.
 */
public enum CaseState {
    REGISTERED(Stage.HUI),
    REFUSED(Stage.HUI),
    ACCEPTED(Stage.YAN),
    TRIAGED(Stage.JIAO),
    DISPATCHED(Stage.JIAO),
    HANDLING(Stage.BAN),
    MEDIATING(Stage.BAN),
    UNRESOLVED(Stage.DU),
    RESOLVED(Stage.JIE),
    FEEDBACK(Stage.JIE),
    VISITING(Stage.PING),
    CLOSED(Stage.PING),
    ARCHIVED(Stage.PING),
    CONCLUDED(Stage.JIE),
    MERGED(Stage.HUI),
    CANCELLED(Stage.HUI);

    private final Stage stage;

    CaseState(Stage stage) {
        this.stage = stage;
    }

    public Stage stage() {
        return stage;
    }

    /** Nothing more will happen by itself. */
    public boolean ended() {
        return this == CLOSED
                || this == ARCHIVED
                || this == REFUSED
                || this == CONCLUDED
                || this == MERGED
                || this == CANCELLED;
    }

    /** The dispute is resolved; what follows is answering and visiting. */
    public boolean resolved() {
        return this == RESOLVED
                || this == FEEDBACK
                || this == VISITING
                || this == CLOSED
                || this == ARCHIVED;
    }
}
