package org.fengqiao.mediation;

import java.time.Instant;
import org.fengqiao.contracts.MediationFailure;
import org.fengqiao.contracts.MediationType;
import org.fengqiao.contracts.ResolutionMethod;
import org.fengqiao.contracts.SessionMode;
import org.fengqiao.contracts.VisitFailure;
import org.jspecify.annotations.Nullable;

/**
 * THE LIFECYCLE of mediation: from the lead order to the archived case.
 *
 * <pre>
 *            ┌──────────────── order finished ────────────────┐
 * Open ──start──▶ Mediating ──agree──▶ Agreed ──finished──▶ Resolved ──fed back──▶ Visiting ──passed──▶ Closed ──▶ Archived
 *  ▲                 │ fail                                                          │ failed, reopened by dispatch
 *  ├──new order── Failed                                                             ▼
 *  ├──new order── Returned ◀──order lost── Open, Mediating                       Reopened
 *  └──new order────────────────────────────────────────────────────────────────────┘
 * </pre>
 *
 * <p>Withdrawn by dispatch: Archived, or Closed while an agreement is still being performed.
 */
public sealed interface Resolution {

    Matter matter();

    /** The lead order the case has or had last. */
    Lead lead();

    /** The same state with other facts. */
    Resolution with(Matter matter);

    /** The agreement, if one was reached. */
    default @Nullable Agreement agreement() {
        return null;
    }

    /** The same state with a changed agreement; states without one stay as they are. */
    default Resolution with(Agreement agreement) {
        return this;
    }

    /** 待办: a unit has the lead order. */
    record Open(Matter matter, Lead lead) implements Resolution {
        @Override
        public Open with(Matter other) {
            return new Open(other, lead);
        }

        Mediating start(MediationType type) {
            return new Mediating(matter, lead, type, null);
        }

        Resolved resolve(ResolutionMethod method) {
            return new Resolved(matter, lead, method, null);
        }

        Returned lose() {
            return new Returned(matter, lead);
        }
    }

    /** 退单待派: the unit has no order any more, until a new lead order comes. */
    record Returned(Matter matter, Lead lead) implements Resolution {
        @Override
        public Returned with(Matter other) {
            return new Returned(other, lead);
        }

        Open open(Lead next) {
            return new Open(matter, next);
        }
    }

    /** 调解中. */
    record Mediating(Matter matter, Lead lead, MediationType type, @Nullable SessionMode mode)
            implements Resolution {
        @Override
        public Mediating with(Matter other) {
            return new Mediating(other, lead, type, mode);
        }

        /** Sessions of different modes make a mixed mediation (线上+线下). */
        Mediating hold(SessionMode held) {
            SessionMode all = mode == null || mode == held ? held : SessionMode.MIXED;
            return new Mediating(matter.session(), lead, type, all);
        }

        Agreed agree(Agreement agreement) {
            return new Agreed(matter.agreement(), lead, agreement);
        }

        Failed fail(MediationFailure reason) {
            return new Failed(matter, lead, reason);
        }

        Returned lose() {
            return new Returned(matter, lead);
        }
    }

    /** 已达成协议, until the order is finished by it. */
    record Agreed(Matter matter, Lead lead, Agreement agreement) implements Resolution {
        @Override
        public Agreed with(Matter other) {
            return new Agreed(other, lead, agreement);
        }

        @Override
        public Agreed with(Agreement other) {
            return new Agreed(matter, lead, other);
        }

        Resolved resolve(ResolutionMethod method) {
            return new Resolved(matter, lead, method, agreement);
        }
    }

    /** 调解不成, until people find another way. */
    record Failed(Matter matter, Lead lead, MediationFailure reason) implements Resolution {
        @Override
        public Failed with(Matter other) {
            return new Failed(other, lead, reason);
        }

        Open reopen(Lead next) {
            return new Open(matter, next);
        }
    }

    /** 已化解. */
    record Resolved(
            Matter matter, Lead lead, ResolutionMethod method, @Nullable Agreement agreement)
            implements Resolution {
        @Override
        public Resolved with(Matter other) {
            return new Resolved(other, lead, method, agreement);
        }

        @Override
        public Resolved with(Agreement other) {
            return new Resolved(matter, lead, method, other);
        }

        Open sentBack() {
            return new Open(matter, lead);
        }

        Visiting visit(Instant dueAt, String rule, int passes) {
            return new Visiting(matter.visit(), lead, agreement, dueAt, rule, passes, null);
        }
    }

    /**
     * 回访中.
     *
     * @param visitRule time limit that set the due instant
     * @param passesLeft how many passed visits close the case, this one included (red: 3/7/30 days)
     * @param failure why the visit failed; from then on the case waits for dispatch's answer
     */
    record Visiting(
            Matter matter,
            Lead lead,
            @Nullable Agreement agreement,
            Instant dueAt,
            String visitRule,
            int passesLeft,
            @Nullable VisitFailure failure)
            implements Resolution {
        @Override
        public Visiting with(Matter other) {
            return new Visiting(other, lead, agreement, dueAt, visitRule, passesLeft, failure);
        }

        @Override
        public Visiting with(Agreement other) {
            return new Visiting(matter, lead, other, dueAt, visitRule, passesLeft, failure);
        }

        Visiting next(Instant nextDueAt, String rule) {
            return new Visiting(
                    matter.visit(), lead, agreement, nextDueAt, rule, passesLeft - 1, null);
        }

        Visiting fail(VisitFailure reason) {
            return new Visiting(matter, lead, agreement, dueAt, visitRule, passesLeft, reason);
        }

        Closed close() {
            return new Closed(matter, lead, agreement, false);
        }

        Reopened reopen() {
            return new Reopened(matter.reopened(), lead);
        }
    }

    /** 已办结; {@code answered} once the sources were told of the visit. */
    record Closed(Matter matter, Lead lead, @Nullable Agreement agreement, boolean answered)
            implements Resolution {
        @Override
        public Closed with(Matter other) {
            return new Closed(other, lead, agreement, answered);
        }

        @Override
        public Closed with(Agreement other) {
            return new Closed(matter, lead, other, answered);
        }

        Reopened reopen() {
            return new Reopened(matter.reopened(), lead);
        }

        Closed told() {
            return new Closed(matter, lead, agreement, true);
        }

        /**
         * "Not archivable while a source is owed an answer" and while something is left to perform.
         */
        boolean archivable() {
            return answered && (agreement == null || agreement.performed());
        }

        Archived archive() {
            return new Archived(matter, lead, agreement);
        }
    }

    /** 已归档. */
    record Archived(Matter matter, Lead lead, @Nullable Agreement agreement) implements Resolution {
        @Override
        public Archived with(Matter other) {
            return new Archived(other, lead, agreement);
        }
    }

    /** 重启, until a new lead order comes. */
    record Reopened(Matter matter, Lead lead) implements Resolution {
        @Override
        public Reopened with(Matter other) {
            return new Reopened(other, lead);
        }

        Open open(Lead next) {
            return new Open(matter, next);
        }
    }

    /**
     * The lead order as dispatch issued it.
     *
     * @param mediates the unit is a mediation organisation
     */
    record Lead(String orderNo, String unit, boolean mediates) {}
}
