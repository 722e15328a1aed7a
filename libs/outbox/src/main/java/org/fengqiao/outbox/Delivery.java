package org.fengqiao.outbox;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.fengqiao.contracts.Topics;
import org.fengqiao.privacy.Wordless;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Brings a Kafka batch to its handler and never gives up on it: an unreachable database is waited
 * for; a batch that fails for another reason is split by case, and a case that fails is applied
 * event by event, each in a transaction of its own. So the one that is parked is the one whose
 * application failed, also where an innocent event had released it from waiting.
 */
public final class Delivery {

    private static final Logger LOG = Logger.getLogger(Delivery.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final String service;
    private final Mutiny.SessionFactory sessions;

    /** For the service of that name, whose database holds the waiting events. */
    public Delivery(String service, Mutiny.SessionFactory sessions) {
        this.service = service;
        this.sessions = sessions;
    }

    /**
     * Completes when every record of the batch is applied, waits or is parked. Records that are no
     * case events are skipped.
     */
    public Uni<Void> deliver(
            ConsumerRecords<String, byte[]> records,
            Function<List<Arrival>, Uni<Void>> transaction) {
        return deliver(records, transaction, told -> Uni.createFrom().voidItem());
    }

    /**
     * The same for a service that also hears what is told without a case.
     *
     * @param announcements takes events of the platform that carry no sequence, at least once: it
     *     knows repeats by their id ({@link EdgeInbox}) and ignores types it has no use for
     */
    public Uni<Void> deliver(
            ConsumerRecords<String, byte[]> records,
            Function<List<Arrival>, Uni<Void>> transaction,
            Function<List<Announcement>, Uni<Void>> announcements) {
        List<Arrival> batch = new ArrayList<>(records.count());
        List<Announcement> told = new ArrayList<>();
        Spans.OfBatch spans = new Spans.OfBatch();
        for (ConsumerRecord<String, byte[]> record : records) {
            Arrival.of(record)
                    .ifPresentOrElse(
                            arrival -> batch.add(spans.begin(arrival)),
                            () ->
                                    Announcement.of(record)
                                            .ifPresentOrElse(told::add, () -> skip(record)));
        }
        return spans.until(deliver(batch, transaction).chain(() -> announce(told, announcements)));
    }

    private static void skip(ConsumerRecord<String, byte[]> record) {
        LOG.warnf(
                "skipped a foreign record %s/%d/%d",
                record.topic(), record.partition(), record.offset());
    }

    /** The same for events already read. */
    public Uni<Void> deliver(List<Arrival> batch, Function<List<Arrival>, Uni<Void>> transaction) {
        return batch.isEmpty()
                ? Uni.createFrom().voidItem()
                : deliver(new Batch(batch), transaction);
    }

    /**
     * Applies what waits for a case and has become due, e.g. after a person released or skipped an
     * event.
     */
    public Uni<Void> redeliver(UUID caseId, Function<List<Arrival>, Uni<Void>> transaction) {
        return deliver(Batch.ofCase(caseId), transaction);
    }

    private Uni<Void> deliver(Batch batch, Function<List<Arrival>, Uni<Void>> transaction) {
        return insistently(() -> transaction.apply(batch))
                .onFailure()
                .recoverWithUni(failure -> split(batch, transaction));
    }

    /** Repeats while the infrastructure is the reason; other failures pass through at once. */
    public static Uni<Void> insistently(java.util.function.Supplier<Uni<Void>> attempt) {
        return Uni.createFrom()
                .deferred(attempt::get)
                .onFailure(Delivery::isTransient)
                .invoke(e -> LOG.warnf("will try again: %s", e.getClass().getSimpleName()))
                .onFailure(Delivery::isTransient)
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .indefinitely();
    }

    private Uni<Void> split(Batch batch, Function<List<Arrival>, Uni<Void>> transaction) {
        List<Batch> parts = batch.byCase();
        return parts.size() == 1
                ? eventByEvent(parts.getFirst(), transaction)
                : each(parts, part -> deliver(part, transaction));
    }

    /** One event of the case per transaction, until nothing more is due. */
    private Uni<Void> eventByEvent(Batch ofCase, Function<List<Arrival>, Uni<Void>> transaction) {
        Batch step = ofCase.oneAtATime();
        return insistently(() -> transaction.apply(step))
                .onFailure()
                .recoverWithUni(failure -> park(step, failure))
                .chain(
                        () ->
                                step.handedOut().isEmpty()
                                        ? Uni.createFrom().voidItem()
                                        : eventByEvent(ofCase, transaction));
    }

    /** Parks the event whose application failed. */
    private Uni<Void> park(Batch step, Throwable failure) {
        Optional<Arrival> poison = step.handedOut().or(step::first);
        if (poison.isEmpty()) {
            return Uni.createFrom().failure(failure);
        }
        // Nothing was handed out: the case itself cannot be loaded. Its events stay together, the
        // first for a person, the others behind it.
        List<Arrival> behind = step.handedOut().isPresent() ? List.of() : step.behindFirst();
        return insistently(() -> park(poison.get(), behind, failure));
    }

    private Uni<Void> park(Arrival poison, List<Arrival> behind, Throwable failure) {
        String reason = failure.getClass().getSimpleName();
        LOG.errorf(
                Wordless.of(failure),
                "parked %s of case %s (%s, sequence %d)",
                poison.type(),
                poison.caseId(),
                poison.owner(),
                poison.sequence());
        Outbox.Message letter =
                deadLetter(
                        poison.caseId().toString(),
                        poison.type(),
                        poison.headers(),
                        poison.json(),
                        reason);
        return sessions.withTransaction(
                (session, tx) ->
                        SequenceCheck.lock(session, List.of(poison.caseId()))
                                .chain(() -> SequenceCheck.park(session, poison, reason))
                                .chain(() -> SequenceCheck.store(session, behind))
                                .chain(() -> Outbox.append(session, List.of(), List.of(letter))));
    }

    private Uni<Void> announce(
            List<Announcement> told, Function<List<Announcement>, Uni<Void>> announcements) {
        if (told.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return insistently(() -> announcements.apply(told))
                .onFailure()
                .recoverWithUni(
                        failure ->
                                told.size() == 1
                                        ? insistently(() -> putAside(told.getFirst(), failure))
                                        : each(told, t -> announce(List.of(t), announcements)));
    }

    /** No case waits for it: a dead letter is all there is to keep. */
    private Uni<Void> putAside(Announcement poison, Throwable failure) {
        LOG.errorf(Wordless.of(failure), "put aside %s %s", poison.type(), poison.id());
        Outbox.Message letter =
                deadLetter(
                        poison.key(),
                        poison.type(),
                        poison.headers(),
                        poison.json(),
                        failure.getClass().getSimpleName());
        return sessions.withTransaction(
                (session, tx) -> Outbox.append(session, List.of(), List.of(letter)));
    }

    private Outbox.Message deadLetter(
            String key, String type, Map<String, String> headers, String json, String reason) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put("fengqiao_reason", reason);
        return new Outbox.Message(
                Topics.deadLetter(service),
                null,
                key,
                TimeOrderedId.next(),
                type,
                headers.getOrDefault("ce_subject", ""),
                all,
                json);
    }

    private static <T> Uni<Void> each(List<T> parts, Function<T, Uni<Void>> step) {
        return Multi.createFrom()
                .iterable(parts)
                .onItem()
                .transformToUniAndConcatenate(part -> step.apply(part))
                .collect()
                .asList()
                .replaceWithVoid();
    }

    /** True if the infrastructure is the reason and another try may pass. */
    public static boolean isTransient(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            // The state decides where there is one: Hibernate turns the driver's exception into an
            // SQLException, and the
            // driver's own is a VertxException too.
            if (t instanceof io.vertx.pgclient.PgException pg) {
                return isTransientState(pg.getSqlState());
            }
            if (t instanceof java.sql.SQLException sql && sql.getSQLState() != null) {
                return isTransientState(sql.getSQLState());
            }
            if (t instanceof java.io.IOException
                    || t instanceof io.vertx.core.VertxException
                    || t instanceof java.util.concurrent.TimeoutException
                    || t instanceof jakarta.persistence.OptimisticLockException
                    || t instanceof org.hibernate.StaleStateException) {
                return true;
            }
        }
        return false;
    }

    /**
     * 08 connection, 40 rollback (deadlock, serialisation), 53 resources, 55 lock not available, 57
     * shutdown.
     */
    private static boolean isTransientState(@Nullable String state) {
        return state != null
                && (state.startsWith("08")
                        || state.startsWith("40")
                        || state.startsWith("53")
                        || state.startsWith("55")
                        || state.startsWith("57"));
    }
}
