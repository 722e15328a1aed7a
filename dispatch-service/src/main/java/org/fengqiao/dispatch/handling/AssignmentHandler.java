package org.fengqiao.dispatch.handling;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import org.fengqiao.clock.Zones;
import org.fengqiao.contracts.IntakeEvent.CaseRegistered;
import org.fengqiao.dispatch.Assignment;
import org.fengqiao.dispatch.AssignmentRules;
import org.fengqiao.dispatch.DispatchCommand;
import org.fengqiao.dispatch.Matter;
import org.fengqiao.dispatch.Order;
import org.fengqiao.dispatch.Refusal;
import org.fengqiao.dispatch.outbound.Assignments;
import org.fengqiao.dispatch.outbound.OrderTexts;
import org.fengqiao.outbox.Arrival;
import org.fengqiao.outbox.Asked;
import org.fengqiao.outbox.SequenceCheck;
import org.fengqiao.outbox.SequenceCheck.Admission;
import org.fengqiao.outbox.Sql;
import org.fengqiao.outbox.Story.Cause;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Transactions of dispatch: find → decide → keep, for a batch of events or a command. */
@ApplicationScoped
public class AssignmentHandler {

    private final Mutiny.SessionFactory sessions;
    private final Assignments assignments;
    private final OrderTexts texts;
    private final CaseKeeper keeper;
    private final AssignmentRules rules;
    private final Clock clock;

    AssignmentHandler(
            Mutiny.SessionFactory sessions,
            Assignments assignments,
            OrderTexts texts,
            CaseKeeper keeper,
            AssignmentRules rules,
            Clock clock) {
        this.sessions = sessions;
        this.assignments = assignments;
        this.texts = texts;
        this.keeper = keeper;
        this.rules = rules;
        this.clock = clock;
    }

    /** Events of other services. What is early or of an unknown case waits. */
    public Uni<Void> hear(List<Arrival> batch) {
        return sessions.withTransaction(
                (session, tx) ->
                        SequenceCheck.admit(session, batch)
                                .chain(
                                        admission ->
                                                assignments
                                                        .find(session, admission.cases())
                                                        .map(found -> unfold(admission, found))
                                                        .chain(
                                                                works ->
                                                                        Sql.together(
                                                                                keeper.write(
                                                                                        session,
                                                                                        works),
                                                                                SequenceCheck
                                                                                        .settle(
                                                                                                session,
                                                                                                admission)))));
    }

    /** A command of a person or unit on one case; empty optional: no such case. */
    public Uni<Optional<Outcome>> ask(String caseNo, Step step, Asked request) {
        return sessions.withTransaction(
                (session, tx) ->
                        assignments
                                .idOf(session, caseNo)
                                .chain(
                                        ids ->
                                                ids.isEmpty()
                                                        ? Uni.createFrom()
                                                                .item(Optional.<Outcome>empty())
                                                        : askOne(
                                                                        session,
                                                                        ids.getFirst(),
                                                                        step,
                                                                        request)
                                                                .map(Optional::of)));
    }

    /** What was written about the orders of a case, oldest first. */
    public Uni<List<OrderTexts.Written>> written(String caseNo) {
        return sessions.withSession(session -> texts.ofCase(session, caseNo));
    }

    private Uni<Outcome> askOne(Mutiny.Session session, UUID caseId, Step step, Asked request) {
        Instant now = clock.instant();
        return SequenceCheck.lock(session, List.of(caseId))
                .chain(
                        () ->
                                Uni.combine()
                                        .all()
                                        .unis(
                                                request.isRepeat(session),
                                                assignments.find(session, List.of(caseId)))
                                        .asTuple())
                .chain(
                        read -> {
                            Assignments.Kept kept =
                                    Objects.requireNonNull(read.getItem2().get(caseId));
                            return read.getItem1()
                                    ? Uni.createFrom().item(new Outcome(kept.state(), null))
                                    : decide(session, kept, step, request, now);
                        });
    }

    private Uni<Outcome> decide(
            Mutiny.Session session, Assignments.Kept kept, Step step, Asked request, Instant now) {
        CaseWork work = CaseWork.of(rules, kept, request.cause(), now);
        Optional<Refusal> refusal = work.apply(step.command().apply(work.state(), now));
        if (refusal.isPresent()) {
            return Uni.createFrom().item(new Outcome(work.state(), refusal.get()));
        }
        // The note goes first: what the work leads to may answer with its words.
        return Sql.together(
                        note(session, work.state(), step.note(), now),
                        request.remember(session, Zones.dateOf(now)),
                        keeper.write(session, List.of(work)))
                .replaceWith(() -> new Outcome(work.state(), null));
    }

    private Uni<Void> note(
            Mutiny.Session session, Assignment state, @Nullable Note note, Instant now) {
        Order order = state.order();
        return note == null || order == null
                ? Uni.createFrom().voidItem()
                : texts.keep(session, order.orderNo(), note.step(), note.text(), now);
    }

    private List<CaseWork> unfold(Admission admission, Map<UUID, Assignments.Kept> found) {
        Map<UUID, CaseWork> works = new LinkedHashMap<>();
        for (UUID caseId : admission.cases()) {
            Assignments.Kept kept = found.get(caseId);
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
            Assignments.@Nullable Kept kept,
            Map<UUID, CaseWork> works) {
        boolean met = kept != null || works.containsKey(caseId);
        return admission.next(
                caseId, a -> met || a.event().filter(CaseRegistered.class::isInstance).isPresent());
    }

    private void apply(
            Arrival arrival, Assignments.@Nullable Kept kept, Map<UUID, CaseWork> works) {
        Optional<Record> event = arrival.event();
        if (event.isEmpty()) {
            return;
        }
        Cause cause = Cause.of(arrival);
        Instant now = clock.instant();
        CaseWork known = works.get(arrival.caseId());
        if (event.get() instanceof CaseRegistered registered) {
            if (known == null && kept == null) {
                works.put(arrival.caseId(), CaseWork.open(rules, matterOf(registered), cause, now));
            }
            return;
        }
        CaseWork work =
                known != null
                        ? known
                        : CaseWork.of(rules, Objects.requireNonNull(kept), cause, now);
        works.put(arrival.caseId(), work);
        work.causedBy(cause);
        HandOvers.command(event.get(), work.state(), now).ifPresent(work::apply);
    }

    private static Matter matterOf(CaseRegistered e) {
        return new Matter(
                e.header().caseId(),
                e.header().caseNo(),
                e.caseCode(),
                e.header().regionCode(),
                e.title(),
                e.category(),
                e.flags(),
                e.involvedPersons(),
                e.involvedAmount(),
                List.of(e.source()),
                false,
                false,
                null,
                false,
                false,
                0,
                0,
                0);
    }

    /**
     * What is asked of a case.
     *
     * @param note what was written with it, kept encrypted under the order; null if nothing
     */
    public record Step(
            BiFunction<Assignment, Instant, DispatchCommand> command, @Nullable Note note) {}

    /** What a person wrote with a command. */
    public record Note(String step, String text) {}

    /** The state after the command, or the refusal. */
    public record Outcome(Assignment state, @Nullable Refusal refusal) {}
}
