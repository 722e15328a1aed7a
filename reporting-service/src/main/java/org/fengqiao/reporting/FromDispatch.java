package org.fengqiao.reporting;

import java.time.Instant;
import java.util.List;
import org.fengqiao.contracts.DispatchEvent;

/** What dispatch says of a case: 研 交 督. */
final class FromDispatch {

    private FromDispatch() {}

    static void tell(CaseFile file, DispatchEvent event, Instant at) {
        switch (event) {
            case DispatchEvent.CaseTriaged e -> {
                file.dispatch = CaseState.TRIAGED;
                file.category = e.category();
                file.triage =
                        new TriageLine(
                                e.grade().name(),
                                e.difficulty().name(),
                                e.route().name(),
                                e.listSide().name());
                file.decisions.add(DecisionLine.of("TRIAGE", e.decidedBy(), at));
            }
            case DispatchEvent.OrderIssued e -> {
                file.dispatch = CaseState.DISPATCHED;
                file.orders.add(
                        new OrderLine(
                                e.orderNo(),
                                e.kind().name(),
                                e.unit(),
                                "ISSUED",
                                e.urgent(),
                                e.issuedAt(),
                                null,
                                e.signDueAt(),
                                e.dueAt(),
                                e.dueRule(),
                                null));
            }
            case DispatchEvent.OrderSigned e -> {
                file.dispatch = CaseState.HANDLING;
                file.order(e.orderNo(), o -> o.signed(at));
            }
            case DispatchEvent.OrderReturned e -> {
                file.dispatch = CaseState.TRIAGED;
                file.order(e.orderNo(), o -> o.to("RETURNED"));
            }
            case DispatchEvent.OrderProgressed e -> {}
            case DispatchEvent.OrderFinished e -> file.order(e.orderNo(), o -> o.finished(at));
            case DispatchEvent.OrderUnresolved e -> {
                file.dispatch = CaseState.UNRESOLVED;
                file.order(e.orderNo(), o -> o.to("UNRESOLVED"));
            }
            case DispatchEvent.OrderSentBack e -> {
                file.dispatch = CaseState.HANDLING;
                file.mediation = null;
                file.entered.putIfAbsent(Stage.DU, at);
                file.order(e.orderNo(), o -> o.to("SENT_BACK"));
            }
            case DispatchEvent.UrgeSent e -> file.entered.putIfAbsent(Stage.DU, at);
            case DispatchEvent.OpinionGiven e -> {}
            case DispatchEvent.ResultAccepted e -> file.dispatch = CaseState.FEEDBACK;
            case DispatchEvent.CaseConcluded e -> file.dispatch = CaseState.CONCLUDED;
            case DispatchEvent.ResultFedBack e -> answered(file, e.answers());
            case DispatchEvent.VisitFedBack e -> answered(file, e.answers());
            case DispatchEvent.CaseReopened e -> {
                file.dispatch = CaseState.TRIAGED;
                file.mediation = null;
                file.closedAt = null;
                file.reopenCount = e.reopenCount();
            }
            case DispatchEvent.CaseWithdrawn e -> {
                file.dispatch = CaseState.CANCELLED;
                OrderLine open = file.openOrder();
                if (open != null) {
                    file.order(open.orderNo(), o -> o.to("WITHDRAWN"));
                }
            }
            case DispatchEvent.CancelRefused e -> {}
            case DispatchEvent.MergeConflict e -> {}
        }
    }

    private static void answered(CaseFile file, List<DispatchEvent.Answer> answers) {
        answers.stream().map(AnswerLine::of).forEach(file.feedback::add);
    }
}
