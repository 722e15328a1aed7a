package org.fengqiao.outbox;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgConnection;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.Producer;
import org.fengqiao.outbox.Sender.Refused;
import org.fengqiao.outbox.Sender.Sent;
import org.jboss.logging.Logger;

/**
 * Publishes what the outbox holds: per shard one relay at a time, in order per key, deleted after
 * the broker's acknowledgement. Woken by NOTIFY, with a sweep as a safety net. Several replicas
 * share the shards cycle by cycle; a killed one loses its locks with its connection, the next cycle
 * of another sends again what was not deleted (lawful: consumers drop what they have seen).
 *
 * <p>A row that fails holds back what follows it in its lane. A row the broker refuses for ever is
 * moved to {@code outbox_refused}; later rows of its key go on, and whoever needs it finds a gap
 * and waits there.
 */
@ApplicationScoped
public class Relay {

    /**
     * Event bus address told after entries of feedback streams were delivered; a sweep of {@code
     * stream_delivery} stays the safety net.
     */
    public static final String DELIVERED = "fengqiao.delivered";

    private static final Logger LOG = Logger.getLogger(Relay.class);
    private static final int BATCH = 500;
    private static final long SWEEP_MILLIS = 500;
    private static final long PAUSE_AFTER_FAILURE_MILLIS = 1000;

    private final Pool pool;
    private final Vertx vertx;
    private final Sender sender;
    private final AtomicBoolean running = new AtomicBoolean();
    private final AtomicBoolean again = new AtomicBoolean();
    private final AtomicBoolean listening = new AtomicBoolean();
    private volatile boolean started;
    private volatile boolean stopped;

    @Inject
    public Relay(
            Pool pool,
            Vertx vertx,
            @Identifier("default-kafka-broker") Map<String, Object> broker) {
        this(pool, vertx, Sender.producer(broker));
    }

    /** For tests: with a producer of their own. */
    Relay(Pool pool, Vertx vertx, Producer<String, byte[]> producer) {
        this.pool = pool;
        this.vertx = vertx;
        this.sender = new Sender(producer);
    }

    void start(@Observes io.quarkus.runtime.StartupEvent started) {
        start();
    }

    /** Starts to publish; returns at once. */
    public void start() {
        started = true;
        vertx.setPeriodic(SWEEP_MILLIS, t -> wake());
        wake();
    }

    @PreDestroy
    void stop() {
        stopped = true;
        sender.close();
    }

    /** Publishes now, or once more after the cycle that runs. */
    void wake() {
        if (!started || stopped) {
            return;
        }
        listen();
        if (!running.compareAndSet(false, true)) {
            again.set(true);
            return;
        }
        again.set(false);
        // The relay's own loop: nobody waits for this Uni, its end starts the next cycle.
        cycle().subscribe().with(this::next, this::pause);
    }

    private void next(Cycle ended) {
        Throwable away = ended.sent().away();
        if (away != null) {
            pause(away);
            return;
        }
        running.set(false);
        boolean more = ended.read() == BATCH && !ended.isIdle();
        if (more || again.get()) {
            wake();
        }
    }

    private void pause(Throwable failure) {
        if (!stopped) {
            LOG.warnf("relay pauses: %s", failure.getClass().getSimpleName());
        }
        vertx.setTimer(
                PAUSE_AFTER_FAILURE_MILLIS,
                t -> {
                    running.set(false);
                    wake();
                });
    }

    /** How many rows were read, and what became of them. */
    record Cycle(int read, Sent sent) {

        boolean isIdle() {
            return sent.done().isEmpty() && sent.refused().isEmpty();
        }
    }

    /** One round: number what belongs to a stream, then send and delete. */
    Uni<Cycle> cycle() {
        return pool.withTransaction(StreamNumbers::give)
                .chain(() -> pool.withTransaction(this::publish))
                .invoke(
                        ended -> {
                            Published.count(ended.sent().done());
                            if (ended.sent().done().stream().anyMatch(r -> r.stream() != null)) {
                                vertx.eventBus().publish(DELIVERED, "");
                            }
                        });
    }

    private Uni<Cycle> publish(SqlConnection connection) {
        return Shards.lock(connection)
                .chain(shards -> read(connection, shards))
                .chain(
                        rows ->
                                (rows.isEmpty() ? nothing() : sender.send(rows, this::wake))
                                        .call(sent -> forget(connection, sent.done()))
                                        .call(sent -> moveAside(connection, sent.refused()))
                                        .map(sent -> new Cycle(rows.size(), sent)));
    }

    private static Uni<Sent> nothing() {
        return Uni.createFrom().item(new Sent(List.of(), List.of(), null));
    }

    private Uni<List<OutboxRow>> read(SqlConnection connection, Integer[] shards) {
        return connection
                .preparedQuery(
                        """
                        select id, topic, stream, position, key, event_id, type, headers, payload from outbox
                        where shard = any($1) and (stream is null or position is not null)
                          and (topic is null or topic <> all($2))
                          and coalesce(topic, '') || chr(10) || coalesce(stream, key) <> all($3)
                        order by id limit $4
                        """)
                .execute(Tuple.of(shards, sender.closedTopics(), sender.pausedLanes(), BATCH))
                .map(
                        found -> {
                            List<OutboxRow> rows = new ArrayList<>(found.size());
                            for (Row row : found) {
                                rows.add(OutboxRow.of(row));
                            }
                            return rows;
                        });
    }

    private static Uni<Void> forget(SqlConnection connection, List<OutboxRow> rows) {
        if (rows.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return connection
                .preparedQuery(
                        """
                        with gone as (delete from outbox where id = any($1) returning event_id, stream, position)
                        insert into stream_delivery (event_id, stream, position)
                        select event_id, stream, position from gone where stream like 'feedback.%'
                        on conflict do nothing
                        """)
                .execute(Tuple.of(rows.stream().map(OutboxRow::id).toArray(Long[]::new)))
                .replaceWithVoid();
    }

    private static Uni<Void> moveAside(SqlConnection connection, List<Refused> refused) {
        if (refused.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        for (Refused one : refused) {
            LOG.errorf(
                    "outbox row %d is refused for ever (%s): %s %s for %s",
                    one.row().id(),
                    one.reason(),
                    one.row().type(),
                    one.row().eventId(),
                    one.row().topic());
        }
        return connection
                .preparedQuery(
                        """
                        with gone as (delete from outbox where id = any($1) returning *)
                        insert into outbox_refused (id, shard, topic, stream, key, event_id, type, subject, headers,
                                                    payload, position, created_at, reason)
                        select g.id, g.shard, g.topic, g.stream, g.key, g.event_id, g.type, g.subject, g.headers,
                               g.payload, g.position, g.created_at, x.reason
                        from gone g join unnest($1::bigint[], $2::text[]) as x(id, reason) on x.id = g.id
                        """)
                .execute(
                        Tuple.of(
                                refused.stream().map(r -> r.row().id()).toArray(Long[]::new),
                                refused.stream().map(Refused::reason).toArray(String[]::new)))
                .replaceWithVoid();
    }

    /** Keeps one connection that hears NOTIFY; when it breaks, the next sweep opens another. */
    private void listen() {
        if (!listening.compareAndSet(false, true)) {
            return;
        }
        pool.getConnection()
                .chain(
                        connection -> {
                            PgConnection pg = PgConnection.cast(connection.getDelegate());
                            pg.notificationHandler(n -> wake());
                            pg.closeHandler(v -> listening.set(false));
                            return connection.query("listen outbox").execute();
                        })
                .subscribe()
                .with(
                        done -> LOG.debug("relay listens"),
                        failure ->
                                vertx.setTimer(
                                        PAUSE_AFTER_FAILURE_MILLIS, t -> listening.set(false)));
    }
}
