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
import org.fengqiao.clock.Zones;
import org.fengqiao.contracts.Actor;
import org.fengqiao.contracts.IntakeEvent;
import org.fengqiao.outbox.Arrival;
import org.fengqiao.outbox.Asked;
import org.fengqiao.outbox.Outbox;
import org.fengqiao.outbox.SequenceCheck;
import org.fengqiao.outbox.SequenceCheck.Admission;
import org.fengqiao.outbox.Sql;
import org.fengqiao.outbox.Story;
import org.fengqiao.outbox.Story.Cause;
import org.fengqiao.risk.RiskCase;
import org.fengqiao.risk.RiskCase.Control;
import org.fengqiao.risk.outbound.RiskCases;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * The only transactions of risk: events change facts, facts are assessed, people start and release
 * the control.
 */
@ApplicationScoped
public class RiskHandler {

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
                                                        .chain(
                                                                works ->
                                                                        Sql.together(
                                                                                write(
                                                                                        session,
                                                                                        works),
                                                                                SequenceCheck
                                                                                        .settle(
                                                                                                session,
                                                                                                admission)))));
    }

    /** 启动 or 解除 24小时管控 of a red case; empty: no such case. */
    public Uni<Optional<Outcome>> control(String caseNo, Control wanted, Actor actor, Asked asked) {
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
                                                                        actor,
                                                                        asked)
                                                                .map(Optional::of)));
    }

    private Uni<Outcome> controlOne(
            Mutiny.Session session, UUID caseId, Control wanted, Actor actor, Asked asked) {
        // The lock comes first: of two requests with one key the second sees what the first did.
        return SequenceCheck.lock(session, List.of(caseId))
                .chain(() -> asked.isRepeat(session))
                .chain(
                        repeat ->
                                cases.find(session, List.of(caseId))
                                        .map(found -> Objects.requireNonNull(found.get(caseId)))
                                        .chain(
                                                kept ->
                                                        repeat
                                                                ? Uni.createFrom()
                                                                        .item(
                                                                                new Outcome(
                                                                                        kept.risk(),
                                                                                        true))
                                                                : decide(
                                                                        session, kept, wanted,
                                                                        actor, asked)));
    }

    private Uni<Outcome> decide(
            Mutiny.Session session, RiskCases.Kept kept, Control wanted, Actor actor, Asked asked) {
        if (!kept.risk().mayBecome(wanted)) {
            return Uni.createFrom().item(new Outcome(kept.risk(), false));
        }
        Instant now = clock.instant();
        CaseWork work = new CaseWork(kept.risk(), kept.tail(), asked.cause(), false, now);
        work.control(wanted, actor);
        return write(session, List.of(work))
                .chain(() -> asked.remember(session, Zones.dateOf(now)))
                .replaceWith(new Outcome(work.risk(), true));
    }

    private List<CaseWork> unfold(Admission admission, Map<UUID, RiskCases.Kept> found) {
        Map<UUID, CaseWork> works = new LinkedHashMap<>();
        for (UUID caseId : admission.cases()) {
            boolean stored = found.containsKey(caseId);
            Optional<Arrival> next = next(admission, caseId, stored, works);
            while (next.isPresent()) {
                apply(next.get(), found, works);
                next = next(admission, caseId, stored, works);
            }
        }
        works.values().forEach(CaseWork::assess);
        return List.copyOf(works.values());
    }

    private static Optional<Arrival> next(
            Admission admission, UUID caseId, boolean stored, Map<UUID, CaseWork> works) {
        boolean met = stored || works.containsKey(caseId);
        return admission.next(
                caseId,
                a ->
                        met
                                || a.event()
                                        .filter(IntakeEvent.CaseRegistered.class::isInstance)
                                        .isPresent());
    }

    private void apply(
            Arrival arrival, Map<UUID, RiskCases.Kept> found, Map<UUID, CaseWork> works) {
        Instant now = clock.instant();
        Record event = arrival.event().orElse(null);
        if (event instanceof IntakeEvent.CaseRegistered e) {
            works.computeIfAbsent(
                    arrival.caseId(),
                    c -> new CaseWork(caseOf(e), Story.Tail.START, Cause.of(arrival), true, now));
        } else if (event instanceof IntakeEvent.SourceRecordLinked e) {
            workOf(arrival, found, works, now).flag(e.flags());
        } else if (event instanceof IntakeEvent.CaseMerged e
                && e.masterId().equals(arrival.caseId())) {
            workOf(arrival, found, works, now).flag(e.flags());
        }
    }

    private static CaseWork workOf(
            Arrival arrival,
            Map<UUID, RiskCases.Kept> found,
            Map<UUID, CaseWork> works,
            Instant now) {
        CaseWork work =
                works.computeIfAbsent(
                        arrival.caseId(),
                        c -> {
                            RiskCases.Kept kept = Objects.requireNonNull(found.get(c));
                            return new CaseWork(
                                    kept.risk(), kept.tail(), Cause.of(arrival), false, now);
                        });
        work.story().causedBy(Cause.of(arrival));
        return work;
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

    private Uni<Void> write(Mutiny.Session session, Collection<CaseWork> works) {
        return Multi.createFrom()
                .iterable(works)
                .onItem()
                .transformToUniAndConcatenate(
                        w -> cases.keep(session, w.risk(), w.story().tail(), w.isNew(), w.at()))
                .collect()
                .asList()
                .chain(
                        () ->
                                Outbox.append(
                                        session,
                                        works.stream().map(CaseWork::story).toList(),
                                        List.of()));
    }

    /** The case after the request and whether the request was lawful. */
    public record Outcome(RiskCase risk, boolean done) {}
}
