package org.fengqiao.dispatch.handling;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.fengqiao.contracts.IntakeEvent;
import org.fengqiao.contracts.MediationEvent;
import org.fengqiao.contracts.MediationType;
import org.fengqiao.contracts.ResolutionMethod;
import org.fengqiao.contracts.RiskEvent;
import org.fengqiao.dispatch.Assignment;
import org.fengqiao.dispatch.DispatchCommand;
import org.fengqiao.dispatch.Result;

/**
 * Giver's event → command of dispatch. Total over the published events; empty where dispatch has
 * nothing to do.
 */
final class HandOvers {

    private HandOvers() {}

    static Optional<DispatchCommand> command(Record event, Assignment state, Instant now) {
        return switch (event) {
            case IntakeEvent.CaseAccepted e -> Optional.of(new DispatchCommand.Accept(now));
            case IntakeEvent.CaseRefused e ->
                    Optional.of(new DispatchCommand.Refuse(now, e.reason()));
            case IntakeEvent.SourceRecordLinked e ->
                    Optional.of(
                            new DispatchCommand.LinkSources(now, List.of(e.source()), e.flags()));
            case IntakeEvent.CaseMerged e -> Optional.of(merge(e, state, now));
            case IntakeEvent.CancelRequested e ->
                    Optional.of(new DispatchCommand.Cancel(now, e.reasonCode()));
            case RiskEvent.RiskAssessed e ->
                    Optional.of(new DispatchCommand.Assess(now, e.level()));
            case MediationEvent.MediationStarted e ->
                    Optional.of(new DispatchCommand.StartMediation(now, e.orderNo()));
            case MediationEvent.AgreementReached e -> Optional.of(agreement(e, now));
            case MediationEvent.MediationFailed e ->
                    Optional.of(new DispatchCommand.FailMediation(now, e.orderNo(), e.reason()));
            case MediationEvent.CaseResolved e ->
                    Optional.of(new DispatchCommand.Resolve(now, e.method(), e.result()));
            case MediationEvent.CaseClosed e ->
                    Optional.of(
                            new DispatchCommand.Close(
                                    now, e.method(), e.satisfaction(), e.visitedAt()));
            case MediationEvent.VisitFailed e ->
                    Optional.of(new DispatchCommand.FailVisit(now, e.reason()));
            default -> Optional.empty();
        };
    }

    private static DispatchCommand merge(IntakeEvent.CaseMerged e, Assignment state, Instant now) {
        return state.matter().caseId().equals(e.masterId())
                ? new DispatchCommand.LinkSources(now, e.sources(), e.flags())
                : new DispatchCommand.BeAbsorbed(now, e.mergeId().toString());
    }

    private static DispatchCommand agreement(MediationEvent.AgreementReached e, Instant now) {
        Result.Agreed agreed =
                new Result.Agreed(
                        e.form(),
                        e.amount(),
                        e.instalments().stream()
                                .map(i -> new Result.Share(i.seq(), i.amount(), i.dueOn()))
                                .toList(),
                        e.confirmationIntended(),
                        e.confirmationDueOn(),
                        e.sessions(),
                        e.mode(),
                        e.effectiveAt());
        return new DispatchCommand.TakeAgreement(now, e.orderNo(), methodOf(e.type()), agreed);
    }

    private static ResolutionMethod methodOf(MediationType type) {
        return switch (type) {
            case PEOPLE -> ResolutionMethod.PEOPLE_MEDIATION;
            case ADMINISTRATIVE -> ResolutionMethod.ADMINISTRATIVE_MEDIATION;
            case JUDICIAL -> ResolutionMethod.JUDICIAL_MEDIATION;
            case PROFESSIONAL -> ResolutionMethod.PROFESSIONAL_MEDIATION;
        };
    }
}
