package org.fengqiao.dispatch;

import java.util.List;
import java.util.Map;
import org.fengqiao.contracts.Difficulty;
import org.fengqiao.contracts.FeedbackKind;
import org.fengqiao.contracts.Grade;
import org.fengqiao.dispatch.Assignment.Answered;
import org.fengqiao.dispatch.Assignment.Answering;
import org.fengqiao.dispatch.Assignment.Concluded;
import org.fengqiao.dispatch.Assignment.Dispatched;
import org.fengqiao.dispatch.Assignment.Handling;
import org.fengqiao.dispatch.Assignment.Received;
import org.fengqiao.dispatch.Assignment.ResultIn;
import org.fengqiao.dispatch.Assignment.Triaged;
import org.fengqiao.dispatch.Assignment.Withdrawn;
import org.fengqiao.dispatch.AssignmentEvent.AnswersOwed;
import org.fengqiao.dispatch.AssignmentEvent.CaseConcluded;
import org.fengqiao.dispatch.AssignmentEvent.OpinionGiven;
import org.fengqiao.dispatch.AssignmentEvent.OrderFinished;
import org.fengqiao.dispatch.AssignmentEvent.OrderProgressed;
import org.fengqiao.dispatch.AssignmentEvent.OrderReturned;
import org.fengqiao.dispatch.AssignmentEvent.OrderSentBack;
import org.fengqiao.dispatch.AssignmentEvent.SentToDesk;
import org.fengqiao.dispatch.Decision.Accepted;
import org.fengqiao.dispatch.Decision.Refused;
import org.fengqiao.dispatch.DispatchCommand.AcceptResult;
import org.fengqiao.dispatch.DispatchCommand.Conclude;
import org.fengqiao.dispatch.DispatchCommand.Finish;
import org.fengqiao.dispatch.DispatchCommand.GiveOpinion;
import org.fengqiao.dispatch.DispatchCommand.Progress;
import org.fengqiao.dispatch.DispatchCommand.Request;
import org.fengqiao.dispatch.DispatchCommand.ReturnOrder;
import org.fengqiao.dispatch.DispatchCommand.SendBack;
import org.fengqiao.dispatch.DispatchCommand.Sign;
import org.fengqiao.dispatch.DispatchCommand.TriageByHand;

/** Answers what people and units ask, or refuses by name. */
final class RequestRules {

    private final Routing routing;
    private final OrderTerms terms;
    private final Policy policy;

    RequestRules(Routing routing, OrderTerms terms, Policy policy) {
        this.routing = routing;
        this.terms = terms;
        this.policy = policy;
    }

    Decision answer(Assignment state, Request request) {
        return switch (request) {
            case TriageByHand c -> triageByHand(state, c);
            case Sign c -> sign(state, c);
            case ReturnOrder c -> returnOrder(state, c);
            case Progress c -> progress(state, c);
            case Finish c -> finish(state, c);
            case GiveOpinion c -> giveOpinion(state, c);
            case AcceptResult c -> acceptResult(state);
            case SendBack c -> sendBack(state, c);
            case Conclude c -> conclude(state, c);
        };
    }

    private Decision triageByHand(Assignment state, TriageByHand c) {
        boolean open =
                switch (state) {
                    case Received r -> r.matter().accepted();
                    case Triaged t -> true;
                    default -> false;
                };
        if (!open) {
            return refuse(state, "研判派单");
        }
        Matter matter = state.matter();
        Routing.Unit unit = routing.unit(c.unit()).orElse(null);
        if (unit == null || !c.unit().startsWith(matter.regionCode().substring(0, 6))) {
            return new Refused(new Refusal.UnknownUnit(c.unit()));
        }
        Routing.Proposal proposal = routing.propose(matter.regionCode(), c.category());
        Grade grade = Grading.atLeast(c.grade(), matter);
        Difficulty difficulty = grade == c.grade() ? c.difficulty() : Grading.difficulty(grade);
        Triage triage =
                new Triage(
                        grade,
                        difficulty,
                        c.category(),
                        proposal.row().route(),
                        proposal.row().listSide(),
                        c.unit(),
                        unit.mediates(),
                        AssignmentRules.HUMAN,
                        Map.of("proposed", proposal.unit().code()),
                        List.of(proposal.unit().code()));
        return terms.issue(matter, triage, c.at());
    }

    private static Decision sign(Assignment state, Sign c) {
        if (!(state instanceof Dispatched d)) {
            return refuse(state, "签收");
        }
        if (!d.order().orderNo().equals(c.orderNo())) {
            return new Refused(new Refusal.OrderNotOpen(c.orderNo()));
        }
        if (d.order().mediates()) {
            return new Refused(new Refusal.MediationDecides(c.orderNo()));
        }
        return Steps.signed(d, c.at());
    }

    private Decision returnOrder(Assignment state, ReturnOrder c) {
        if (!(state instanceof Dispatched d)) {
            return refuse(state, "退单");
        }
        if (!d.order().orderNo().equals(c.orderNo())) {
            return new Refused(new Refusal.OrderNotOpen(c.orderNo()));
        }
        if (c.suggestedUnit() != null && routing.unit(c.suggestedUnit()).isEmpty()) {
            return new Refused(new Refusal.UnknownUnit(c.suggestedUnit()));
        }
        if (d.matter().returnCount() >= policy.maxReturns()) {
            return new Refused(new Refusal.ReturnsExhausted(policy.maxReturns()));
        }
        Triaged back = d.comeBack(d.order().to(Order.State.RETURNED));
        return new Accepted(
                back,
                List.of(
                        new OrderReturned(
                                back.order(),
                                c.reason(),
                                c.suggestedUnit(),
                                back.matter().returnCount()),
                        new SentToDesk(back.matter().urgent())));
    }

    private static Decision progress(Assignment state, Progress c) {
        if (!(state instanceof Handling h)) {
            return refuse(state, "登记进展");
        }
        return h.order().orderNo().equals(c.orderNo()) && h.order().isOpen()
                ? new Accepted(h, List.of(new OrderProgressed(h.order(), c.step())))
                : new Refused(new Refusal.OrderNotOpen(c.orderNo()));
    }

    private static Decision finish(Assignment state, Finish c) {
        if (!(state instanceof Handling h)) {
            return refuse(state, "办结工单");
        }
        if (!h.order().orderNo().equals(c.orderNo()) || !h.order().isOpen()) {
            return new Refused(new Refusal.OrderNotOpen(c.orderNo()));
        }
        if (h.order().mediates()) {
            return new Refused(new Refusal.MediationDecides(c.orderNo()));
        }
        Order finished = h.order().finished(c.at(), c.method());
        return new Accepted(
                h.order(finished),
                List.of(new OrderFinished(finished, c.method(), false, c.partyInformed())));
    }

    private static Decision giveOpinion(Assignment state, GiveOpinion c) {
        return switch (state) {
            case Triaged t -> opinion(t, c);
            case Dispatched d -> opinion(d, c);
            case Handling h -> opinion(h, c);
            case ResultIn ri -> opinion(ri, c);
            case Received r -> refuse(r, "审批");
            case Answering a -> refuse(a, "审批");
            case Answered a -> refuse(a, "审批");
            case Concluded cc -> refuse(cc, "审批");
            case Withdrawn w -> refuse(w, "审批");
        };
    }

    private static Decision opinion(Assignment state, GiveOpinion c) {
        return new Accepted(
                state.with(state.matter().approved(c.leaderApproval())),
                List.of(new OpinionGiven(c.leaderApproval())));
    }

    private Decision acceptResult(Assignment state) {
        if (!(state instanceof ResultIn in)) {
            return refuse(state, "通过结果");
        }
        boolean noLeader = Steps.needsApproval(in) && !in.matter().leaderApproved();
        boolean noOpinion = Steps.needsApproval(in) && !in.matter().opinionGiven();
        if (noLeader || noOpinion) {
            return new Refused(new Refusal.ApprovalMissing(noLeader, noOpinion));
        }
        return Steps.accepted(in);
    }

    private static Decision sendBack(Assignment state, SendBack c) {
        if (!(state instanceof ResultIn in)) {
            return refuse(state, "发回重办");
        }
        Order again = in.order().to(Order.State.SENT_BACK);
        return new Accepted(in.sendBack(again), List.of(new OrderSentBack(again, c.reason())));
    }

    private static Decision conclude(Assignment state, Conclude c) {
        if (!(state instanceof Triaged t)) {
            return refuse(state, "终结");
        }
        return new Accepted(
                new Concluded(t.matter(), t.order()),
                List.of(
                        new CaseConcluded(c.result()),
                        new AnswersOwed(FeedbackKind.FINISHED, null)));
    }

    private static Refused refuse(Assignment state, String command) {
        return new Refused(new Refusal.NotInStage(command, AssignmentRules.nameOf(state)));
    }
}
