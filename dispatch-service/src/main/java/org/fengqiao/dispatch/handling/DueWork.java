package org.fengqiao.dispatch.handling;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.fengqiao.clock.Zones;
import org.fengqiao.contracts.DispatchEvent.Answer;
import org.fengqiao.contracts.FeedbackKind;
import org.fengqiao.contracts.FeedbackState;
import org.fengqiao.dispatch.AssignmentRules;
import org.fengqiao.dispatch.DispatchCommand;
import org.fengqiao.dispatch.outbound.Assignments;
import org.fengqiao.dispatch.outbound.Feedbacks;
import org.fengqiao.dispatch.outbound.Feedbacks.Owed;
import org.fengqiao.dispatch.outbound.Timers;
import org.fengqiao.dispatch.outbound.Timers.Timer;
import org.fengqiao.outbox.Delivery;
import org.fengqiao.outbox.SequenceCheck;
import org.fengqiao.outbox.Story.Cause;
import org.fengqiao.privacy.Wordless;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * Transactions of dispatch that nobody asks for: timers that are due, answers that were delivered,
 * what is kept for a time only. Many cases go together; one that fails is put off alone and does
 * not hold up the others.
 */
@ApplicationScoped
public class DueWork {

    private static final Logger LOG = Logger.getLogger(DueWork.class);
    private static final int AT_ONCE = 200;

    /**
     * Answers to the sources carry what units wrote: no longer than the event topics (DESIGN §2).
     */
    private static final int STREAM_DAYS = 90;

    private final Mutiny.SessionFactory sessions;
    private final Assignments assignments;
    private final Feedbacks feedbacks;
    private final Timers timers;
    private final CaseKeeper keeper;
    private final AssignmentRules rules;
    private final Clock clock;
    private final Counter failures;

    DueWork(
            Mutiny.SessionFactory sessions,
            Assignments assignments,
            Feedbacks feedbacks,
            Timers timers,
            CaseKeeper keeper,
            AssignmentRules rules,
            Clock clock,
            MeterRegistry meters) {
        this.sessions = sessions;
        this.assignments = assignments;
        this.feedbacks = feedbacks;
        this.timers = timers;
        this.keeper = keeper;
        this.rules = rules;
        this.clock = clock;
        this.failures = meters.counter("fengqiao_timer_failures");
    }

    /** Fires timers that are due; returns how many. */
    public Uni<Integer> fireDue() {
        Instant now = clock.instant();
        return sessions.withTransaction(
                        (session, tx) ->
                                timers.takeDue(session, now, AT_ONCE)
                                        .call(due -> fire(session, due, now))
                                        .map(List::size))
                .onFailure(failure -> !Delivery.isTransient(failure))
                .recoverWithUni(() -> fireCaseByCase(now));
    }

    private Uni<Integer> fireCaseByCase(Instant now) {
        return sessions.withTransaction((session, tx) -> timers.dueCases(session, now, AT_ONCE))
                .onItem()
                .transformToMulti(cases -> Multi.createFrom().iterable(cases))
                .onItem()
                .transformToUniAndConcatenate(caseId -> fireOne(caseId, now))
                .collect()
                .asList()
                .map(List::size);
    }

    private Uni<Void> fireOne(UUID caseId, Instant now) {
        return sessions.withTransaction(
                        (session, tx) ->
                                timers.takeDueOf(session, caseId, now)
                                        .chain(due -> fire(session, due, now)))
                .onFailure(failure -> !Delivery.isTransient(failure))
                .recoverWithUni(failure -> putOff(caseId, now, failure));
    }

    private Uni<Void> putOff(UUID caseId, Instant now, Throwable failure) {
        LOG.errorf(Wordless.of(failure), "timers of case %s failed and are put off", caseId);
        failures.increment();
        return sessions.withTransaction((session, tx) -> timers.putOff(session, caseId, now));
    }

    private Uni<Void> fire(Mutiny.Session session, List<Timer> due, Instant now) {
        if (due.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<UUID> cases = due.stream().map(Timer::caseId).distinct().toList();
        return SequenceCheck.lock(session, cases)
                .chain(() -> feedbacks.of(session, answered(due)))
                .chain(
                        owed ->
                                assignments
                                        .find(session, cases)
                                        .map(found -> fired(due, found, owed, now)))
                .chain(works -> keeper.write(session, works));
    }

    private static List<UUID> answered(List<Timer> due) {
        return due.stream()
                .filter(t -> t.kind() == Timers.Kind.ANSWERED)
                .map(Timer::caseId)
                .distinct()
                .toList();
    }

    private List<CaseWork> fired(
            List<Timer> due,
            Map<UUID, Assignments.Kept> found,
            Map<UUID, List<Owed>> owed,
            Instant now) {
        Map<UUID, CaseWork> works = new LinkedHashMap<>();
        for (Timer timer : due) {
            Assignments.Kept kept = found.get(timer.caseId());
            if (kept == null) {
                continue;
            }
            CaseWork work =
                    works.computeIfAbsent(
                            timer.caseId(), c -> CaseWork.of(rules, kept, Cause.NONE, now));
            switch (timer.kind()) {
                case RISK_WAIT -> work.apply(new DispatchCommand.EndRiskWait(now));
                case URGE -> work.apply(new DispatchCommand.Urge(now, timer.subject()));
                case ANSWERED -> confirm(work, owed.getOrDefault(timer.caseId(), List.of()), now);
            }
        }
        return List.copyOf(works.values());
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
                                        .takeDelivered(session, AT_ONCE)
                                        .call(events -> delivered(session, events, now))
                                        .map(List::size))
                .onFailure(failure -> !Delivery.isTransient(failure))
                .recoverWithUni(() -> deliverByTimer(now));
    }

    private Uni<Void> delivered(Mutiny.Session session, List<UUID> events, Instant now) {
        if (events.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return feedbacks
                .casesOf(session, events)
                .chain(
                        cases ->
                                SequenceCheck.lock(session, cases)
                                        .chain(() -> feedbacks.markDelivered(session, events, now))
                                        .chain(() -> feedbacks.of(session, cases))
                                        .chain(owed -> confirmAll(session, cases, owed, now)));
    }

    /** Something in the batch fails: the cases go on by timers, which part the failing one. */
    private Uni<Integer> deliverByTimer(Instant now) {
        return sessions.withTransaction(
                (session, tx) ->
                        feedbacks
                                .takeDelivered(session, AT_ONCE)
                                .call(
                                        events ->
                                                feedbacks
                                                        .markDelivered(session, events, now)
                                                        .chain(
                                                                () ->
                                                                        feedbacks.casesOf(
                                                                                session, events))
                                                        .chain(
                                                                cases ->
                                                                        timers.set(
                                                                                session,
                                                                                answeredNow(
                                                                                        cases,
                                                                                        now))))
                                .map(List::size));
    }

    private static List<Timer> answeredNow(List<UUID> cases, Instant now) {
        return cases.stream().map(c -> new Timer(c, Timers.Kind.ANSWERED, "", now)).toList();
    }

    private Uni<Void> confirmAll(
            Mutiny.Session session, List<UUID> cases, Map<UUID, List<Owed>> owed, Instant now) {
        return assignments
                .find(session, cases)
                .map(
                        found ->
                                found.entrySet().stream()
                                        .map(
                                                e -> {
                                                    CaseWork work =
                                                            CaseWork.of(
                                                                    rules,
                                                                    e.getValue(),
                                                                    Cause.NONE,
                                                                    now);
                                                    confirm(
                                                            work,
                                                            owed.getOrDefault(
                                                                    e.getKey(), List.of()),
                                                            now);
                                                    return work;
                                                })
                                        .toList())
                .chain(works -> keeper.write(session, works));
    }

    /** Drops old answers to the sources; any replica may, doing it twice does no harm. */
    public Uni<Void> dropOld() {
        Instant from = Zones.startOf(Zones.dateOf(clock.instant()).minusDays(STREAM_DAYS));
        return sessions.withTransaction(
                (session, tx) -> feedbacks.dropEntriesBefore(session, from));
    }

    /** Lets the case go on if every source has the answer of this round. */
    private static void confirm(CaseWork work, List<Owed> owed, Instant now) {
        int round = work.state().matter().reopenCount();
        List<Answer> answers =
                owed.stream().filter(o -> o.round() == round).map(Owed::answer).toList();
        List<Answer> finished = ofKind(answers, FeedbackKind.FINISHED);
        if (allTold(finished)) {
            work.delivered(finished);
            work.apply(new DispatchCommand.ConfirmResultTold(now));
        }
        List<Answer> visited = ofKind(answers, FeedbackKind.VISITED);
        if (allTold(visited)) {
            work.delivered(visited);
            work.apply(new DispatchCommand.ConfirmVisitTold(now));
        }
    }

    private static boolean allTold(List<Answer> answers) {
        return !answers.isEmpty()
                && answers.stream().allMatch(a -> a.state() != FeedbackState.PENDING);
    }

    private static List<Answer> ofKind(List<Answer> answers, FeedbackKind kind) {
        return answers.stream().filter(a -> a.kind() == kind).toList();
    }
}
