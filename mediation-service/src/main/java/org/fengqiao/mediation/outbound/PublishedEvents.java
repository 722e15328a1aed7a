package org.fengqiao.mediation.outbound;

import java.time.Instant;
import java.util.Map;
import org.fengqiao.contracts.Actor;
import org.fengqiao.contracts.MediationEvent.Instalment;
import org.fengqiao.contracts.ResolutionResult;
import org.fengqiao.mediation.Agreement;
import org.fengqiao.mediation.MediationEvent;
import org.fengqiao.mediation.MediationEvent.AgreementReached;
import org.fengqiao.mediation.MediationEvent.CaseArchived;
import org.fengqiao.mediation.MediationEvent.CaseClosed;
import org.fengqiao.mediation.MediationEvent.CaseResolved;
import org.fengqiao.mediation.MediationEvent.InstalmentDone;
import org.fengqiao.mediation.MediationEvent.InstalmentOverdue;
import org.fengqiao.mediation.MediationEvent.MediationFailed;
import org.fengqiao.mediation.MediationEvent.MediationStarted;
import org.fengqiao.mediation.MediationEvent.OrderLost;
import org.fengqiao.mediation.MediationEvent.PerformanceKept;
import org.fengqiao.mediation.MediationEvent.ResolutionOpened;
import org.fengqiao.mediation.MediationEvent.ResolutionReopened;
import org.fengqiao.mediation.MediationEvent.SessionHeld;
import org.fengqiao.mediation.MediationEvent.VisitDone;
import org.fengqiao.mediation.MediationEvent.VisitFailed;
import org.fengqiao.mediation.MediationEvent.VisitPlanned;
import org.fengqiao.outbox.Story;

/** Private events → the published language, or a note in the journal. One exhaustive method. */
public final class PublishedEvents {

    private PublishedEvents() {}

    public static void tell(Story story, MediationEvent event, Instant at, Actor actor) {
        switch (event) {
            case ResolutionOpened e ->
                    story.note(
                            at,
                            actor,
                            null,
                            "resolution-opened",
                            Map.of("orderNo", e.lead().orderNo()));
            case ResolutionReopened e ->
                    story.note(at, actor, null, "resolution-reopened", Map.of());
            case OrderLost e ->
                    story.note(at, actor, null, "order-lost", Map.of("orderNo", e.orderNo()));
            case PerformanceKept e ->
                    story.note(
                            at,
                            actor,
                            null,
                            "performance-kept",
                            Map.of("agreementNo", e.agreementNo()));
            case MediationStarted e ->
                    story.publish(
                            at,
                            actor,
                            null,
                            h ->
                                    new org.fengqiao.contracts.MediationEvent.MediationStarted(
                                            h, e.lead().orderNo(), e.lead().unit(), e.type()));
            case SessionHeld e ->
                    story.publish(
                            at,
                            actor,
                            null,
                            h ->
                                    new org.fengqiao.contracts.MediationEvent.SessionHeld(
                                            h, e.no(), e.mode(), e.type(), at));
            case AgreementReached e -> agreed(story, e, at, actor);
            case MediationFailed e ->
                    story.publish(
                            at,
                            actor,
                            null,
                            h ->
                                    new org.fengqiao.contracts.MediationEvent.MediationFailed(
                                            h, e.lead().orderNo(), e.reason()));
            case InstalmentDone e ->
                    story.publish(
                            at,
                            actor,
                            null,
                            h ->
                                    new org.fengqiao.contracts.MediationEvent.InstalmentDone(
                                            h, e.seq(), e.paidOn(), e.late()));
            case InstalmentOverdue e ->
                    story.publish(
                            at,
                            actor,
                            "instalment.due",
                            h ->
                                    new org.fengqiao.contracts.MediationEvent.InstalmentOverdue(
                                            h, e.seq(), e.dueOn()));
            case CaseResolved e ->
                    story.publish(
                            at,
                            actor,
                            null,
                            h ->
                                    new org.fengqiao.contracts.MediationEvent.CaseResolved(
                                            h,
                                            e.method(),
                                            ResolutionResult.SUCCESS,
                                            e.byMediation()));
            case VisitPlanned e ->
                    story.publish(
                            at,
                            actor,
                            e.rule(),
                            h ->
                                    new org.fengqiao.contracts.MediationEvent.VisitPlanned(
                                            h, e.no(), e.dueAt()));
            case VisitDone e ->
                    story.publish(
                            at,
                            actor,
                            null,
                            h ->
                                    new org.fengqiao.contracts.MediationEvent.VisitDone(
                                            h, e.no(), e.method(), e.satisfaction(), at));
            case VisitFailed e ->
                    story.publish(
                            at,
                            actor,
                            null,
                            h ->
                                    new org.fengqiao.contracts.MediationEvent.VisitFailed(
                                            h, e.no(), e.reason()));
            case CaseClosed e ->
                    story.publish(
                            at,
                            actor,
                            null,
                            h ->
                                    new org.fengqiao.contracts.MediationEvent.CaseClosed(
                                            h, e.method(), e.satisfaction(), at));
            case CaseArchived e ->
                    story.publish(
                            at,
                            actor,
                            "policy.auto_archive",
                            org.fengqiao.contracts.MediationEvent.CaseArchived::new);
        }
    }

    private static void agreed(Story story, AgreementReached e, Instant at, Actor actor) {
        Agreement a = e.agreement();
        story.publish(
                at,
                actor,
                "confirm.apply",
                h ->
                        new org.fengqiao.contracts.MediationEvent.AgreementReached(
                                h,
                                e.lead().orderNo(),
                                a.agreementNo(),
                                a.form(),
                                a.type(),
                                a.amount(),
                                a.instalments().stream()
                                        .map(i -> new Instalment(i.seq(), i.amount(), i.dueOn()))
                                        .toList(),
                                a.confirmationIntended(),
                                a.confirmationDueOn(),
                                e.sessions(),
                                e.mode(),
                                a.effectiveAt()));
    }
}
