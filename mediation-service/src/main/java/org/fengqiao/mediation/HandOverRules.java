package org.fengqiao.mediation;

import static org.fengqiao.mediation.MediationRules.archiveIfDone;
import static org.fengqiao.mediation.MediationRules.unchanged;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.fengqiao.clock.Zones;
import org.fengqiao.mediation.Decision.Accepted;
import org.fengqiao.mediation.MediationCommand.CheckInstalment;
import org.fengqiao.mediation.MediationCommand.HandOver;
import org.fengqiao.mediation.MediationEvent.CaseArchived;
import org.fengqiao.mediation.MediationEvent.CaseResolved;
import org.fengqiao.mediation.MediationEvent.InstalmentOverdue;
import org.fengqiao.mediation.MediationEvent.OrderLost;
import org.fengqiao.mediation.MediationEvent.PerformanceKept;
import org.fengqiao.mediation.MediationEvent.ResolutionOpened;
import org.fengqiao.mediation.MediationEvent.ResolutionReopened;
import org.fengqiao.mediation.MediationEvent.VisitPlanned;
import org.fengqiao.mediation.Resolution.Agreed;
import org.fengqiao.mediation.Resolution.Archived;
import org.fengqiao.mediation.Resolution.Closed;
import org.fengqiao.mediation.Resolution.Failed;
import org.fengqiao.mediation.Resolution.Lead;
import org.fengqiao.mediation.Resolution.Mediating;
import org.fengqiao.mediation.Resolution.Open;
import org.fengqiao.mediation.Resolution.Reopened;
import org.fengqiao.mediation.Resolution.Resolved;
import org.fengqiao.mediation.Resolution.Returned;
import org.fengqiao.mediation.Resolution.Visiting;

/** What others and the timers tell: obeyed or noted, never refused. */
record HandOverRules(Limits limits) {

    Decision obey(Resolution state, HandOver fact) {
        return switch (fact) {
            case MediationCommand.TakeOrder c -> takeOrder(state, c.lead());
            case MediationCommand.TakeFinished c -> takeFinished(state, c);
            case MediationCommand.LoseOrder c -> loseOrder(state, c.orderNo());
            case MediationCommand.TakeBack c ->
                    state instanceof Resolved r
                            ? new Accepted(r.sentBack(), List.of(new ResolutionOpened(r.lead())))
                            : unchanged(state);
            case MediationCommand.PlanVisit c ->
                    state instanceof Resolved r ? planVisit(r, c.at()) : unchanged(state);
            case MediationCommand.NoteAnswered c ->
                    state instanceof Closed closed
                            ? archiveIfDone(closed.told(), List.of())
                            : unchanged(state);
            case MediationCommand.TakeReopened c ->
                    switch (state) {
                        case Visiting v ->
                                new Accepted(v.reopen(), List.of(new ResolutionReopened()));
                        // Of a case whose visit was passed after the failed one was told.
                        case Closed cl ->
                                new Accepted(cl.reopen(), List.of(new ResolutionReopened()));
                        default -> unchanged(state);
                    };
            case MediationCommand.Withdraw c -> withdraw(state);
            case MediationCommand.Assess c ->
                    new Accepted(state.with(state.matter().assessed(c.level())), List.of());
            case MediationCommand.NoteControl c ->
                    new Accepted(state.with(state.matter().controlled(c.released())), List.of());
            case CheckInstalment c -> checkInstalment(state, c);
        };
    }

    private static Decision takeOrder(Resolution state, Lead lead) {
        return switch (state) {
            case Open o -> opened(new Open(o.matter(), lead));
            case Returned r -> opened(r.open(lead));
            case Failed f -> opened(f.reopen(lead));
            case Reopened r -> opened(r.open(lead));
            // The unit gave the order back while a mediator began: the new order counts.
            case Mediating m ->
                    m.lead().orderNo().equals(lead.orderNo())
                            ? unchanged(m)
                            : opened(new Open(m.matter(), lead));
            case Agreed a ->
                    a.lead().orderNo().equals(lead.orderNo())
                            ? unchanged(a)
                            : opened(new Open(a.matter(), lead));
            case Resolved r -> unchanged(r);
            case Visiting v -> unchanged(v);
            case Closed c -> unchanged(c);
            case Archived a -> unchanged(a);
        };
    }

    private static Accepted opened(Open open) {
        return new Accepted(open, List.of(new ResolutionOpened(open.lead())));
    }

    private static Decision takeFinished(Resolution state, MediationCommand.TakeFinished c) {
        return switch (state) {
            case Open o ->
                    new Accepted(
                            o.resolve(c.method()), List.of(new CaseResolved(c.method(), false)));
            case Agreed a ->
                    new Accepted(
                            a.resolve(c.method()), List.of(new CaseResolved(c.method(), true)));
            case Returned r -> unchanged(r);
            case Mediating m -> unchanged(m);
            case Failed f -> unchanged(f);
            case Resolved r -> unchanged(r);
            case Visiting v -> unchanged(v);
            case Closed cl -> unchanged(cl);
            case Archived ar -> unchanged(ar);
            case Reopened re -> unchanged(re);
        };
    }

    /** A mediator may have begun while the unit gave the order back: there is no order to do it. */
    private static Decision loseOrder(Resolution state, String orderNo) {
        if (!state.lead().orderNo().equals(orderNo)) {
            return unchanged(state);
        }
        List<MediationEvent> lost = List.of(new OrderLost(orderNo));
        return switch (state) {
            case Open o -> new Accepted(o.lose(), lost);
            case Mediating m -> new Accepted(m.lose(), lost);
            // Dispatch's echo of MediationFailed.
            case Failed f -> unchanged(f);
            // What the parties agreed stands; people decide who carries it on.
            case Agreed a -> unchanged(a);
            case Returned r -> unchanged(r);
            case Resolved r -> unchanged(r);
            case Visiting v -> unchanged(v);
            case Closed c -> unchanged(c);
            case Archived a -> unchanged(a);
            case Reopened r -> unchanged(r);
        };
    }

    /**
     * An agreement binds the parties whoever withdraws (人民调解法 art 31): its instalments are followed
     * to the end. No source is owed an answer by then; dispatch settled that with the withdrawal.
     */
    private static Decision withdraw(Resolution state) {
        Agreement agreement = state.agreement();
        if (state instanceof Archived || (state instanceof Closed closed && closed.answered())) {
            return unchanged(state);
        }
        if (agreement == null || agreement.performed()) {
            return new Accepted(
                    new Archived(state.matter(), state.lead(), agreement),
                    List.of(new CaseArchived()));
        }
        return new Accepted(
                new Closed(state.matter(), state.lead(), agreement, true),
                List.of(new PerformanceKept(agreement.agreementNo())));
    }

    private Decision planVisit(Resolved r, Instant at) {
        String rule = r.matter().visitRule(0);
        Visiting visiting = r.visit(limits.due(rule, at).at(), rule, r.matter().visitsNeeded());
        return new Accepted(
                visiting,
                List.of(new VisitPlanned(visiting.matter().visitCount(), visiting.dueAt(), rule)));
    }

    private static Decision checkInstalment(Resolution state, CheckInstalment c) {
        Agreement agreement = state.agreement();
        if (agreement == null
                || state instanceof Archived
                || !agreement.agreementNo().equals(c.agreementNo())) {
            return unchanged(state);
        }
        LocalDate today = Zones.dateOf(c.at());
        return agreement
                .instalment(c.seq())
                .filter(i -> i.paidOn() == null && !i.overdue() && today.isAfter(i.dueOn()))
                .<Decision>map(
                        i ->
                                new Accepted(
                                        state.with(agreement.with(i.late())),
                                        List.of(new InstalmentOverdue(i.seq(), i.dueOn()))))
                .orElseGet(() -> unchanged(state));
    }
}
