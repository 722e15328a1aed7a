package org.fengqiao.dispatch;

import java.time.Instant;
import java.util.List;
import org.fengqiao.contracts.FeedbackKind;
import org.fengqiao.contracts.Grade;
import org.fengqiao.dispatch.Assignment.Dispatched;
import org.fengqiao.dispatch.Assignment.ResultIn;
import org.fengqiao.dispatch.AssignmentEvent.AnswersOwed;
import org.fengqiao.dispatch.AssignmentEvent.OrderSigned;
import org.fengqiao.dispatch.AssignmentEvent.ResultAccepted;
import org.fengqiao.dispatch.Decision.Accepted;

/** Steps that hand-overs and requests share. */
final class Steps {

    private Steps() {}

    static Accepted signed(Dispatched d, Instant at) {
        Order signed = d.order().signed(at);
        return new Accepted(d.sign(signed), List.of(new OrderSigned(signed)));
    }

    static Accepted accepted(ResultIn in) {
        Order done = in.order().to(Order.State.ACCEPTED);
        return new Accepted(
                in.accept(done),
                List.of(new ResultAccepted(done), new AnswersOwed(FeedbackKind.FINISHED, null)));
    }

    /** 红 or 重大: leader approval and written opinion block the result, never the order. */
    static boolean needsApproval(ResultIn in) {
        return in.matter().isRed() || in.triage().grade() == Grade.CRITICAL;
    }

    static Accepted unchanged(Assignment state) {
        return new Accepted(state, List.of());
    }
}
