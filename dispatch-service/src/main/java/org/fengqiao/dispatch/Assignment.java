package org.fengqiao.dispatch;

import org.fengqiao.dispatch.AssignmentEvent.Visit;
import org.jspecify.annotations.Nullable;

/**
 * THE LIFECYCLE of dispatch: what happens to one case between its registration and the last answer
 * to its sources.
 *
 * <pre>
 * Received ──triage──▶ Triaged ──issue──▶ Dispatched ──sign──▶ Handling ──resolved──▶ ResultIn ──accept──▶ Answering
 *    │                    ▲  ▲                │ return             │ mediation failed     │ send back          │ delivered
 *    │                    │  └────────────────┴────────────────────┘                      ▼                    ▼
 *    │                    └──────────────── visit failed: reopened ◀──────────────── Handling             Answered
 *    ├──refused / concluded──▶ Concluded
 *    └──cancelled / absorbed──▶ Withdrawn
 * </pre>
 */
public sealed interface Assignment {

    Matter matter();

    /** The same state with other facts. */
    Assignment with(Matter matter);

    /** The lead order, if one was issued. */
    default @Nullable Order order() {
        return null;
    }

    /**
     * 已接收, also before acceptance; {@code waitsForRisk} while a flagged case waits for its
     * assessment.
     */
    record Received(Matter matter, boolean waitsForRisk) implements Assignment {
        @Override
        public Received with(Matter other) {
            return new Received(other, waitsForRisk);
        }
    }

    /** 已研判, without an open order: it came back and people decide where it goes. */
    record Triaged(Matter matter, Triage triage, Order order) implements Assignment {
        @Override
        public Triaged with(Matter other) {
            return new Triaged(other, triage, order);
        }

        Dispatched dispatch(Triage next, Order issued) {
            return new Dispatched(matter.ordered(), next, issued);
        }
    }

    /** 已交办(待签收). */
    record Dispatched(Matter matter, Triage triage, Order order) implements Assignment {
        @Override
        public Dispatched with(Matter other) {
            return new Dispatched(other, triage, order);
        }

        Handling sign(Order signed) {
            return new Handling(matter, triage, signed, null);
        }

        Triaged comeBack(Order ended) {
            return new Triaged(matter.returned(), triage, ended);
        }
    }

    /** 办理中, also while a finished order waits for mediation to find the case resolved. */
    record Handling(Matter matter, Triage triage, Order order, Result.@Nullable Agreed agreement)
            implements Assignment {
        @Override
        public Handling with(Matter other) {
            return new Handling(other, triage, order, agreement);
        }

        Handling order(Order other) {
            return new Handling(matter, triage, other, agreement);
        }

        Triaged comeBack(Order ended) {
            return new Triaged(matter, triage, ended);
        }

        ResultIn resolve(Result result) {
            return new ResultIn(matter, triage, order, result);
        }
    }

    /** 结果待审. */
    record ResultIn(Matter matter, Triage triage, Order order, Result result)
            implements Assignment {
        @Override
        public ResultIn with(Matter other) {
            return new ResultIn(other, triage, order, result);
        }

        Answering accept(Order accepted) {
            return new Answering(matter, triage, accepted, result);
        }

        Handling sendBack(Order again) {
            return new Handling(matter, triage, again, null);
        }
    }

    /** 结果反馈中: FINISHED is on its way to every source. */
    record Answering(Matter matter, Triage triage, Order order, Result result)
            implements Assignment {
        @Override
        public Answering with(Matter other) {
            return new Answering(other, triage, order, result);
        }

        Answered answered() {
            return new Answered(matter, triage, order, result, VisitAnswers.NOT_YET, null);
        }
    }

    /**
     * 已反馈; then the sources are told of the visit too.
     *
     * @param told the visit as the sources are told it, also one that is linked later
     */
    record Answered(
            Matter matter,
            Triage triage,
            Order order,
            Result result,
            VisitAnswers visit,
            @Nullable Visit told)
            implements Assignment {
        @Override
        public Answered with(Matter other) {
            return new Answered(other, triage, order, result, visit, told);
        }

        Answered tellVisit(Visit done) {
            return new Answered(matter, triage, order, result, VisitAnswers.ON_THEIR_WAY, done);
        }

        Answered visitDelivered() {
            return new Answered(matter, triage, order, result, VisitAnswers.DELIVERED, told);
        }

        Triaged reopen() {
            return new Triaged(matter.reopened(), triage, order);
        }
    }

    /**
     * 终结 without a resolution: refused by intake, legally exhausted or led another way. The sources
     * are told.
     */
    record Concluded(Matter matter, @Nullable Order order) implements Assignment {
        @Override
        public Concluded with(Matter other) {
            return new Concluded(other, order);
        }
    }

    /** 撤回 or absorbed by another case. */
    record Withdrawn(Matter matter, @Nullable Order order) implements Assignment {
        @Override
        public Withdrawn with(Matter other) {
            return new Withdrawn(other, order);
        }
    }

    /** How far the answers about the visit are. */
    enum VisitAnswers {
        NOT_YET,
        ON_THEIR_WAY,
        DELIVERED
    }
}
