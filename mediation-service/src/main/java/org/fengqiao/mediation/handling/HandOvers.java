package org.fengqiao.mediation.handling;

import java.time.Instant;
import java.util.Optional;
import org.fengqiao.contracts.DispatchEvent;
import org.fengqiao.contracts.RiskEvent;
import org.fengqiao.mediation.MediationCommand;
import org.fengqiao.mediation.Resolution;

/**
 * Giver's event → command of mediation. Total over the published events; empty where mediation has
 * nothing to do.
 */
final class HandOvers {

    private HandOvers() {}

    static Optional<MediationCommand> command(Record event, Instant now) {
        return switch (event) {
            case DispatchEvent.OrderIssued e ->
                    Optional.of(new MediationCommand.TakeOrder(now, lead(e)));
            case DispatchEvent.OrderFinished e ->
                    Optional.of(new MediationCommand.TakeFinished(now, e.method()));
            case DispatchEvent.OrderSentBack e -> Optional.of(new MediationCommand.TakeBack(now));
            case DispatchEvent.ResultFedBack e -> Optional.of(new MediationCommand.PlanVisit(now));
            case DispatchEvent.VisitFedBack e ->
                    Optional.of(new MediationCommand.NoteAnswered(now));
            case DispatchEvent.CaseReopened e ->
                    Optional.of(new MediationCommand.TakeReopened(now));
            case DispatchEvent.CaseWithdrawn e -> Optional.of(new MediationCommand.Withdraw(now));
            case RiskEvent.RiskAssessed e ->
                    Optional.of(new MediationCommand.Assess(now, e.level()));
            case RiskEvent.ControlStarted e ->
                    Optional.of(new MediationCommand.NoteControl(now, false));
            case RiskEvent.ControlReleased e ->
                    Optional.of(new MediationCommand.NoteControl(now, true));
            default -> Optional.empty();
        };
    }

    /**
     * Dispatch events before the order concern a case mediation need not know; risk's events wait
     * for it.
     */
    static boolean needsNoCase(Record event) {
        return event instanceof DispatchEvent && !(event instanceof DispatchEvent.OrderIssued);
    }

    static Resolution.Lead lead(DispatchEvent.OrderIssued e) {
        return new Resolution.Lead(e.orderNo(), e.unit(), e.mediates());
    }
}
