package org.fengqiao.dispatch.handling;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.fengqiao.contracts.DispatchEvent.Answer;
import org.fengqiao.contracts.FeedbackKind;
import org.fengqiao.contracts.FeedbackState;
import org.fengqiao.contracts.IntakeEvent.CaseRegistered;
import org.fengqiao.dispatch.Assignment;
import org.fengqiao.dispatch.AssignmentRules;
import org.fengqiao.dispatch.DispatchCommand;
import org.fengqiao.dispatch.Matter;
import org.fengqiao.dispatch.Refusal;
import org.fengqiao.dispatch.outbound.Assignments;
import org.fengqiao.dispatch.outbound.Feedbacks;
import org.fengqiao.dispatch.outbound.OrderTexts;
import org.fengqiao.dispatch.outbound.Timers;
import org.fengqiao.outbox.Arrival;
import org.fengqiao.outbox.Outbox;
import org.fengqiao.outbox.SequenceCheck;
import org.fengqiao.outbox.SequenceCheck.Admission;
import org.fengqiao.outbox.Story.Cause;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * The only transactions of dispatch: find → decide → keep, for a batch of events, a command, or
 * timers that are due.
 */
@ApplicationScoped
public class AssignmentHandler {

    private static final int TIMERS_AT_ONCE = 200;

    private final Mutiny.SessionFactory sessions;
    private final Assignments assignments;
    private final Feedbacks feedbacks;
    private final Timers timers;
    private final OrderTexts texts;
    private final Consequences consequences;
    private final AssignmentRules rules;
    private final Clock clock;

    AssignmentHandler(
            Mutiny.SessionFactory sessions,
            Assignments assignments,
            Feedbacks feedbacks,
            Timers timers,
            OrderTexts texts,
            Consequences consequences,
            AssignmentRules rules,
            Clock clock) {
        this.sessions = sessions;
        this.assignments = assignments;
        this.feedbacks = feedbacks;
        this.timers = timers;
        this.texts = texts;
        this.consequences = consequences;
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
                                                        .chain(works -> write(session, works))
                                                        .chain(
                                                                () ->
                                                                        SequenceCheck.settle(
                                                                                session,
                                                                                admission))));
    }

    /**
     * A command of a person or unit on the case of that number.
     *
     * @param text what the unit wrote, kept encrypted under the order; null if nothing
     * @return empty optional: no such case
     */
    public Uni<Optional<Outcome>> ask(
            String caseNo,
            BiFunction<Assignment, Instant, DispatchCommand> command,
            @Nullable Note text,
            Cause cause) {
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
                                                                        command,
                                                                        text,
                                                                        cause)
                                                                .map(Optional::of)));
    }

    private Uni<Outcome> askOne(
            Mutiny.Session session,
            UUID caseId,
            BiFunction<Assignment, Instant, DispatchCommand> command,
            @Nullable Note text,
            Cause cause) {
        Instant now = clock.instant();
        return SequenceCheck.lock(session, List.of(caseId))
                .chain(() -> assignments.find(session, List.of(caseId)))
                .chain(
                        found -> {
                            Assignments.Kept kept =
                                    java.util.Objects.requireNonNull(found.get(caseId));
                            CaseWork work = CaseWork.of(rules, kept, cause, now);
                            Optional<Refusal> refusal =
                                    work.apply(command.apply(work.state(), now));
                            if (refusal.isPresent()) {
                                return Uni.createFrom()
                                        .item(new Outcome(work.state(), refusal.get()));
                            }
                            Uni<Void> noted =
                                    text == null
                                            ? Uni.createFrom().voidItem()
                                            : texts.keep(
                                                    session,
                                                    text.orderNo(),
                                                    text.step(),
                                                    text.text(),
                                                    now);
                            return noted.chain(() -> write(session, List.of(work)))
                                    .replaceWith(new Outcome(work.state(), null));
                        });
    }

    /** Fires timers that are due; returns how many. */
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
                .chain(() -> assignments.find(session, cases))
                .chain(
                        found -> {
                            Map<UUID, CaseWork> works = new LinkedHashMap<>();
                            for (Timers.Timer timer : due) {
                                Assignments.Kept kept = found.get(timer.caseId());
                                if (kept == null) {
                                    continue;
                                }
                                CaseWork work =
                                        works.computeIfAbsent(
                                                timer.caseId(),
                                                c -> CaseWork.of(rules, kept, Cause.NONE, now));
                                work.apply(
                                        switch (timer.kind()) {
                                            case RISK_WAIT -> new DispatchCommand.EndRiskWait(now);
                                            case URGE ->
                                                    new DispatchCommand.Urge(now, timer.subject());
                                        });
                            }
                            return write(session, works.values());
                        });
    }

    /**
     * Takes what the relay delivered and lets the cases go on whose answers have all arrived;
     * returns how many deliveries.
     */
    public Uni<Integer> takeDeliveries() {
        Instant now = clock.instant();
        return sessions.withTransaction(
                (session, tx) ->
                        feedbacks
                                .takeDelivered(session, TIMERS_AT_ONCE)
                                .chain(
                                        events ->
                                                events.isEmpty()
                                                        ? Uni.createFrom().item(0)
                                                        : delivered(session, events, now)
                                                                .replaceWith(events.size())));
    }

    private Uni<Void> delivered(Mutiny.Session session, List<UUID> events, Instant now) {
        return feedbacks
                .casesOf(session, events)
                .chain(
                        cases ->
                                SequenceCheck.lock(session, cases)
                                        .chain(() -> feedbacks.markDelivered(session, events, now))
                                        .chain(() -> feedbacks.of(session, cases))
                                        .chain(
                                                owed ->
                                                        assignments
                                                                .find(session, cases)
                                                                .map(
                                                                        found ->
                                                                                confirm(
                                                                                        found, owed,
                                                                                        now))
                                                                .chain(
                                                                        works ->
                                                                                write(
                                                                                        session,
                                                                                        works))));
    }

    private List<CaseWork> confirm(
            Map<UUID, Assignments.Kept> found, Map<UUID, List<Feedbacks.Owed>> owed, Instant now) {
        return found.entrySet().stream()
                .map(
                        e -> {
                            List<Answer> answers =
                                    owed.getOrDefault(e.getKey(), List.of()).stream()
                                            .filter(
                                                    o ->
                                                            o.round()
                                                                    == e.getValue()
                                                                            .state()
                                                                            .matter()
                                                                            .reopenCount())
                                            .map(Feedbacks.Owed::answer)
                                            .toList();
                            CaseWork work = CaseWork.of(rules, e.getValue(), Cause.NONE, now);
                            if (allTold(answers, FeedbackKind.FINISHED)) {
                                work.delivered(ofKind(answers, FeedbackKind.FINISHED));
                                work.apply(new DispatchCommand.ConfirmResultTold(now));
                            }
                            if (allTold(answers, FeedbackKind.VISITED)) {
                                work.delivered(ofKind(answers, FeedbackKind.VISITED));
                                work.apply(new DispatchCommand.ConfirmVisitTold(now));
                            }
                            return work;
                        })
                .toList();
    }

    private static boolean allTold(List<Answer> answers, FeedbackKind kind) {
        List<Answer> ofKind = ofKind(answers, kind);
        return !ofKind.isEmpty()
                && ofKind.stream().allMatch(a -> a.state() != FeedbackState.PENDING);
    }

    private static List<Answer> ofKind(List<Answer> answers, FeedbackKind kind) {
        return answers.stream().filter(a -> a.kind() == kind).collect(Collectors.toList());
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
                        : CaseWork.of(rules, java.util.Objects.requireNonNull(kept), cause, now);
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

    private Uni<Void> write(Mutiny.Session session, Collection<CaseWork> works) {
        return consequences
                .write(session, works)
                .chain(
                        messages ->
                                Multi.createFrom()
                                        .iterable(works)
                                        .onItem()
                                        .transformToUniAndConcatenate(
                                                w ->
                                                        assignments.keep(
                                                                session,
                                                                w.state(),
                                                                w.story().tail(),
                                                                w.isNew(),
                                                                w.at()))
                                        .collect()
                                        .asList()
                                        .chain(
                                                () ->
                                                        Outbox.append(
                                                                session,
                                                                works.stream()
                                                                        .map(CaseWork::story)
                                                                        .toList(),
                                                                messages)));
    }

    /** What a unit wrote with a command. */
    public record Note(String orderNo, String step, String text) {}

    /** The state after the command, or the refusal. */
    public record Outcome(Assignment state, @Nullable Refusal refusal) {}
}
