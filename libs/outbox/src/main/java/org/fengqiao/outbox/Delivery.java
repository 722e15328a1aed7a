package org.fengqiao.outbox;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
 * for, a batch that fails for another reason is split by case and then by event, until the poison
 * is alone and is parked while everything else goes on.
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
        List<Arrival> batch = new ArrayList<>(records.count());
        for (ConsumerRecord<String, byte[]> record : records) {
            Arrival.of(record)
                    .ifPresentOrElse(
                            batch::add,
                            () ->
                                    LOG.warnf(
                                            "skipped a foreign record %s/%d/%d",
                                            record.topic(), record.partition(), record.offset()));
        }
        return deliver(batch, transaction);
    }

    /** The same for events already read. */
    public Uni<Void> deliver(List<Arrival> batch, Function<List<Arrival>, Uni<Void>> transaction) {
        if (batch.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return insistently(() -> transaction.apply(batch))
                .onFailure()
                .recoverWithUni(failure -> split(batch, transaction, failure));
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

    private Uni<Void> split(
            List<Arrival> batch,
            Function<List<Arrival>, Uni<Void>> transaction,
            Throwable failure) {
        if (batch.size() == 1) {
            return insistently(() -> park(batch.getFirst(), failure));
        }
        Map<UUID, List<Arrival>> byCase = new LinkedHashMap<>();
        batch.forEach(a -> byCase.computeIfAbsent(a.caseId(), c -> new ArrayList<>()).add(a));
        List<List<Arrival>> parts =
                byCase.size() > 1
                        ? List.copyOf(byCase.values())
                        : batch.stream().map(List::of).toList();
        return Multi.createFrom()
                .iterable(parts)
                .onItem()
                .transformToUniAndConcatenate(part -> deliver(part, transaction))
                .collect()
                .asList()
                .replaceWithVoid();
    }

    private Uni<Void> park(Arrival poison, Throwable failure) {
        String reason = failure.getClass().getSimpleName();
        LOG.errorf(
                Wordless.of(failure),
                "parked %s of case %s (%s, sequence %d)",
                poison.type(),
                poison.caseId(),
                poison.owner(),
                poison.sequence());
        Map<String, String> headers = new LinkedHashMap<>(poison.headers());
        headers.put("fengqiao_reason", reason);
        Outbox.Message letter =
                new Outbox.Message(
                        Topics.deadLetter(service),
                        null,
                        poison.caseId().toString(),
                        TimeOrderedId.next(),
                        poison.type(),
                        poison.headers().getOrDefault("ce_subject", ""),
                        headers,
                        poison.json());
        return sessions.withTransaction(
                (session, tx) ->
                        SequenceCheck.lock(session, List.of(poison.caseId()))
                                .chain(() -> SequenceCheck.park(session, poison, reason))
                                .chain(() -> Outbox.append(session, List.of(), List.of(letter))));
    }

    static boolean isTransient(Throwable failure) {
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
