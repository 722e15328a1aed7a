package org.fengqiao.mediation.handling;

import java.time.Instant;
import java.util.Optional;
import org.fengqiao.contracts.DispatchEvent;
import org.fengqiao.contracts.OrderKind;
import org.fengqiao.contracts.RiskEvent;
import org.fengqiao.mediation.MediationCommand;
import org.fengqiao.mediation.Resolution;
import org.fengqiao.mediation.RiskSeen;

/**
 * Giver's event → command of mediation. Total over the published events of dispatch and risk; empty
 * where mediation has nothing to do.
 */
final class HandOvers {

    private HandOvers() {}

    static Optional<MediationCommand> command(Record event, Instant now) {
        return switch (event) {
            case DispatchEvent e -> ofDispatch(e, now);
            case RiskEvent e -> Optional.of(ofRisk(e, now));
            default -> Optional.empty();
        };
    }

    private static Optional<MediationCommand> ofDispatch(DispatchEvent event, Instant now) {
        return switch (event) {
            case DispatchEvent.OrderIssued e ->
                    isLead(e)
                            ? Optional.of(new MediationCommand.TakeOrder(now, lead(e)))
                            : Optional.empty();
            case DispatchEvent.OrderFinished e ->
                    Optional.of(new MediationCommand.TakeFinished(now, e.method()));
            case DispatchEvent.OrderReturned e ->
                    Optional.of(new MediationCommand.LoseOrder(now, e.orderNo()));
            case DispatchEvent.OrderUnresolved e ->
                    Optional.of(new MediationCommand.LoseOrder(now, e.orderNo()));
            case DispatchEvent.OrderSentBack e -> Optional.of(new MediationCommand.TakeBack(now));
            case DispatchEvent.ResultFedBack e -> Optional.of(new MediationCommand.PlanVisit(now));
            case DispatchEvent.VisitFedBack e ->
                    Optional.of(new MediationCommand.NoteAnswered(now));
            case DispatchEvent.CaseReopened e ->
                    Optional.of(new MediationCommand.TakeReopened(now));
            case DispatchEvent.CaseWithdrawn e -> Optional.of(new MediationCommand.Withdraw(now));
            case DispatchEvent.CaseTriaged e -> Optional.empty();
            case DispatchEvent.OrderSigned e -> Optional.empty();
            case DispatchEvent.OrderProgressed e -> Optional.empty();
            case DispatchEvent.UrgeSent e -> Optional.empty();
            case DispatchEvent.OpinionGiven e -> Optional.empty();
            case DispatchEvent.ResultAccepted e -> Optional.empty();
            case DispatchEvent.CaseConcluded e -> Optional.empty();
            case DispatchEvent.CancelRefused e -> Optional.empty();
            case DispatchEvent.MergeConflict e -> Optional.empty();
        };
    }

    private static MediationCommand ofRisk(RiskEvent event, Instant now) {
        return switch (event) {
            case RiskEvent.RiskAssessed e -> new MediationCommand.Assess(now, e.level());
            case RiskEvent.ControlStarted e -> new MediationCommand.NoteControl(now, false);
            case RiskEvent.ControlReleased e -> new MediationCommand.NoteControl(now, true);
        };
    }

    /** What risk says of a case that has no order yet. */
    static RiskSeen seen(RiskSeen before, RiskEvent event) {
        return switch (event) {
            case RiskEvent.RiskAssessed e -> before.assessed(e.level());
            case RiskEvent.ControlStarted e -> before.controlled(false);
            case RiskEvent.ControlReleased e -> before.controlled(true);
        };
    }

    /** Mediation follows the lead order; who assists is dispatch's concern. */
    static boolean isLead(DispatchEvent.OrderIssued e) {
        return e.kind() == OrderKind.HANDLE;
    }

    static Resolution.Lead lead(DispatchEvent.OrderIssued e) {
        return new Resolution.Lead(e.orderNo(), e.unit(), e.mediates());
    }
}
