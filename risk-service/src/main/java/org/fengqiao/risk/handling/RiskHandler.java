package org.fengqiao.risk.handling;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.fengqiao.contracts.Actor;
import org.fengqiao.contracts.CaseHeader;
import org.fengqiao.contracts.IntakeEvent;
import org.fengqiao.contracts.RiskEvent;
import org.fengqiao.contracts.RiskEvent.Factor;
import org.fengqiao.contracts.RiskLevel;
import org.fengqiao.contracts.Topics;
import org.fengqiao.outbox.Arrival;
import org.fengqiao.outbox.Outbox;
import org.fengqiao.outbox.SequenceCheck;
import org.fengqiao.outbox.SequenceCheck.Admission;
import org.fengqiao.outbox.Story;
import org.fengqiao.outbox.Story.Cause;
import org.fengqiao.risk.RiskCase;
import org.fengqiao.risk.RiskCase.Control;
import org.fengqiao.risk.outbound.RiskCases;
import org.fengqiao.risk.signal.Assessment;
import org.fengqiao.risk.signal.Facts;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * The only transactions of risk: events change facts, facts are assessed, people start and release
 * the control.
 */
@ApplicationScoped
public class RiskHandler {

    private static final Logger LOG = Logger.getLogger(RiskHandler.class);

    private final Mutiny.SessionFactory sessions;
    private final RiskCases cases;
    private final Clock clock;

    RiskHandler(Mutiny.SessionFactory sessions, RiskCases cases, Clock clock) {
        this.sessions = sessions;
        this.cases = cases;
        this.clock = clock;
    }

    /** Events of intake. What is early or of an unknown case waits. */
    public Uni<Void> hear(List<Arrival> batch) {
        return sessions.withTransaction(
                (session, tx) ->
                        SequenceCheck.admit(session, batch)
                                .chain(
                                        admission ->
                                                cases.find(session, admission.cases())
                                                        .map(found -> unfold(admission, found))
                                                        .chain(works -> write(session, works))
                                                        .chain(
                                                                () ->
                                                                        SequenceCheck.settle(
                                                                                session,
                                                                                admission))));
    }

    /** 启动 or 解除 24小时管控 of a red case; empty: no such case. */
    public Uni<Optional<Outcome>> control(String caseNo, Control wanted, Actor actor) {
        return sessions.withTransaction(
                (session, tx) ->
                        cases.idOf(session, caseNo)
                                .chain(
                                        ids ->
                                                ids.isEmpty()
                                                        ? Uni.createFrom()
                                                                .item(Optional.<Outcome>empty())
                                                        : controlOne(
                                                                        session,
                                                                        ids.getFirst(),
                                                                        wanted,
                                                                        actor)
                                                                .map(Optional::of)));
    }

    private Uni<Outcome> controlOne(
            Mutiny.Session session, UUID caseId, Control wanted, Actor actor) {
        Instant now = clock.instant();
        return SequenceCheck.lock(session, List.of(caseId))
                .chain(() -> cases.find(session, List.of(caseId)))
                .chain(
                        found -> {
                            RiskCases.Kept kept = Objects.requireNonNull(found.get(caseId));
                            Work work = new Work(kept.risk(), kept.tail(), Cause.NONE, false, now);
                            boolean lawful =
                                    switch (wanted) {
                                        case STARTED ->
                                                work.risk.level() == RiskLevel.RISK_RED
                                                        && work.risk.control() == Control.NONE;
                                        case RELEASED -> work.risk.control() == Control.STARTED;
                                        case NONE -> false;
                                    };
                            if (!lawful) {
                                return Uni.createFrom().item(new Outcome(work.risk, false));
                            }
                            work.risk = work.risk.controlled(wanted);
                            if (wanted == Control.STARTED) {
                                work.story.publish(
                                        now, actor, "risk.control", RiskEvent.ControlStarted::new);
                            } else {
                                work.story.publish(
                                        now, actor, "risk.control", RiskEvent.ControlReleased::new);
                            }
                            LOG.infof(
                                    "case %s control %s by %s",
                                    work.risk.caseNo(), wanted, actor.user());
                            return write(session, List.of(work))
                                    .replaceWith(new Outcome(work.risk, true));
                        });
    }

    private List<Work> unfold(Admission admission, Map<UUID, RiskCases.Kept> found) {
        Map<UUID, Work> works = new LinkedHashMap<>();
        for (UUID caseId : admission.cases()) {
            boolean stored = found.containsKey(caseId);
            Optional<Arrival> next = next(admission, caseId, stored, works);
            while (next.isPresent()) {
                apply(next.get(), found, works);
                next = next(admission, caseId, stored, works);
            }
        }
        works.values().forEach(RiskHandler::assess);
        return List.copyOf(works.values());
    }

    private static Optional<Arrival> next(
            Admission admission, UUID caseId, boolean stored, Map<UUID, Work> works) {
        boolean met = stored || works.containsKey(caseId);
        return admission.next(
                caseId,
                a ->
                        met
                                || a.event()
                                        .filter(IntakeEvent.CaseRegistered.class::isInstance)
                                        .isPresent());
    }

    private void apply(Arrival arrival, Map<UUID, RiskCases.Kept> found, Map<UUID, Work> works) {
        Instant now = clock.instant();
        Record event = arrival.event().orElse(null);
        if (event instanceof IntakeEvent.CaseRegistered e) {
            works.computeIfAbsent(
                    arrival.caseId(),
                    c -> new Work(caseOf(e), Story.Tail.START, Cause.of(arrival), true, now));
        } else if (event instanceof IntakeEvent.SourceRecordLinked e) {
            Work work = workOf(arrival, found, works, now);
            work.risk = work.risk.flagged(e.flags());
        } else if (event instanceof IntakeEvent.CaseMerged e
                && e.masterId().equals(arrival.caseId())) {
            Work work = workOf(arrival, found, works, now);
            work.risk = work.risk.flagged(e.flags());
        }
    }

    private static Work workOf(
            Arrival arrival, Map<UUID, RiskCases.Kept> found, Map<UUID, Work> works, Instant now) {
        Work work =
                works.computeIfAbsent(
                        arrival.caseId(),
                        c -> {
                            RiskCases.Kept kept = Objects.requireNonNull(found.get(c));
                            return new Work(
                                    kept.risk(), kept.tail(), Cause.of(arrival), false, now);
                        });
        work.story.causedBy(Cause.of(arrival));
        return work;
    }

    /** Publishes the first assessment and every change; the same result twice says nothing new. */
    private static void assess(Work work) {
        RiskCase before = work.risk;
        Assessment assessment =
                Assessment.of(
                        new Facts(before.flags(), before.category(), before.involvedPersons()));
        RiskCase after = before.assessed(assessment.level(), assessment.score());
        if (before.level() != null
                && before.level() == after.level()
                && before.score() == after.score()) {
            return;
        }
        work.risk = after;
        RiskLevel level = Objects.requireNonNull(after.level());
        String rule = assessment.hardRule();
        List<Factor> factors =
                assessment.signals().stream().map(s -> new Factor(s.code(), s.points())).toList();
        work.story.publish(
                work.at,
                Actor.SYSTEM,
                rule == null ? "risk.score" : "risk.hard." + rule,
                h -> new RiskEvent.RiskAssessed(h, level, assessment.score(), rule, factors));
        LOG.infof(
                "case %s assessed %s by %s", after.caseNo(), level, rule == null ? "score" : rule);
    }

    private static RiskCase caseOf(IntakeEvent.CaseRegistered e) {
        return new RiskCase(
                e.header().caseId(),
                e.header().caseNo(),
                e.header().regionCode(),
                e.category(),
                e.flags(),
                e.involvedPersons(),
                null,
                0,
                Control.NONE);
    }

    private Uni<Void> write(Mutiny.Session session, Collection<Work> works) {
        return Multi.createFrom()
                .iterable(works)
                .onItem()
                .transformToUniAndConcatenate(
                        w -> cases.keep(session, w.risk, w.story.tail(), w.isNew, w.at))
                .collect()
                .asList()
                .chain(
                        () ->
                                Outbox.append(
                                        session,
                                        works.stream().map(w -> w.story).toList(),
                                        List.of()));
    }

    /** One case within one transaction. */
    private static final class Work {

        private final Story story;
        private final boolean isNew;
        private final Instant at;
        private RiskCase risk;

        Work(RiskCase risk, Story.Tail tail, Cause cause, boolean isNew, Instant at) {
            this.risk = risk;
            this.isNew = isNew;
            this.at = at;
            this.story =
                    new Story(
                            "risk",
                            Topics.RISK_EVENTS,
                            new CaseHeader(
                                    risk.caseId(),
                                    risk.caseNo(),
                                    0,
                                    risk.caseId(),
                                    null,
                                    risk.regionCode(),
                                    at,
                                    Actor.SYSTEM,
                                    null),
                            tail,
                            cause);
        }
    }

    /** The case after the request and whether the request was lawful. */
    public record Outcome(RiskCase risk, boolean done) {}
}
