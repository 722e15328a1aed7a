package org.fengqiao.dispatch;

import java.time.Instant;
import org.fengqiao.contracts.ResolutionMethod;
import org.jspecify.annotations.Nullable;

/**
 * 工单: the lead order of a case. Its number is the case number, a dash and a count.
 *
 * @param mediates the unit is a mediation organisation: MediationStarted signs it
 * @param dueRule rule that produced {@code dueAt}; {@code source:<label>} where a source's own
 *     deadline governs
 * @param provisional the limit touches a year whose calendar is not published yet
 */
public record Order(
        String orderNo,
        String unit,
        boolean mediates,
        boolean urgent,
        Instant issuedAt,
        Instant signDueAt,
        Instant dueAt,
        String dueRule,
        boolean provisional,
        State state,
        @Nullable Instant signedAt,
        @Nullable Instant finishedAt,
        @Nullable ResolutionMethod method,
        int urges) {

    /** States of an order (domain 03 §3.3, last line). */
    public enum State {
        ISSUED,
        SIGNED,
        FINISHED,
        ACCEPTED,
        RETURNED,
        SENT_BACK,
        UNRESOLVED,
        WITHDRAWN
    }

    public boolean isOpen() {
        return state == State.ISSUED || state == State.SIGNED || state == State.SENT_BACK;
    }

    Order to(State next) {
        return with(urgent, signDueAt, next, signedAt, finishedAt, method, urges);
    }

    Order signed(Instant at) {
        return with(urgent, signDueAt, State.SIGNED, at, finishedAt, method, urges);
    }

    Order finished(Instant at, ResolutionMethod how) {
        return with(urgent, signDueAt, State.FINISHED, signedAt, at, how, urges);
    }

    /** Urgent from now on, to be signed by then. */
    Order raised(Instant signBy) {
        return with(true, signBy, state, signedAt, finishedAt, method, urges);
    }

    Order urged() {
        return with(urgent, signDueAt, state, signedAt, finishedAt, method, urges + 1);
    }

    /** The same order with what may change. */
    private Order with(
            boolean isUrgent,
            Instant signBy,
            State next,
            @Nullable Instant signed,
            @Nullable Instant finished,
            @Nullable ResolutionMethod how,
            int urged) {
        return new Order(
                orderNo,
                unit,
                mediates,
                isUrgent,
                issuedAt,
                signBy,
                dueAt,
                dueRule,
                provisional,
                next,
                signed,
                finished,
                how,
                urged);
    }
}
