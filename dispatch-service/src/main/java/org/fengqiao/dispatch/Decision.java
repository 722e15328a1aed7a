package org.fengqiao.dispatch;

import java.util.List;

/** What the rules say to a command. */
public sealed interface Decision {

    /**
     * Done: the next state and what happened. No events: the fact was known already or does not
     * concern dispatch.
     */
    record Accepted(Assignment next, List<AssignmentEvent> events) implements Decision {

        public Accepted {
            events = List.copyOf(events);
        }
    }

    /** Not done, nothing changed. */
    record Refused(Refusal refusal) implements Decision {}
}
