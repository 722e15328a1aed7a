package org.fengqiao.intake.outbound;

import java.util.UUID;
import org.fengqiao.contracts.CaseEvent;
import org.fengqiao.contracts.CaseHeader;
import org.fengqiao.contracts.IntakeEvent;
import org.fengqiao.contracts.Topics;
import org.fengqiao.intake.CaseIdentity;
import org.fengqiao.intake.Matter;
import org.fengqiao.intake.Registration;
import org.fengqiao.intake.RegistrationEvent;
import org.fengqiao.outbox.Story;
import org.fengqiao.outbox.Story.Cause;
import org.jspecify.annotations.Nullable;

/** Private events as the others hear them on {@code intake.events.v1}. */
public final class PublishedEvents {

    private static final String OWNER = "intake";

    private PublishedEvents() {}

    /**
     * The story of a case from where it ended.
     *
     * @param next the state after the events to be told: a merged case's events carry its master
     */
    public static Story story(Registration next, Story.Tail tail, Cause cause) {
        CaseIdentity identity = next.identity();
        UUID master = next instanceof Registration.Merged m ? m.master().caseId() : null;
        return new Story(OWNER, Topics.INTAKE_EVENTS, frame(identity, master), tail, cause);
    }

    private static CaseHeader frame(CaseIdentity identity, @Nullable UUID master) {
        // sequence, time, actor and rule are set event by event
        return new CaseHeader(
                identity.caseId(),
                identity.caseNo(),
                0,
                identity.caseId(),
                master,
                identity.regionCode(),
                identity.registeredAt(),
                org.fengqiao.contracts.Actor.SYSTEM,
                null);
    }

    /** Adds the event to the story. */
    public static void tell(Story story, RegistrationEvent event) {
        story.publish(event.at(), event.by(), event.rule(), header -> published(header, event));
    }

    private static CaseEvent published(CaseHeader header, RegistrationEvent event) {
        return switch (event) {
            case RegistrationEvent.CaseRegistered e -> registered(header, e);
            case RegistrationEvent.CaseAccepted e ->
                    new IntakeEvent.CaseAccepted(header, e.noticeNo());
            case RegistrationEvent.CaseRefused e ->
                    new IntakeEvent.CaseRefused(header, e.reason(), e.advice());
            case RegistrationEvent.SourceRecordLinked e ->
                    new IntakeEvent.SourceRecordLinked(header, e.source(), e.flags());
            case RegistrationEvent.CaseMerged e ->
                    new IntakeEvent.CaseMerged(
                            header,
                            e.mergeId(),
                            e.master().caseId(),
                            e.master().caseNo(),
                            e.absorbed().caseId(),
                            e.absorbed().caseNo(),
                            e.sources(),
                            e.flags());
            case RegistrationEvent.CancelRequested e ->
                    new IntakeEvent.CancelRequested(header, e.reasonCode());
        };
    }

    private static IntakeEvent.CaseRegistered registered(
            CaseHeader header, RegistrationEvent.CaseRegistered e) {
        Matter m = e.matter();
        return new IntakeEvent.CaseRegistered(
                header,
                e.identity().caseCode(),
                m.title(),
                m.summary(),
                m.kind(),
                m.category(),
                m.categoryBy(),
                m.docking(),
                m.flags(),
                m.secrecy(),
                m.language(),
                m.involvedPersons(),
                m.involvedAmount(),
                m.occurredAt(),
                m.personKeys(),
                m.addressKey(),
                e.source());
    }
}
