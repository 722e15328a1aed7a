package org.fengqiao.outbox;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgConnection;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jboss.logging.Logger;

/**
 * Publishes what the outbox holds: per shard one relay at a time, in order per key, deleted after
 * the broker's acknowledgement. Woken by NOTIFY, with a sweep as a safety net. Several replicas
 * share the shards cycle by cycle; a killed one loses its locks with its connection, the next cycle
 * of another sends again what was not deleted (lawful: consumers drop what they have seen).
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
    private static final long GAUGE_MILLIS = 2000;

    /**
     * Advisory locks of shards share one name space, apart from those of cases (one 64-bit key).
     */
    private static final int SHARD_LOCKS = 4711;

    private static final String LOCK_SHARDS =
            "select s from generate_series(0, $1 - 1) as s where pg_try_advisory_xact_lock($2, s)";

    private final Pool pool;
    private final Vertx vertx;
    private final Producer<String, byte[]> producer;
    private final AtomicBoolean running = new AtomicBoolean();
    private final AtomicBoolean again = new AtomicBoolean();
    private final AtomicBoolean listening = new AtomicBoolean();
    private final AtomicLong oldestSeconds = new AtomicLong();
    private final AtomicLong waitingEvents = new AtomicLong();
    private volatile boolean stopped;

    @Inject
    public Relay(
            Pool pool,
            Vertx vertx,
            @Identifier("default-kafka-broker") Map<String, Object> broker,
            io.micrometer.core.instrument.MeterRegistry meters) {
        this(pool, vertx, producer(broker));
        meters.gauge("fengqiao_outbox_oldest_seconds", oldestSeconds);
        meters.gauge("fengqiao_waiting_events", waitingEvents);
    }

    /** For tests: with a producer of their own. */
    Relay(Pool pool, Vertx vertx, Producer<String, byte[]> producer) {
        this.pool = pool;
        this.vertx = vertx;
        this.producer = producer;
    }

    void start(@Observes io.quarkus.runtime.StartupEvent started) {
        start();
    }

    /** Starts to publish; returns at once. */
    public void start() {
        vertx.setPeriodic(SWEEP_MILLIS, t -> wake());
        vertx.setPeriodic(GAUGE_MILLIS, t -> measure());
        wake();
    }

    @PreDestroy
    void stop() {
        stopped = true;
        producer.close(Duration.ofSeconds(2));
    }

    /** Publishes now, or once more after the cycle that runs. */
    void wake() {
        if (stopped) {
            return;
        }
        listen();
        if (!running.compareAndSet(false, true)) {
            again.set(true);
            return;
        }
        again.set(false);
        // The relay's own loop: nobody waits for this Uni, its end starts the next cycle.
        cycle().subscribe()
                .with(
                        sent -> {
                            running.set(false);
                            if (again.get() || sent == BATCH) {
                                wake();
                            }
                        },
                        failure -> {
                            if (!stopped) {
                                LOG.warnf("relay pauses: %s", failure.toString());
                            }
                            vertx.setTimer(PAUSE_AFTER_FAILURE_MILLIS, t -> resume());
                        });
    }

    private void resume() {
        running.set(false);
        wake();
    }

    /**
     * One round: number what belongs to a stream, then send and delete. Returns how many rows were
     * sent.
     */
    Uni<Integer> cycle() {
        return pool.withTransaction(this::number)
                .chain(() -> pool.withTransaction(this::publish))
                .map(
                        rows -> {
                            if (rows.stream().anyMatch(r -> r.getString("stream") != null)) {
                                vertx.eventBus().publish(DELIVERED, "");
                            }
                            return rows.size();
                        });
    }

    /**
     * Positions are committed before anything is sent: had they been drawn in the sending
     * transaction, a crash after the send could give an entry another number than its readers saw.
     */
    private Uni<Void> number(SqlConnection connection) {
        return connection
                .preparedQuery(
                        "select 1 from outbox where stream is not null and position is null limit 1")
                .execute()
                .chain(
                        rows ->
                                rows.size() == 0
                                        ? Uni.createFrom().voidItem()
                                        : numberAll(connection));
    }

    private Uni<Void> numberAll(SqlConnection connection) {
        return connection
                .preparedQuery(LOCK_SHARDS)
                .execute(Tuple.of(Outbox.SHARDS, SHARD_LOCKS))
                .map(Relay::shards)
                .chain(
                        shards ->
                                connection
                                        .preparedQuery(
                                                """
                                                with unnumbered as (
                                                    select id, stream, row_number() over (partition by stream order by id) as n
                                                    from outbox where stream is not null and position is null and shard = any($1)
                                                ), counted as (
                                                    select stream, count(*) as n from unnumbered group by stream
                                                ), head as (
                                                    insert into stream_head (stream, position) select stream, n from counted
                                                    on conflict (stream) do update set position = stream_head.position + excluded.position
                                                    returning stream, position
                                                ), numbered as (
                                                    update outbox o set position = h.position - c.n + u.n
                                                    from unnumbered u join counted c using (stream) join head h using (stream)
                                                    where o.id = u.id
                                                    returning o.*
                                                )
                                                insert into stream_entry (stream, position, event_id, type, subject, key, headers, payload, created_at)
                                                select stream, position, event_id, type, subject, key, headers, payload, created_at from numbered
                                                """)
                                        .execute(Tuple.of(shards)))
                .replaceWithVoid();
    }

    private Uni<List<Row>> publish(SqlConnection connection) {
        return connection
                .preparedQuery(LOCK_SHARDS)
                .execute(Tuple.of(Outbox.SHARDS, SHARD_LOCKS))
                .map(Relay::shards)
                .chain(
                        shards ->
                                connection
                                        .preparedQuery(
                                                """
                                                select id, topic, stream, position, key, event_id, headers, payload from outbox
                                                where shard = any($1) and (stream is null or position is not null)
                                                order by id limit $2
                                                """)
                                        .execute(Tuple.of(shards, BATCH)))
                .map(Relay::list)
                .chain(
                        rows ->
                                rows.isEmpty()
                                        ? Uni.createFrom().item(rows)
                                        : send(rows)
                                                .chain(() -> forget(connection, rows))
                                                .replaceWith(rows));
    }

    private Uni<Void> send(List<Row> rows) {
        // send() may block for metadata: not on the event loop.
        return Uni.createFrom()
                .item(() -> sendAll(rows))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .chain(all -> Uni.createFrom().completionStage(all));
    }

    private CompletableFuture<Void> sendAll(List<Row> rows) {
        // A broker that is away ends the cycle here: otherwise a first record could time out and
        // the next one of its case go
        // through. What still comes out of order after an outage comes again in order, and the
        // sequence check waits for it.
        rows.stream()
                .map(r -> r.getString("topic"))
                .filter(Objects::nonNull)
                .distinct()
                .forEach(producer::partitionsFor);
        List<CompletableFuture<Void>> acknowledgements = new ArrayList<>(rows.size());
        for (Row row : rows) {
            String topic = row.getString("topic");
            if (topic == null) {
                continue;
            }
            CompletableFuture<Void> acknowledgement = new CompletableFuture<>();
            // The callback completes the acknowledgement; the future of send is not needed beside
            // it.
            var unused =
                    producer.send(
                            record(topic, row),
                            (metadata, failure) -> {
                                if (failure == null) {
                                    acknowledgement.complete(null);
                                } else {
                                    acknowledgement.completeExceptionally(failure);
                                }
                            });
            acknowledgements.add(acknowledgement);
        }
        producer.flush();
        return CompletableFuture.allOf(acknowledgements.toArray(CompletableFuture[]::new));
    }

    private static ProducerRecord<String, byte[]> record(String topic, Row row) {
        ProducerRecord<String, byte[]> record =
                new ProducerRecord<>(
                        topic,
                        row.getString("key"),
                        row.getString("payload").getBytes(StandardCharsets.UTF_8));
        EventCodec.headers(row.getString("headers"))
                .forEach(
                        (name, value) ->
                                record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        Long position = row.getLong("position");
        if (position != null) {
            record.headers()
                    .add("ce_position", position.toString().getBytes(StandardCharsets.UTF_8));
        }
        return record;
    }

    private static Uni<Void> forget(SqlConnection connection, List<Row> rows) {
        Long[] ids = rows.stream().map(r -> r.getLong("id")).toArray(Long[]::new);
        return connection
                .preparedQuery(
                        """
                        with gone as (delete from outbox where id = any($1) returning event_id, stream, position)
                        insert into stream_delivery (event_id, stream, position)
                        select event_id, stream, position from gone where stream like 'feedback.%'
                        on conflict do nothing
                        """)
                .execute(Tuple.of(ids))
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

    private void measure() {
        if (stopped) {
            return;
        }
        pool.query(
                        """
                        select coalesce((select extract(epoch from clock_timestamp() - min(created_at)) from outbox), 0)::bigint,
                               (select count(*) from waiting_event)
                        """)
                .execute()
                .subscribe()
                .with(
                        rows -> {
                            Row row = rows.iterator().next();
                            oldestSeconds.set(row.getLong(0));
                            waitingEvents.set(row.getLong(1));
                        },
                        failure ->
                                LOG.debugf("not measured: %s", failure.getClass().getSimpleName()));
    }

    private static Integer[] shards(RowSet<Row> rows) {
        return list(rows).stream().map(r -> r.getInteger(0)).toArray(Integer[]::new);
    }

    private static List<Row> list(RowSet<Row> rows) {
        List<Row> list = new ArrayList<>(rows.size());
        rows.forEach(list::add);
        return list;
    }

    private static Producer<String, byte[]> producer(Map<String, Object> broker) {
        Map<String, Object> config = new HashMap<>(broker);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        // A broker away is found out quickly, so that rows are not held locked for minutes.
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 2000);
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 4000);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 5000);
        return new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
    }
}
