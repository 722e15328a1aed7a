package org.fengqiao.contracts;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The one table of wire names: CloudEvents {@code type} ↔ record. Names are written here, never
 * derived from classes.
 */
public final class EventTypes {

    private static final Map<String, Class<? extends Record>> BY_NAME =
            Map.ofEntries(
                    entry(
                            "org.fengqiao.intake.record-received.v1",
                            IntakeEvent.RecordReceived.class),
                    entry(
                            "org.fengqiao.intake.record-rejected.v1",
                            IntakeEvent.RecordRejected.class),
                    entry(
                            "org.fengqiao.intake.case-registered.v1",
                            IntakeEvent.CaseRegistered.class),
                    entry("org.fengqiao.intake.case-accepted.v1", IntakeEvent.CaseAccepted.class),
                    entry("org.fengqiao.intake.case-refused.v1", IntakeEvent.CaseRefused.class),
                    entry(
                            "org.fengqiao.intake.source-record-linked.v1",
                            IntakeEvent.SourceRecordLinked.class),
                    entry("org.fengqiao.intake.case-merged.v1", IntakeEvent.CaseMerged.class),
                    entry(
                            "org.fengqiao.intake.cancel-requested.v1",
                            IntakeEvent.CancelRequested.class),
                    entry("org.fengqiao.dispatch.case-triaged.v1", DispatchEvent.CaseTriaged.class),
                    entry("org.fengqiao.dispatch.order-issued.v1", DispatchEvent.OrderIssued.class),
                    entry("org.fengqiao.dispatch.order-signed.v1", DispatchEvent.OrderSigned.class),
                    entry(
                            "org.fengqiao.dispatch.order-returned.v1",
                            DispatchEvent.OrderReturned.class),
                    entry(
                            "org.fengqiao.dispatch.order-progressed.v1",
                            DispatchEvent.OrderProgressed.class),
                    entry(
                            "org.fengqiao.dispatch.order-finished.v1",
                            DispatchEvent.OrderFinished.class),
                    entry(
                            "org.fengqiao.dispatch.order-unresolved.v1",
                            DispatchEvent.OrderUnresolved.class),
                    entry(
                            "org.fengqiao.dispatch.order-sent-back.v1",
                            DispatchEvent.OrderSentBack.class),
                    entry("org.fengqiao.dispatch.urge-sent.v1", DispatchEvent.UrgeSent.class),
                    entry(
                            "org.fengqiao.dispatch.opinion-given.v1",
                            DispatchEvent.OpinionGiven.class),
                    entry(
                            "org.fengqiao.dispatch.result-accepted.v1",
                            DispatchEvent.ResultAccepted.class),
                    entry(
                            "org.fengqiao.dispatch.case-concluded.v1",
                            DispatchEvent.CaseConcluded.class),
                    entry(
                            "org.fengqiao.dispatch.result-fed-back.v1",
                            DispatchEvent.ResultFedBack.class),
                    entry(
                            "org.fengqiao.dispatch.visit-fed-back.v1",
                            DispatchEvent.VisitFedBack.class),
                    entry(
                            "org.fengqiao.dispatch.case-reopened.v1",
                            DispatchEvent.CaseReopened.class),
                    entry(
                            "org.fengqiao.dispatch.case-withdrawn.v1",
                            DispatchEvent.CaseWithdrawn.class),
                    entry(
                            "org.fengqiao.dispatch.cancel-refused.v1",
                            DispatchEvent.CancelRefused.class),
                    entry(
                            "org.fengqiao.dispatch.merge-conflict.v1",
                            DispatchEvent.MergeConflict.class),
                    entry(
                            "org.fengqiao.mediation.mediation-started.v1",
                            MediationEvent.MediationStarted.class),
                    entry(
                            "org.fengqiao.mediation.session-held.v1",
                            MediationEvent.SessionHeld.class),
                    entry(
                            "org.fengqiao.mediation.agreement-reached.v1",
                            MediationEvent.AgreementReached.class),
                    entry(
                            "org.fengqiao.mediation.mediation-failed.v1",
                            MediationEvent.MediationFailed.class),
                    entry(
                            "org.fengqiao.mediation.instalment-done.v1",
                            MediationEvent.InstalmentDone.class),
                    entry(
                            "org.fengqiao.mediation.instalment-overdue.v1",
                            MediationEvent.InstalmentOverdue.class),
                    entry(
                            "org.fengqiao.mediation.case-resolved.v1",
                            MediationEvent.CaseResolved.class),
                    entry(
                            "org.fengqiao.mediation.visit-planned.v1",
                            MediationEvent.VisitPlanned.class),
                    entry("org.fengqiao.mediation.visit-done.v1", MediationEvent.VisitDone.class),
                    entry(
                            "org.fengqiao.mediation.visit-failed.v1",
                            MediationEvent.VisitFailed.class),
                    entry("org.fengqiao.mediation.case-closed.v1", MediationEvent.CaseClosed.class),
                    entry(
                            "org.fengqiao.mediation.case-archived.v1",
                            MediationEvent.CaseArchived.class),
                    entry("org.fengqiao.risk.risk-assessed.v1", RiskEvent.RiskAssessed.class),
                    entry("org.fengqiao.risk.control-started.v1", RiskEvent.ControlStarted.class),
                    entry("org.fengqiao.risk.control-released.v1", RiskEvent.ControlReleased.class),
                    entry(
                            "org.fengqiao.dispatch.department-order.v1",
                            DepartmentMessage.Order.class),
                    entry(
                            "org.fengqiao.dispatch.reply-refused.v1",
                            DepartmentMessage.ReplyRefused.class),
                    entry("org.fengqiao.dispatch.clock-moved.v1", ReferenceEvent.ClockMoved.class));

    private static final Map<Class<? extends Record>, String> BY_CLASS =
            BY_NAME.entrySet().stream()
                    .collect(Collectors.toUnmodifiableMap(Map.Entry::getValue, Map.Entry::getKey));

    private EventTypes() {}

    /**
     * The wire name of a published record. Throws {@link IllegalArgumentException} for a class not
     * in the table.
     */
    public static String nameOf(Class<? extends Record> type) {
        String name = BY_CLASS.get(type);
        if (name == null) {
            throw new IllegalArgumentException("not a published record: " + type.getName());
        }
        return name;
    }

    /**
     * The record of a wire name; empty for a type this version does not know (tolerant reader:
     * count and skip).
     */
    public static Optional<Class<? extends Record>> classOf(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** The whole table, for documentation and tests. */
    public static Map<String, Class<? extends Record>> all() {
        return BY_NAME;
    }
}
