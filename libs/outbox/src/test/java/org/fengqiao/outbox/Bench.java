package org.fengqiao.outbox;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.fengqiao.contracts.Actor;
import org.fengqiao.contracts.CaseHeader;
import org.fengqiao.contracts.DispatchEvent;
import org.fengqiao.contracts.EventTypes;
import org.fengqiao.contracts.RiskEvent;
import org.fengqiao.contracts.Topics;
import org.fengqiao.outbox.SequenceCheck.Admission;
import org.fengqiao.outbox.Story.Cause;
import org.fengqiao.testkit.TestInfra;
import org.fengqiao.testkit.TestInfra.Database;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hibernate.reactive.provider.ReactiveServiceRegistryBuilder;

/**
 * A tiny service on the real database and broker: every risk event adds one to the tally of its
 * case and is told on.
 */
final class Bench implements AutoCloseable {

    static final Instant NOW = Instant.parse("2026-11-20T02:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** In the order Flyway takes them. */
    private static final List<String> MIGRATIONS =
            List.of(
                    "V000__journal_outbox_sequence.sql",
                    "V000.1__edge_inbox_by_id.sql",
                    "V000.2__outbox_refused.sql",
                    "V000.3__waiting_decision.sql");

    final Database database = TestInfra.get().freshDatabase("dispatch");
    final Vertx vertx = Vertx.vertx();
    final Mutiny.SessionFactory sessions;
    final Pool pool;

    Bench() {
        try (Connection connection = database.connect()) {
            for (String file : MIGRATIONS) {
                connection.createStatement().execute(text("/db/outbox/" + file));
            }
            connection
                    .createStatement()
                    .execute(
                            "create table tally (case_id uuid primary key, applied int not null, sequence bigint not null,"
                                    + " journal_ordinal bigint not null, journal_hash text not null, version bigint not null)");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        Configuration configuration = new Configuration();
        configuration.addAnnotatedClass(TallyRow.class);
        configuration.setProperty("hibernate.connection.url", database.reactiveUrl());
        configuration.setProperty("hibernate.connection.username", database.user());
        configuration.setProperty("hibernate.connection.password", database.password());
        configuration.setProperty("hibernate.connection.pool_size", "8");
        SessionFactory factory =
                configuration.buildSessionFactory(
                        new ReactiveServiceRegistryBuilder()
                                .applySettings(configuration.getProperties())
                                .build());
        sessions = factory.unwrap(Mutiny.SessionFactory.class);
        pool =
                Pool.newInstance(
                        io.vertx.pgclient.PgBuilder.pool()
                                .with(new PoolOptions().setMaxSize(6))
                                .connectingTo(
                                        PgConnectOptions.fromUri(database.reactiveUrl())
                                                .setUser(database.user())
                                                .setPassword(database.password()))
                                .using(vertx.getDelegate())
                                .build());
    }

    private static String text(String resource) {
        try (InputStream in = Outbox.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Applies a batch the way a service does. */
    Uni<Void> hear(List<Arrival> batch) {
        return sessions.withTransaction(
                (session, tx) ->
                        SequenceCheck.admit(session, batch)
                                .chain(
                                        admission ->
                                                apply(session, admission)
                                                        .chain(
                                                                () ->
                                                                        SequenceCheck.settle(
                                                                                session,
                                                                                admission))));
    }

    private Uni<Void> apply(Mutiny.Session session, Admission admission) {
        return session.find(TallyRow.class, admission.cases().toArray())
                .chain(
                        rows -> {
                            Map<UUID, TallyRow> found = new LinkedHashMap<>();
                            rows.stream()
                                    .filter(r -> r != null)
                                    .forEach(r -> found.put(r.caseId, r));
                            List<Story> stories = new ArrayList<>();
                            Uni<Void> kept = Uni.createFrom().voidItem();
                            for (UUID caseId : admission.cases()) {
                                boolean stored = found.containsKey(caseId);
                                TallyRow row = found.getOrDefault(caseId, fresh(caseId));
                                Story story = story(caseId, row.tail);
                                boolean met = stored;
                                boolean late = false;
                                for (Optional<Arrival> next = next(admission, caseId, met);
                                        next.isPresent();
                                        next = next(admission, caseId, met)) {
                                    if (next.get().json().contains("poison")) {
                                        throw new IllegalArgumentException("poison");
                                    }
                                    late |= next.get().json().contains("late");
                                    met = true;
                                    row.applied++;
                                    story.publish(
                                            NOW,
                                            Actor.SYSTEM,
                                            "tally",
                                            DispatchEvent.ResultAccepted::new);
                                }
                                if (late) {
                                    // as a row that cannot be flushed: nobody sees whose fault it
                                    // is
                                    throw new IllegalStateException("late");
                                }
                                if (met) {
                                    row.tail = story.tail();
                                    stories.add(story);
                                    if (!stored) {
                                        kept = kept.chain(() -> session.persist(row));
                                    }
                                }
                            }
                            return kept.chain(() -> Outbox.append(session, stories, List.of()));
                        });
    }

    /** The first event of risk opens a case; others wait for it. */
    private static Optional<Arrival> next(Admission admission, UUID caseId, boolean met) {
        return admission.next(caseId, a -> met || a.owner().equals("risk"));
    }

    static Story story(UUID caseId, Story.Tail tail) {
        CaseHeader frame =
                new CaseHeader(
                        caseId, "ZZ-1", 0, caseId, null, "520527000000", NOW, Actor.SYSTEM, null);
        return new Story("dispatch", Topics.DISPATCH_EVENTS, frame, tail, Cause.NONE);
    }

    private static TallyRow fresh(UUID caseId) {
        TallyRow row = new TallyRow();
        row.caseId = caseId;
        row.tail = Story.Tail.START;
        return row;
    }

    static Arrival arrival(String owner, UUID caseId, long sequence) {
        return arrival(owner, caseId, sequence, "{}");
    }

    static Arrival arrival(String owner, UUID caseId, long sequence, String json) {
        String type = EventTypes.nameOf(RiskEvent.ControlStarted.class);
        return new Arrival(
                owner,
                caseId,
                sequence,
                type,
                Map.of(
                        "ce_id",
                        owner + sequence,
                        "ce_subject",
                        "ZZ-1",
                        "ce_regioncode",
                        "520527000000"),
                json);
    }

    Producer<String, byte[]> producer() {
        Map<String, Object> settings = TestInfra.get().kafkaClient("dispatch");
        settings.put("max.block.ms", 2000);
        settings.put("request.timeout.ms", 1500);
        settings.put("delivery.timeout.ms", 2000);
        return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    Relay relay() {
        return relay(producer());
    }

    Relay relay(Producer<String, byte[]> producer) {
        return new Relay(pool, vertx, producer);
    }

    void await(Uni<?> uni) {
        uni.await().atMost(PATIENCE);
    }

    void change(String sql) {
        try (Connection connection = database.connect()) {
            connection.createStatement().execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    String text(String sql, int column) {
        try (Connection connection = database.connect();
                ResultSet row = connection.createStatement().executeQuery(sql)) {
            return row.next() ? String.valueOf(row.getString(column)) : "";
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    long count(String sql) {
        try (Connection connection = database.connect();
                ResultSet row = connection.createStatement().executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Sequences of the case's events on the topic, in the order of the broker, once {@code atLeast}
     * are there.
     */
    static List<Long> published(UUID caseId, int atLeast) {
        Map<String, Object> settings = TestInfra.get().kafkaClient("admin");
        settings.put("group.id", "outbox-test-" + UUID.randomUUID());
        settings.put("auto.offset.reset", "earliest");
        List<Long> seen = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(
                        settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(Topics.DISPATCH_EVENTS));
            long end = System.nanoTime() + PATIENCE.toNanos();
            long quietSince = 0;
            while (System.nanoTime() < end) {
                var records = consumer.poll(Duration.ofMillis(200));
                for (ConsumerRecord<String, byte[]> record : records) {
                    if (caseId.toString().equals(record.key())) {
                        seen.add(Arrival.of(record).orElseThrow().sequence());
                    }
                }
                // Enough, and nothing more came for a while: a double would have shown by now.
                if (records.isEmpty() && seen.size() >= atLeast) {
                    quietSince = quietSince == 0 ? System.nanoTime() : quietSince;
                    if (System.nanoTime() - quietSince > Duration.ofMillis(600).toNanos()) {
                        break;
                    }
                } else {
                    quietSince = 0;
                }
            }
        }
        return seen;
    }

    @Override
    public void close() {
        sessions.close();
        pool.close().await().atMost(PATIENCE);
        vertx.close().await().atMost(PATIENCE);
    }
}
