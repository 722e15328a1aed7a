package org.fengqiao.dispatch;

import java.time.Instant;
import java.util.List;
import org.fengqiao.clock.Due;
import org.fengqiao.contracts.SourceRecord;
import org.fengqiao.contracts.SourceSystem;
import org.fengqiao.dispatch.Assignment.Triaged;
import org.fengqiao.dispatch.AssignmentEvent.CaseTriaged;
import org.fengqiao.dispatch.AssignmentEvent.OrderIssued;
import org.fengqiao.dispatch.Decision.Accepted;

/** What an order says: its urgency, when it must be signed and done, and by which rule. */
final class OrderTerms {

    private final Limits limits;

    OrderTerms(Limits limits) {
        this.limits = limits;
    }

    /** Triages the case and issues its next lead order in one step. */
    Accepted issue(Matter matter, Triage triage, Instant at) {
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

    /** An open order of a case that has become red: to be signed within the urgent limit. */
    Order raised(Order order, Instant at) {
        Instant urgentDue = limits.due("sign.order.urgent", at).at();
        boolean sooner =
                order.state() == Order.State.ISSUED && urgentDue.isBefore(order.signDueAt());
        return order.raised(sooner ? urgentDue : order.signDueAt());
    }
}
