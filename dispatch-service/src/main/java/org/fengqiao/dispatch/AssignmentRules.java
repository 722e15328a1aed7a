package org.fengqiao.dispatch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fengqiao.clock.Due;
import org.fengqiao.contracts.Difficulty;
import org.fengqiao.contracts.FeedbackKind;
import org.fengqiao.contracts.Flag;
import org.fengqiao.contracts.Grade;
import org.fengqiao.contracts.ResolutionResult;
import org.fengqiao.contracts.SourceRecord;
import org.fengqiao.contracts.SourceSystem;
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
import org.fengqiao.dispatch.AssignmentEvent.CaseReceived;
import org.fengqiao.dispatch.AssignmentEvent.CaseReopened;
import org.fengqiao.dispatch.AssignmentEvent.CaseTriaged;
import org.fengqiao.dispatch.AssignmentEvent.CaseWithdrawn;
import org.fengqiao.dispatch.AssignmentEvent.MergeConflict;
import org.fengqiao.dispatch.AssignmentEvent.OpinionGiven;
import org.fengqiao.dispatch.AssignmentEvent.OrderFinished;
import org.fengqiao.dispatch.AssignmentEvent.OrderIssued;
import org.fengqiao.dispatch.AssignmentEvent.OrderProgressed;
import org.fengqiao.dispatch.AssignmentEvent.OrderReturned;
import org.fengqiao.dispatch.AssignmentEvent.OrderSentBack;
import org.fengqiao.dispatch.AssignmentEvent.OrderSigned;
import org.fengqiao.dispatch.AssignmentEvent.OrderUnresolved;
import org.fengqiao.dispatch.AssignmentEvent.OrderWithdrawn;
import org.fengqiao.dispatch.AssignmentEvent.ResultAccepted;
import org.fengqiao.dispatch.AssignmentEvent.ResultFedBack;
import org.fengqiao.dispatch.AssignmentEvent.RiskAwaited;
import org.fengqiao.dispatch.AssignmentEvent.SentToDesk;
import org.fengqiao.dispatch.AssignmentEvent.UrgeSent;
import org.fengqiao.dispatch.AssignmentEvent.Visit;
import org.fengqiao.dispatch.AssignmentEvent.VisitFedBack;
import org.fengqiao.dispatch.Decision.Accepted;
import org.fengqiao.dispatch.Decision.Refused;
import org.fengqiao.dispatch.DispatchCommand.AcceptResult;
import org.fengqiao.dispatch.DispatchCommand.Conclude;
import org.fengqiao.dispatch.DispatchCommand.Finish;
import org.fengqiao.dispatch.DispatchCommand.GiveOpinion;
import org.fengqiao.dispatch.DispatchCommand.HandOver;
import org.fengqiao.dispatch.DispatchCommand.Progress;
import org.fengqiao.dispatch.DispatchCommand.Request;
import org.fengqiao.dispatch.DispatchCommand.ReturnOrder;
import org.fengqiao.dispatch.DispatchCommand.SendBack;
import org.fengqiao.dispatch.DispatchCommand.Sign;
import org.fengqiao.dispatch.DispatchCommand.TriageByHand;

/**
 * decide(state, command): the rules of dispatch. Pure; the clock and the person come with the
 * command.
 */
public final class AssignmentRules {

    /** Rule id of a person's decision. */
    static final String HUMAN = "human";

    private final Routing routing;
    private final Limits limits;
    private final Policy policy;

    public AssignmentRules(Routing routing, Limits limits, Policy policy) {
        this.routing = routing;
        this.limits = limits;
        this.policy = policy;
    }

    /** intake: CaseRegistered opens the assignment. */
    public Accepted open(Matter matter) {
        return new Accepted(new Received(matter, false), List.of(new CaseReceived()));
    }

    /** The total table: every state meets every command. */
    public Decision decide(Assignment state, DispatchCommand command) {
        return switch (command) {
            case HandOver fact -> obey(state, fact);
            case Request request -> answer(state, request);
        };
    }

    private Decision obey(Assignment state, HandOver fact) {
        return switch (fact) {
            case DispatchCommand.Accept c -> accept(state, c);
            case DispatchCommand.Refuse c ->
                    state instanceof Received r
                            ? new Accepted(
                                    new Concluded(r.matter(), null),
                                    List.of(
                                            new CaseConcluded(ResolutionResult.REDIRECTED),
                                            new AnswersOwed(FeedbackKind.REFUSED, null)))
                            : unchanged(state);
            case DispatchCommand.LinkSources c -> link(state, c);
            case DispatchCommand.BeAbsorbed c -> absorb(state, c);
            case DispatchCommand.Cancel c -> cancel(state, c);
            case DispatchCommand.Assess c -> assess(state, c);
            case DispatchCommand.EndRiskWait c ->
                    state instanceof Received r && r.waitsForRisk() && r.matter().risk() == null
                            ? new Accepted(
                                    new Received(r.matter().urgentNow(), false),
                                    List.of(new SentToDesk(true)))
                            : unchanged(state);
            case DispatchCommand.StartMediation c ->
                    state instanceof Dispatched d && d.order().orderNo().equals(c.orderNo())
                            ? signed(d, c.at())
                            : unchanged(state);
            case DispatchCommand.TakeAgreement c -> takeAgreement(state, c);
            case DispatchCommand.FailMediation c -> failMediation(state, c);
            case DispatchCommand.Resolve c ->
                    state instanceof Handling h ? resolved(h, c) : unchanged(state);
            case DispatchCommand.ConfirmResultTold c ->
                    state instanceof Answering a
                            ? new Accepted(a.answered(), List.of(new ResultFedBack()))
                            : unchanged(state);
            case DispatchCommand.Close c ->
                    state instanceof Answered a && a.visit() == VisitAnswers.NOT_YET
                            ? new Accepted(
                                    a.tellVisit(VisitAnswers.ON_THEIR_WAY),
                                    List.of(
                                            new AnswersOwed(
                                                    FeedbackKind.VISITED,
                                                    new Visit(
                                                            c.method(),
                                                            c.satisfaction(),
                                                            c.visitedAt()))))
                            : unchanged(state);
            case DispatchCommand.ConfirmVisitTold c ->
                    state instanceof Answered a && a.visit() == VisitAnswers.ON_THEIR_WAY
                            ? new Accepted(
                                    a.tellVisit(VisitAnswers.DELIVERED),
                                    List.of(new VisitFedBack()))
                            : unchanged(state);
            case DispatchCommand.FailVisit c ->
                    state instanceof Answered a
                            ? new Accepted(
                                    a.reopen(),
                                    List.of(
                                            new CaseReopened(
                                                    c.reason(), a.matter().reopenCount() + 1),
                                            new SentToDesk(a.matter().urgent())))
                            : unchanged(state);
            case DispatchCommand.Urge c -> urge(state, c);
        };
    }

    private Decision accept(Assignment state, DispatchCommand.Accept c) {
        if (!(state instanceof Received r) || r.matter().accepted()) {
            return unchanged(state);
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
        return issue(matter, triage, c.at());
    }

    private Decision link(Assignment state, DispatchCommand.LinkSources c) {
        Assignment next = state.with(state.matter().linked(c.sources(), c.flags()));
        List<AssignmentEvent> events = new ArrayList<>();
        // What came after the answer is owed the same answer.
        switch (next) {
            case Answering a -> events.add(new AnswersOwed(FeedbackKind.FINISHED, null));
            case Answered a -> events.add(new AnswersOwed(FeedbackKind.FINISHED, null));
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
            case Concluded cc -> unchanged(cc);
            case Withdrawn w -> unchanged(w);
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
            case Withdrawn w -> unchanged(w);
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
        return new Accepted(state.with(matter), List.of());
    }

    private Decision takeAgreement(Assignment state, DispatchCommand.TakeAgreement c) {
        if (!(state instanceof Handling h) || !h.order().orderNo().equals(c.orderNo())) {
            return unchanged(state);
        }
        Order finished = h.order().finished(c.at(), c.method());
        return new Accepted(
                new Handling(h.matter(), h.triage(), finished, c.agreement()),
                List.of(new OrderFinished(finished, c.method(), true)));
    }

    private Decision failMediation(Assignment state, DispatchCommand.FailMediation c) {
        return switch (state) {
            case Handling h when h.order().orderNo().equals(c.orderNo()) ->
                    unresolved(h.comeBack(h.order().to(Order.State.UNRESOLVED)), c);
            case Dispatched d when d.order().orderNo().equals(c.orderNo()) -> {
                Order ended = d.order().to(Order.State.UNRESOLVED);
                yield unresolved(new Triaged(d.matter(), d.triage(), ended), c);
            }
            default -> unchanged(state);
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
        boolean ordinary = !needsApproval(in);
        if (policy.autoAcceptResult() && ordinary) {
            return accepted(in);
        }
        return new Accepted(in, List.of(new SentToDesk(in.matter().urgent())));
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
            default -> unchanged(state);
        };
    }

    private Decision answer(Assignment state, Request request) {
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
                        HUMAN,
                        Map.of("proposed", proposal.unit().code(), "reason", c.reason()),
                        List.of(proposal.unit().code()));
        return issue(matter, triage, c.at());
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
        return signed(d, c.at());
    }

    private Decision returnOrder(Assignment state, ReturnOrder c) {
        if (!(state instanceof Dispatched d)) {
            return refuse(state, "退单");
        }
        if (!d.order().orderNo().equals(c.orderNo())) {
            return new Refused(new Refusal.OrderNotOpen(c.orderNo()));
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
                h.order(finished), List.of(new OrderFinished(finished, c.method(), false)));
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
        boolean noLeader = needsApproval(in) && !in.matter().leaderApproved();
        boolean noOpinion = needsApproval(in) && !in.matter().opinionGiven();
        if (noLeader || noOpinion) {
            return new Refused(new Refusal.ApprovalMissing(noLeader, noOpinion));
        }
        return accepted(in);
    }

    private static Decision sendBack(Assignment state, SendBack c) {
        if (!(state instanceof ResultIn in)) {
            return refuse(state, "发回重办");
        }
        Order again = in.order().to(Order.State.SENT_BACK);
        return new Accepted(in.sendBack(again), List.of(new OrderSentBack(again, c.reasonCode())));
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

    private Accepted issue(Matter matter, Triage triage, Instant at) {
        Order order = order(matter, triage, at);
        Triaged triaged = new Triaged(matter, triage, order);
        return new Accepted(
                triaged.dispatch(triage, order),
                List.of(new CaseTriaged(triage), new OrderIssued(order)));
    }

    private Order order(Matter matter, Triage triage, Instant at) {
        boolean urgent = matter.urgent() || matter.isRed();
        Instant signDue = limits.due(urgent ? "sign.order.urgent" : "sign.order", at).at();
        String rule =
                switch (triage.grade()) {
                    case NORMAL -> "grade.normal";
                    case MAJOR -> "grade.major";
                    case CRITICAL -> "grade.critical";
                };
        Due due = limits.due(rule, at);
        Instant dueAt = due.at();
        String dueRule = rule;
        boolean provisional = due.provisional();
        if (matter.sources().stream().anyMatch(s -> s.system() == SourceSystem.COURT)) {
            Due court = limits.due("court.prefiling", at);
            if (court.at().isBefore(dueAt)) {
                dueAt = court.at();
                dueRule = "court.prefiling";
                provisional = court.provisional();
            }
        }
        for (SourceRecord source : matter.sources()) {
            for (SourceRecord.Deadline deadline : source.deadlines()) {
                boolean governs = !deadline.lateOnArrival() && deadline.dueAt().isAfter(at);
                if (governs && deadline.dueAt().isBefore(dueAt)) {
                    dueAt = deadline.dueAt();
                    dueRule = "source:" + deadline.label();
                    provisional = false;
                }
            }
        }
        String orderNo = "%s-%02d".formatted(matter.caseNo(), matter.orderCount() + 1);
        return new Order(
                orderNo,
                triage.unit(),
                triage.mediates(),
                urgent,
                at,
                signDue,
                dueAt,
                dueRule,
                provisional,
                Order.State.ISSUED,
                null,
                null,
                null,
                0);
    }

    private static Accepted signed(Dispatched d, Instant at) {
        Order signed = d.order().signed(at);
        return new Accepted(d.sign(signed), List.of(new OrderSigned(signed)));
    }

    private static Accepted accepted(ResultIn in) {
        Order done = in.order().to(Order.State.ACCEPTED);
        return new Accepted(
                in.accept(done),
                List.of(new ResultAccepted(done), new AnswersOwed(FeedbackKind.FINISHED, null)));
    }

    /** 红 or 重大: leader approval and written opinion block the result, never the order. */
    private static boolean needsApproval(ResultIn in) {
        return in.matter().isRed() || in.triage().grade() == Grade.CRITICAL;
    }

    private static Accepted unchanged(Assignment state) {
        return new Accepted(state, List.of());
    }

    private static Refused refuse(Assignment state, String command) {
        return new Refused(new Refusal.NotInStage(command, nameOf(state)));
    }

    /** 中文 name of a state, for people. */
    public static String nameOf(Assignment state) {
        return switch (state) {
            case Received r -> r.matter().accepted() ? "待研判" : "待受理";
            case Triaged t -> "待派单";
            case Dispatched d -> "已交办待签收";
            case Handling h -> "办理中";
            case ResultIn ri -> "结果待审";
            case Answering a -> "结果反馈中";
            case Answered a -> "已反馈";
            case Concluded c -> "已终结";
            case Withdrawn w -> "已撤回";
        };
    }
}
