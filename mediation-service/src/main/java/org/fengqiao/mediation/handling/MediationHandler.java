package org.fengqiao.mediation.handling;

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
import java.util.function.Function;
import org.fengqiao.contracts.DispatchEvent.OrderIssued;
import org.fengqiao.mediation.Matter;
import org.fengqiao.mediation.MediationCommand;
import org.fengqiao.mediation.MediationCommand.CheckInstalment;
import org.fengqiao.mediation.MediationRules;
import org.fengqiao.mediation.Refusal;
import org.fengqiao.mediation.Resolution;
import org.fengqiao.mediation.outbound.Resolutions;
import org.fengqiao.mediation.outbound.Timers;
import org.fengqiao.outbox.Arrival;
import org.fengqiao.outbox.Outbox;
import org.fengqiao.outbox.SequenceCheck;
import org.fengqiao.outbox.SequenceCheck.Admission;
import org.fengqiao.outbox.Story.Cause;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * The only transactions of mediation: find → decide → keep, for a batch of events, a command, or
 * instalments that are due.
 */
@ApplicationScoped
public class MediationHandler {

    private static final int TIMERS_AT_ONCE = 200;

    private final Mutiny.SessionFactory sessions;
    private final Resolutions resolutions;
    private final Timers timers;
    private final MediationRules rules;
    private final Clock clock;

    MediationHandler(
            Mutiny.SessionFactory sessions,
            Resolutions resolutions,
            Timers timers,
            MediationRules rules,
            Clock clock) {
        this.sessions = sessions;
        this.resolutions = resolutions;
        this.timers = timers;
        this.rules = rules;
        this.clock = clock;
    }

    /** Events of dispatch and risk. What is early or of an unknown case waits. */
    public Uni<Void> hear(List<Arrival> batch) {
        return sessions.withTransaction(
                (session, tx) ->
                        SequenceCheck.admit(session, batch)
                                .chain(
                                        admission ->
                                                resolutions
                                                        .find(session, admission.cases())
                                                        .map(found -> unfold(admission, found))
                                                        .chain(works -> write(session, works))
                                                        .chain(
                                                                () ->
                                                                        SequenceCheck.settle(
                                                                                session,
                                                                                admission))));
    }

    /** A person's command on the case of that number; empty: no such case. */
    public Uni<Optional<Outcome>> ask(
            String caseNo, Function<Instant, MediationCommand> command, Cause cause) {
        return sessions.withTransaction(
                (session, tx) ->
                        resolutions
                                .idOf(session, caseNo)
                                .chain(
                                        ids ->
                                                ids.isEmpty()
                                                        ? Uni.createFrom()
                                                                .item(Optional.<Outcome>empty())
                                                        : askOne(
                                                                        session,
                                                                        ids.getFirst(),
                                                                        command,
                                                                        cause)
                                                                .map(Optional::of)));
    }

    private Uni<Outcome> askOne(
            Mutiny.Session session,
            UUID caseId,
            Function<Instant, MediationCommand> command,
            Cause cause) {
        Instant now = clock.instant();
        return SequenceCheck.lock(session, List.of(caseId))
                .chain(() -> resolutions.find(session, List.of(caseId)))
                .chain(
                        found -> {
                            CaseWork work =
                                    CaseWork.of(
                                            rules,
                                            Objects.requireNonNull(found.get(caseId)),
                                            cause,
                                            now);
                            Optional<Refusal> refusal = work.apply(command.apply(now));
                            return refusal.isPresent()
                                    ? Uni.createFrom()
                                            .item(new Outcome(work.state(), refusal.get()))
                                    : write(session, List.of(work))
                                            .replaceWith(new Outcome(work.state(), null));
                        });
    }

    /** Looks at instalments whose due day is over; returns how many. */
    public Uni<Integer> fireDue() {
        Instant now = clock.instant();
        return sessions.withTransaction(
                (session, tx) ->
                        timers.takeDue(session, now, TIMERS_AT_ONCE)
                                .chain(
                                        due ->
                                                due.isEmpty()
                                                        ? Uni.createFrom().item(0)
                                                        : fire(session, due, now)
                                                                .replaceWith(due.size())));
    }

    private Uni<Void> fire(Mutiny.Session session, List<Timers.Timer> due, Instant now) {
        List<UUID> cases = due.stream().map(Timers.Timer::caseId).distinct().toList();
        return SequenceCheck.lock(session, cases)
                .chain(() -> resolutions.find(session, cases))
                .chain(
                        found -> {
                            Map<UUID, CaseWork> works = new LinkedHashMap<>();
                            for (Timers.Timer timer : due) {
                                Resolutions.Kept kept = found.get(timer.caseId());
                                if (kept != null) {
                                    works.computeIfAbsent(
                                                    timer.caseId(),
                                                    c -> CaseWork.of(rules, kept, Cause.NONE, now))
                                            .apply(
                                                    new CheckInstalment(
                                                            now, timer.agreementNo(), timer.seq()));
                                }
                            }
                            return write(session, works.values());
                        });
    }

    private List<CaseWork> unfold(Admission admission, Map<UUID, Resolutions.Kept> found) {
        Map<UUID, CaseWork> works = new LinkedHashMap<>();
        for (UUID caseId : admission.cases()) {
            Resolutions.Kept kept = found.get(caseId);
            for (Optional<Arrival> next = next(admission, caseId, kept, works);
                    next.isPresent();
                    next = next(admission, caseId, kept, works)) {
                apply(next.get(), kept, works);
            }
        }
        return List.copyOf(works.values());
    }

    private static Optional<Arrival> next(
            Admission admission,
            UUID caseId,
            Resolutions.@Nullable Kept kept,
            Map<UUID, CaseWork> works) {
        boolean met = kept != null || works.containsKey(caseId);
        return admission.next(caseId, a -> met || opensOrNeedsNoCase(a));
    }

    private static boolean opensOrNeedsNoCase(Arrival arrival) {
        return arrival.event()
                .map(e -> e instanceof OrderIssued || HandOvers.needsNoCase(e))
                .orElse(true);
    }

    private void apply(
            Arrival arrival, Resolutions.@Nullable Kept kept, Map<UUID, CaseWork> works) {
        Optional<Record> event = arrival.event();
        if (event.isEmpty()) {
            return;
        }
        Cause cause = Cause.of(arrival);
        Instant now = clock.instant();
        CaseWork known = works.get(arrival.caseId());
        if (known == null && kept == null) {
            if (event.get() instanceof OrderIssued issued) {
                works.put(
                        arrival.caseId(),
                        CaseWork.open(rules, matterOf(issued), HandOvers.lead(issued), cause, now));
            }
            return;
        }
        Optional<MediationCommand> command = HandOvers.command(event.get(), now);
        if (command.isEmpty()) {
            return;
        }
        CaseWork work =
                known != null
                        ? known
                        : CaseWork.of(rules, Objects.requireNonNull(kept), cause, now);
        works.put(arrival.caseId(), work);
        work.causedBy(cause);
        work.apply(command.get());
    }

    private static Matter matterOf(OrderIssued e) {
        return new Matter(
                e.header().caseId(),
                e.header().caseNo(),
                e.header().regionCode(),
                null,
                false,
                false,
                0,
                0,
                0,
                0);
    }

    private Uni<Void> write(Mutiny.Session session, Collection<CaseWork> works) {
        return timers.set(session, works.stream().flatMap(w -> w.timers().stream()).toList())
                .chain(
                        () ->
                                Multi.createFrom()
                                        .iterable(works)
                                        .onItem()
                                        .transformToUniAndConcatenate(
                                                w ->
                                                        resolutions.keep(
                                                                session,
                                                                w.state(),
                                                                w.story().tail(),
                                                                w.isNew(),
                                                                w.at()))
                                        .collect()
                                        .asList())
                .chain(
                        () ->
                                Outbox.append(
                                        session,
                                        works.stream().map(CaseWork::story).toList(),
                                        List.of()));
    }

    /** The state after the command, or the refusal. */
    public record Outcome(Resolution state, @Nullable Refusal refusal) {}
}
