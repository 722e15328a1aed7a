package org.fengqiao.mediation.handling;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.fengqiao.clock.Zones;
import org.fengqiao.contracts.Actor;
import org.fengqiao.contracts.CaseHeader;
import org.fengqiao.contracts.Topics;
import org.fengqiao.mediation.Decision;
import org.fengqiao.mediation.Matter;
import org.fengqiao.mediation.MediationCommand;
import org.fengqiao.mediation.MediationEvent;
import org.fengqiao.mediation.MediationEvent.AgreementReached;
import org.fengqiao.mediation.MediationRules;
import org.fengqiao.mediation.Refusal;
import org.fengqiao.mediation.Resolution;
import org.fengqiao.mediation.outbound.PublishedEvents;
import org.fengqiao.mediation.outbound.Resolutions;
import org.fengqiao.mediation.outbound.Timers.Timer;
import org.fengqiao.outbox.Story;
import org.fengqiao.outbox.Story.Cause;
import org.jboss.logging.Logger;

/**
 * One case within one transaction: its state as it unfolds and what has to be written. Not
 * thread-safe.
 */
final class CaseWork {

    private static final Logger LOG = Logger.getLogger(CaseWork.class);

    private final MediationRules rules;
    private final boolean isNew;
    private final List<Timer> timers = new ArrayList<>();
    private final Story story;
    private Resolution state;
    private Instant at;

    private CaseWork(
            MediationRules rules,
            Resolution state,
            Story.Tail tail,
            Cause cause,
            boolean isNew,
            Instant at) {
        this.rules = rules;
        this.state = state;
        this.isNew = isNew;
        this.at = at;
        this.story =
                new Story(
                        "mediation",
                        Topics.MEDIATION_EVENTS,
                        frame(state.matter(), at),
                        tail,
                        cause);
    }

    static CaseWork open(
            MediationRules rules, Matter matter, Resolution.Lead lead, Cause cause, Instant at) {
        Decision.Accepted opened = rules.open(matter, lead);
        CaseWork work = new CaseWork(rules, opened.next(), Story.Tail.START, cause, true, at);
        work.tell(opened.events(), at, Actor.SYSTEM);
        return work;
    }

    static CaseWork of(MediationRules rules, Resolutions.Kept kept, Cause cause, Instant at) {
        Story.Tail tail = kept.tail() == null ? Story.Tail.START : kept.tail();
        return new CaseWork(rules, kept.state(), tail, cause, false, at);
    }

    /** Applies the command; empty if it was accepted. */
    Optional<Refusal> apply(MediationCommand command) {
        return switch (rules.decide(state, command)) {
            case Decision.Refused refused -> Optional.of(refused.refusal());
            case Decision.Accepted accepted -> {
                String before = Resolutions.nameOf(state);
                state = accepted.next();
                at = command.at();
                tell(accepted.events(), command.at(), command.actor());
                log(before, command);
                yield Optional.empty();
            }
        };
    }

    private void tell(List<MediationEvent> events, Instant when, Actor actor) {
        for (MediationEvent event : events) {
            PublishedEvents.tell(story, event, when, actor);
            if (event instanceof AgreementReached reached) {
                reached.agreement()
                        .instalments()
                        .forEach(
                                i ->
                                        timers.add(
                                                new Timer(
                                                        caseId(),
                                                        reached.agreement().agreementNo(),
                                                        i.seq(),
                                                        Zones.endOf(i.dueOn()))));
            }
        }
    }

    private void log(String before, MediationCommand command) {
        String after = Resolutions.nameOf(state);
        if (!before.equals(after)) {
            LOG.infof(
                    "case %s %s -> %s by %s (%s)",
                    state.matter().caseNo(),
                    before,
                    after,
                    command.getClass().getSimpleName(),
                    command.actor().user());
        }
    }

    void causedBy(Cause cause) {
        story.causedBy(cause);
    }

    UUID caseId() {
        return state.matter().caseId();
    }

    Resolution state() {
        return state;
    }

    Story story() {
        return story;
    }

    boolean isNew() {
        return isNew;
    }

    Instant at() {
        return at;
    }

    List<Timer> timers() {
        return timers;
    }

    private static CaseHeader frame(Matter m, Instant at) {
        return new CaseHeader(
                m.caseId(),
                m.caseNo(),
                0,
                m.caseId(),
                null,
                m.regionCode(),
                at,
                Actor.SYSTEM,
                null);
    }
}
