package org.fengqiao.reporting;

import java.time.Instant;
import org.fengqiao.contracts.MediationEvent;

/** What mediation says of a case: 办 结 评. */
final class FromMediation {

    private FromMediation() {}

    static void tell(CaseFile file, MediationEvent event, Instant at) {
        switch (event) {
            case MediationEvent.MediationStarted e -> file.mediation = CaseState.MEDIATING;
            case MediationEvent.SessionHeld e ->
                    file.sessions.add(
                            new SessionLine(
                                    e.sessionNo(), e.heldAt(), e.mode().name(), e.type().name()));
            case MediationEvent.AgreementReached e ->
                    file.agreements.add(
                            new AgreementLine(
                                    e.agreementNo(),
                                    e.form().name(),
                                    e.amount(),
                                    e.effectiveAt(),
                                    e.confirmationDueOn(),
                                    e.instalments().stream()
                                            .map(
                                                    i ->
                                                            new InstalmentLine(
                                                                    i.seq(),
                                                                    i.amount(),
                                                                    i.dueOn(),
                                                                    "PENDING",
                                                                    null))
                                            .toList()));
            case MediationEvent.MediationFailed e -> file.mediation = null;
            case MediationEvent.InstalmentDone e ->
                    file.instalment(
                            e.seq(), i -> i.to(e.late() ? "DONE_LATE" : "DONE", e.paidOn()));
            case MediationEvent.InstalmentOverdue e ->
                    file.instalment(e.seq(), i -> i.to("OVERDUE", null));
            case MediationEvent.CaseResolved e -> file.mediation = CaseState.RESOLVED;
            case MediationEvent.VisitPlanned e -> {
                file.mediation = CaseState.VISITING;
                file.visits.add(
                        new VisitLine(
                                e.visitNo(),
                                e.dueAt(),
                                e.header().rule(),
                                null,
                                null,
                                null,
                                "PLANNED"));
            }
            case MediationEvent.VisitDone e ->
                    file.visit(
                            e.visitNo(),
                            v -> v.done(e.visitedAt(), e.method().name(), e.satisfaction().name()));
            case MediationEvent.VisitFailed e ->
                    file.visit(e.visitNo(), v -> v.failed(at, e.reason().name()));
            case MediationEvent.CaseClosed e -> {
                file.mediation = CaseState.CLOSED;
                file.closedAt = at;
            }
            case MediationEvent.CaseArchived e -> file.mediation = CaseState.ARCHIVED;
        }
    }
}
