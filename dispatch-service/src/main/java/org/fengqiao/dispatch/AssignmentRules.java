package org.fengqiao.dispatch;

import java.util.List;
import org.fengqiao.dispatch.Assignment.Answered;
import org.fengqiao.dispatch.Assignment.Answering;
import org.fengqiao.dispatch.Assignment.Concluded;
import org.fengqiao.dispatch.Assignment.Dispatched;
import org.fengqiao.dispatch.Assignment.Handling;
import org.fengqiao.dispatch.Assignment.Received;
import org.fengqiao.dispatch.Assignment.ResultIn;
import org.fengqiao.dispatch.Assignment.Triaged;
import org.fengqiao.dispatch.Assignment.Withdrawn;
import org.fengqiao.dispatch.AssignmentEvent.CaseReceived;
import org.fengqiao.dispatch.Decision.Accepted;
import org.fengqiao.dispatch.DispatchCommand.HandOver;
import org.fengqiao.dispatch.DispatchCommand.Request;

/**
 * decide(state, command): the rules of dispatch. Pure; the clock and the person come with the
 * command.
 */
public final class AssignmentRules {

    /** Rule id of a person's decision. */
    static final String HUMAN = "human";

    private final HandOverRules handOvers;
    private final RequestRules requests;

    public AssignmentRules(Routing routing, Limits limits, Policy policy) {
        OrderTerms terms = new OrderTerms(limits);
        this.handOvers = new HandOverRules(routing, terms, policy);
        this.requests = new RequestRules(routing, terms, policy);
    }

    /** intake: CaseRegistered opens the assignment. */
    public Accepted open(Matter matter) {
        return new Accepted(new Received(matter, false), List.of(new CaseReceived()));
    }

    /** The total table: every state meets every command. */
    public Decision decide(Assignment state, DispatchCommand command) {
        return switch (command) {
            case HandOver fact -> handOvers.obey(state, fact);
            case Request request -> requests.answer(state, request);
        };
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
