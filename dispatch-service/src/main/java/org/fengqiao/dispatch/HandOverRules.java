package org.fengqiao.dispatch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fengqiao.contracts.FeedbackKind;
import org.fengqiao.contracts.Flag;
import org.fengqiao.contracts.Grade;
import org.fengqiao.contracts.ResolutionResult;
import org.fengqiao.dispatch.Assignment.Answered;
import org.fengqiao.dispatch.Assignment.Answering;
import org.fengqiao.dispatch.Assignment.Concluded;
import org.fengqiao.dispatch.Assignment.Dispatched;
import org.fengqiao.dispatch.Assignment.Handling;
import org.fengqiao.dispatch.Assignment.Received;
import org.fengqiao.dispatch.Assignment.ResultIn;
import org.fengqiao.dispatch.Assignment.Triaged;
import org.fengqiao.dispatch.Assignment.VisitAnswers;
import org.fengqiao.dispatch.Assignment.Withdrawn;
import org.fengqiao.dispatch.AssignmentEvent.AnswersOwed;
import org.fengqiao.dispatch.AssignmentEvent.CancelRefused;
import org.fengqiao.dispatch.AssignmentEvent.CaseConcluded;
import org.fengqiao.dispatch.AssignmentEvent.CaseReopened;
import org.fengqiao.dispatch.AssignmentEvent.CaseWithdrawn;
import org.fengqiao.dispatch.AssignmentEvent.MergeConflict;
import org.fengqiao.dispatch.AssignmentEvent.OrderFinished;
import org.fengqiao.dispatch.AssignmentEvent.OrderUnresolved;
import org.fengqiao.dispatch.AssignmentEvent.OrderWithdrawn;
import org.fengqiao.dispatch.AssignmentEvent.ResultFedBack;
import org.fengqiao.dispatch.AssignmentEvent.RiskAwaited;
import org.fengqiao.dispatch.AssignmentEvent.SentToDesk;
import org.fengqiao.dispatch.AssignmentEvent.UrgeSent;
import org.fengqiao.dispatch.AssignmentEvent.Visit;
import org.fengqiao.dispatch.AssignmentEvent.VisitFedBack;
import org.fengqiao.dispatch.Decision.Accepted;
import org.fengqiao.dispatch.DispatchCommand.HandOver;

/** Obeys what other services and timers tell: the total table of hand-overs. */
final class HandOverRules {

    private final Routing routing;
    private final OrderTerms terms;
    private final Policy policy;

    HandOverRules(Routing routing, OrderTerms terms, Policy policy) {
        this.routing = routing;
        this.terms = terms;
        this.policy = policy;
    }

    Decision obey(Assignment state, HandOver fact) {
        return switch (fact) {
            case DispatchCommand.Accept c -> accept(state, c);
            case DispatchCommand.Refuse c ->
                    state instanceof Received r
                            ? new Accepted(
                                    new Concluded(r.matter(), null),
                                    List.of(
                                            new CaseConcluded(ResolutionResult.REDIRECTED),
                                            new AnswersOwed(FeedbackKind.REFUSED, null)))
                            : Steps.unchanged(state);
            case DispatchCommand.LinkSources c -> link(state, c);
            case DispatchCommand.BeAbsorbed c -> absorb(state, c);
            case DispatchCommand.Cancel c -> cancel(state, c);
            case DispatchCommand.Assess c -> assess(state, c);
            case DispatchCommand.EndRiskWait c ->
                    state instanceof Received r && r.waitsForRisk() && r.matter().risk() == null
                            ? new Accepted(
                                    new Received(r.matter().urgentNow(), false),
                                    List.of(new SentToDesk(true)))
                            : Steps.unchanged(state);
            case DispatchCommand.StartMediation c ->
                    state instanceof Dispatched d && d.order().orderNo().equals(c.orderNo())
                            ? Steps.signed(d, c.at())
                            : Steps.unchanged(state);
            case DispatchCommand.TakeAgreement c -> takeAgreement(state, c);
            case DispatchCommand.FailMediation c -> failMediation(state, c);
            case DispatchCommand.Resolve c ->
                    state instanceof Handling h ? resolved(h, c) : Steps.unchanged(state);
            case DispatchCommand.ConfirmResultTold c ->
                    state instanceof Answering a
                            ? new Accepted(a.answered(), List.of(new ResultFedBack()))
                            : Steps.unchanged(state);
            case DispatchCommand.Close c -> close(state, c);
            case DispatchCommand.ConfirmVisitTold c ->
                    state instanceof Answered a && a.visit() == VisitAnswers.ON_THEIR_WAY
                            ? new Accepted(a.visitDelivered(), List.of(new VisitFedBack()))
                            : Steps.unchanged(state);
            case DispatchCommand.FailVisit c ->
                    state instanceof Answered a
                            ? new Accepted(
                                    a.reopen(),
                                    List.of(
                                            new CaseReopened(
                                                    c.reason(), a.matter().reopenCount() + 1),
                                            new SentToDesk(a.matter().urgent())))
                            : Steps.unchanged(state);
            case DispatchCommand.Urge c -> urge(state, c);
        };
    }

    private Decision accept(Assignment state, DispatchCommand.Accept c) {
        if (!(state instanceof Received r) || r.matter().accepted()) {
            return Steps.unchanged(state);
        }
        Matter matter = r.matter().acceptedNow();
        if (matter.peopleDecide() && matter.risk() == null) {
            Instant until = c.at().plus(policy.riskWait());
            return new Accepted(new Received(matter, true), List.of(new RiskAwaited(until)));
        }
        if (matter.peopleDecide() || !policy.autoTriage()) {
            return new Accepted(
                    new Received(matter, false), List.of(new SentToDesk(matter.urgent())));
        }
        Routing.Proposal proposal = routing.propose(matter.regionCode(), matter.category());
        Grade grade = Grading.grade(matter);
        Triage triage =
                new Triage(
                        grade,
                        Grading.difficulty(grade),
                        matter.category(),
                        proposal.row().route(),
                        proposal.row().listSide(),
                        proposal.unit().code(),
                        proposal.unit().mediates(),
                        proposal.row().rule(),
                        Map.of("region", matter.regionCode(), "category", matter.category()),
                        proposal.alternatives());
        return terms.issue(matter, triage, c.at());
    }

    private Decision link(Assignment state, DispatchCommand.LinkSources c) {
        Assignment next = state.with(state.matter().linked(c.sources(), c.flags()));
        List<AssignmentEvent> events = new ArrayList<>();
        // What came after the answer is owed the same answer.
        switch (next) {
            case Answering a -> events.add(new AnswersOwed(FeedbackKind.FINISHED, null));
            case Answered a -> {
                events.add(new AnswersOwed(FeedbackKind.FINISHED, null));
                if (a.told() != null) {
                    events.add(new AnswersOwed(FeedbackKind.VISITED, a.told()));
                }
            }
            // Refused by intake: no order ever; concluded by people: one there was.
            case Concluded cc -> {
                boolean refused = cc.order() == null;
                events.add(
                        new AnswersOwed(
                                refused ? FeedbackKind.REFUSED : FeedbackKind.FINISHED, null));
            }
            case Received r -> {}
            case Triaged t -> {}
            case Dispatched d -> {}
            case Handling h -> {}
            case ResultIn ri -> {}
            case Withdrawn w -> {}
        }
        return new Accepted(next, events);
    }

    private Decision absorb(Assignment state, DispatchCommand.BeAbsorbed c) {
        return switch (state) {
            case Received r ->
                    new Accepted(
                            new Withdrawn(r.matter(), null), List.of(new CaseWithdrawn("merged")));
            case Triaged t ->
                    new Accepted(
                            new Withdrawn(t.matter(), t.order()),
                            List.of(new CaseWithdrawn("merged")));
            case Dispatched d -> withdraw(d.matter(), d.order(), "merged");
            case Handling h when !h.order().isOpen() ->
                    new Accepted(h, List.of(new MergeConflict(c.mergeId())));
            case Handling h -> withdraw(h.matter(), h.order(), "merged");
            case ResultIn ri -> new Accepted(ri, List.of(new MergeConflict(c.mergeId())));
            case Answering a -> new Accepted(a, List.of(new MergeConflict(c.mergeId())));
            case Answered a -> new Accepted(a, List.of(new MergeConflict(c.mergeId())));
            case Concluded cc -> Steps.unchanged(cc);
            case Withdrawn w -> Steps.unchanged(w);
        };
    }

    private Decision cancel(Assignment state, DispatchCommand.Cancel c) {
        Matter matter = state.matter();
        if (matter.isRed()
                || matter.flags().contains(Flag.DV)
                || matter.flags().contains(Flag.MINOR)) {
            return new Accepted(state, List.of(new CancelRefused("protected-case")));
        }
        return switch (state) {
            case Received r ->
                    new Accepted(
                            new Withdrawn(matter, null),
                            List.of(new CaseWithdrawn(c.reasonCode())));
            case Triaged t ->
                    new Accepted(
                            new Withdrawn(matter, t.order()),
                            List.of(new CaseWithdrawn(c.reasonCode())));
            case Dispatched d -> withdraw(matter, d.order(), c.reasonCode());
            case Handling h when !h.order().isOpen() ->
                    new Accepted(h, List.of(new CancelRefused("too-late")));
            case Handling h -> withdraw(matter, h.order(), c.reasonCode());
            case ResultIn ri -> new Accepted(ri, List.of(new CancelRefused("too-late")));
            case Answering a -> new Accepted(a, List.of(new CancelRefused("too-late")));
            case Answered a -> new Accepted(a, List.of(new CancelRefused("too-late")));
            case Concluded cc -> new Accepted(cc, List.of(new CancelRefused("too-late")));
            case Withdrawn w -> Steps.unchanged(w);
        };
    }

    private static Accepted withdraw(Matter matter, Order order, String reason) {
        Order ended = order.to(Order.State.WITHDRAWN);
        return new Accepted(
                new Withdrawn(matter, ended),
                List.of(new OrderWithdrawn(ended), new CaseWithdrawn(reason)));
    }

    private Decision assess(Assignment state, DispatchCommand.Assess c) {
        Matter matter = state.matter().assessed(c.level());
        if (state instanceof Received r && r.waitsForRisk()) {
            return new Accepted(
                    new Received(matter, false), List.of(new SentToDesk(matter.urgent())));
        }
        boolean becomesRed = matter.isRed() && !state.matter().isRed();
        return switch (state) {
            case Dispatched d when becomesRed -> {
                Order raised = terms.raised(d.order(), c.at()).urged();
                yield new Accepted(
                        new Dispatched(matter, d.triage(), raised), List.of(new UrgeSent(raised)));
            }
            case Handling h when becomesRed && h.order().isOpen() -> {
                Order raised = terms.raised(h.order(), c.at()).urged();
                yield new Accepted(h.with(matter).order(raised), List.of(new UrgeSent(raised)));
            }
            default -> new Accepted(state.with(matter), List.of());
        };
    }

    private Decision takeAgreement(Assignment state, DispatchCommand.TakeAgreement c) {
        if (!(state instanceof Handling h) || !h.order().orderNo().equals(c.orderNo())) {
            return Steps.unchanged(state);
        }
        Order finished = h.order().finished(c.at(), c.method());
        return new Accepted(
                new Handling(h.matter(), h.triage(), finished, c.agreement()),
                List.of(new OrderFinished(finished, c.method(), true, true)));
    }

    private Decision failMediation(Assignment state, DispatchCommand.FailMediation c) {
        return switch (state) {
            case Handling h when h.order().orderNo().equals(c.orderNo()) ->
                    unresolved(h.comeBack(h.order().to(Order.State.UNRESOLVED)), c);
            case Dispatched d when d.order().orderNo().equals(c.orderNo()) -> {
                Order ended = d.order().to(Order.State.UNRESOLVED);
                yield unresolved(new Triaged(d.matter(), d.triage(), ended), c);
            }
            default -> Steps.unchanged(state);
        };
    }

    private static Accepted unresolved(Triaged next, DispatchCommand.FailMediation c) {
        return new Accepted(
                next,
                List.of(
                        new OrderUnresolved(next.order(), c.reason()),
                        new SentToDesk(next.matter().urgent())));
    }

    private Decision resolved(Handling h, DispatchCommand.Resolve c) {
        ResultIn in = h.resolve(new Result(c.method(), c.result(), c.at(), h.agreement()));
        boolean ordinary = !Steps.needsApproval(in);
        if (policy.autoAcceptResult() && ordinary) {
            return Steps.accepted(in);
        }
        return new Accepted(in, List.of(new SentToDesk(in.matter().urgent())));
    }

    private static Decision close(Assignment state, DispatchCommand.Close c) {
        if (!(state instanceof Answered a) || a.visit() != VisitAnswers.NOT_YET) {
            return Steps.unchanged(state);
        }
        Visit visit = new Visit(c.method(), c.satisfaction(), c.visitedAt());
        return new Accepted(
                a.tellVisit(visit), List.of(new AnswersOwed(FeedbackKind.VISITED, visit)));
    }

    private Decision urge(Assignment state, DispatchCommand.Urge c) {
        return switch (state) {
            case Dispatched d when d.order().orderNo().equals(c.orderNo()) -> {
                Order urged = d.order().urged();
                yield new Accepted(
                        new Dispatched(d.matter(), d.triage(), urged),
                        List.of(new UrgeSent(urged)));
            }
            case Handling h when h.order().orderNo().equals(c.orderNo()) && h.order().isOpen() -> {
                Order urged = h.order().urged();
                yield new Accepted(h.order(urged), List.of(new UrgeSent(urged)));
            }
            default -> Steps.unchanged(state);
        };
    }
}
