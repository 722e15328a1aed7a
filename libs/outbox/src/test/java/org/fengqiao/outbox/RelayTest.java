package org.fengqiao.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.fengqiao.outbox.Outbox.Message;
import org.fengqiao.testkit.TestInfra;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is in the outbox reaches the broker in order, whatever dies in between. */
class RelayTest {

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private Bench bench;
    private final List<Relay> relays = new ArrayList<>();

    @BeforeEach
    void start() {
        bench = new Bench();
    }

    @AfterEach
    void stop() {
        relays.forEach(Relay::stop);
        bench.close();
    }

    @Test
    void what_was_committed_before_a_crash_is_sent_by_the_next_relay() {
        // Given: committed, and nobody was there to send
        UUID caseId = UUID.randomUUID();
        bench.await(bench.hear(arrivals(caseId, 1, 5)));

        // When
        started();

        // Then
        assertThat(Bench.published(caseId, 5)).containsExactly(1L, 2L, 3L, 4L, 5L);
        untilEmpty();
    }

    @Test
    void a_crash_between_send_and_delete_sends_again_in_the_same_order_and_loses_nothing() {
        // Given: sent, and the transaction that would have deleted the rows is cut off
        UUID caseId = UUID.randomUUID();
        bench.await(bench.hear(arrivals(caseId, 1, 3)));
        bench.await(
                bench.pool
                        .query(
                                """
                                create function cut() returns trigger language plpgsql as $$
                                begin raise exception 'cut off'; end $$;
                                create trigger cut before delete on outbox for each statement execute function cut();
                                """)
                        .execute());
        Relay first = bench.relay();
        relays.add(first);
        // the first cycles may find the broker not yet asked for the topic
        await().atMost(PATIENCE)
                .untilAsserted(
                        () ->
                                assertThatThrownBy(() -> bench.await(first.cycle()))
                                        .hasMessageContaining("cut off"));
        bench.await(bench.pool.query("drop trigger cut on outbox").execute());

        // When
        started();

        // Then
        assertThat(Bench.published(caseId, 6)).containsExactly(1L, 2L, 3L, 1L, 2L, 3L);
        untilEmpty();
    }

    @Test
    void two_relays_share_the_work_and_one_takes_over_when_the_other_dies() {
        // Given
        Relay one = started();
        started();
        List<UUID> cases = IntStream.range(0, 20).mapToObj(i -> UUID.randomUUID()).toList();
        cases.forEach(c -> bench.await(bench.hear(arrivals(c, 1, 2))));

        // When
        one.stop();
        cases.forEach(c -> bench.await(bench.hear(arrivals(c, 3, 4))));

        // Then: nothing lost, in order per case
        untilEmpty();
        UUID last = cases.getLast();
        assertThat(Bench.published(last, 4)).containsSubsequence(1L, 2L, 3L, 4L);
        assertThat(Bench.published(cases.getFirst(), 4)).containsSubsequence(1L, 2L, 3L, 4L);
    }

    @Test
    void while_the_broker_is_away_rows_wait_and_streams_go_on_by_http() {
        // Given
        started();
        UUID caseId = UUID.randomUUID();
        TestInfra.get().stopBroker();
        try {
            // When
            bench.await(bench.hear(arrivals(caseId, 1, 2)));
            bench.await(
                    bench.sessions.withTransaction(
                            (s, tx) ->
                                    Outbox.append(
                                            s,
                                            List.of(),
                                            List.of(message("department.520527-HOUSING.v1", 1)))));

            // Then: the stream has its entry although Kafka is away
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () ->
                                    assertThat(
                                                    bench.count(
                                                            "select count(*) from stream_entry where stream = 'department.520527-HOUSING.v1'"))
                                            .isEqualTo(1));
            assertThat(bench.count("select count(*) from outbox")).isEqualTo(3);
        } finally {
            TestInfra.get().startBroker();
        }
        untilEmpty();
        assertThat(Bench.published(caseId, 2)).containsSubsequence(1L, 2L);
    }

    @Test
    void entries_of_a_stream_get_positions_without_gaps_in_publishing_order() {
        // Given
        String stream = "department.520527-COURT.v1";
        started();

        // When: several transactions at once
        List<Uni<Void>> appends =
                IntStream.rangeClosed(1, 40)
                        .mapToObj(
                                i ->
                                        bench.sessions.withTransaction(
                                                (s, tx) ->
                                                        Outbox.append(
                                                                s,
                                                                List.of(),
                                                                List.of(message(stream, i)))))
                        .toList();
        bench.await(Uni.join().all(appends).andFailFast());

        // Then
        await().atMost(PATIENCE)
                .untilAsserted(
                        () ->
                                assertThat(
                                                bench.count(
                                                        "select count(*) from stream_entry where stream = '%s'"
                                                                .formatted(stream)))
                                        .isEqualTo(40));
        assertThat(
                        bench.count(
                                "select count(*) from stream_entry where stream = '%s' and position between 1 and 40"
                                        .formatted(stream)))
                .isEqualTo(40);
        untilEmpty();
    }

    @Test
    void a_row_too_large_is_moved_aside_and_everything_else_goes_on() {
        // Given: the second of three events is larger than any producer sends
        UUID large = UUID.randomUUID();
        UUID other = UUID.randomUUID();
        bench.await(bench.hear(arrivals(large, 1, 3)));
        bench.await(bench.hear(arrivals(other, 1, 2)));
        bench.change(
                "update outbox set payload = repeat('x', 3000000) where key = '%s' and headers like '%%\"ce_sequence\":\"2\"%%'"
                        .formatted(large));

        // When
        started();

        // Then
        untilEmpty();
        assertThat(Bench.published(other, 2)).containsExactly(1L, 2L);
        assertThat(Bench.published(large, 2)).containsExactly(1L, 3L);
        assertThat(bench.text("select reason, key from outbox_refused", 1))
                .isEqualTo("RecordTooLargeException");

        // and a person who mended it puts it back
        bench.change("update outbox_refused set payload = '{}'");
        assertThat(bench.text("select outbox_put_back(id) from outbox_refused", 1)).isEqualTo("t");
        untilEmpty();
        assertThat(Bench.published(large, 3)).containsExactly(1L, 3L, 2L);
        assertThat(bench.count("select count(*) from outbox_refused")).isZero();
        assertThat(bench.text("select outbox_put_back(-1)", 1)).isEqualTo("f");
    }

    @Test
    void a_missing_a_forbidden_and_an_unlawful_topic_hold_up_nobody_else() throws Exception {
        // Given: more rows than a cycle takes, before those of a healthy case
        String missing = "department.520527-%s.v1".formatted(UUID.randomUUID());
        List<Message> first = new ArrayList<>();
        IntStream.range(0, 600).forEach(i -> first.add(event(missing, "k" + i)));
        first.add(event("mediation.events.v1", "forbidden"));
        first.add(event("department.no such unit.v1", "unlawful"));
        append(first);
        UUID caseId = UUID.randomUUID();
        bench.await(bench.hear(arrivals(caseId, 1, 2)));

        // When
        started();

        // Then: the healthy ones go out, what may come right waits, what cannot is moved aside
        assertThat(Bench.published(caseId, 2)).containsExactly(1L, 2L);
        await().atMost(PATIENCE)
                .untilAsserted(
                        () ->
                                assertThat(
                                                bench.text(
                                                        "select topic, reason from outbox_refused",
                                                        2))
                                        .isEqualTo("InvalidTopicException"));
        assertThat(bench.count("select count(*) from outbox where topic = '" + missing + "'"))
                .isEqualTo(600);
        assertThat(bench.count("select count(*) from outbox where key = 'forbidden'")).isEqualTo(1);

        // and goes out as soon as somebody provisions the topic
        try (Admin admin = Admin.create(TestInfra.get().kafkaClient("admin"))) {
            admin.createTopics(List.of(new NewTopic(missing, 1, (short) 1))).all().get();
        }
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(bench.count("select count(*) from outbox")).isEqualTo(1));
    }

    @Test
    void what_was_acknowledged_behind_a_failed_row_of_its_case_is_sent_again_after_it() {
        // Given: the broker takes everything, but its word about the first event gets lost
        UUID caseId = UUID.randomUUID();
        UUID other = UUID.randomUUID();
        bench.await(bench.hear(arrivals(caseId, 1, 3)));
        bench.await(bench.hear(arrivals(other, 1, 1)));
        Relay relay = bench.relay(new LossyProducer(caseId.toString()));
        relays.add(relay);

        // When
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> {
                            bench.await(relay.cycle());
                            assertThat(
                                            bench.count(
                                                    "select count(*) from outbox where key = '%s'"
                                                            .formatted(other)))
                                    .isZero();
                        });

        // Then: nothing of the case is forgotten
        assertThat(bench.count("select count(*) from outbox where key = '%s'".formatted(caseId)))
                .isEqualTo(3);

        // and its last word comes in order
        relay.start();
        untilEmpty();
        assertThat(Bench.published(caseId, 6)).containsExactly(1L, 2L, 3L, 1L, 2L, 3L);
        assertThat(Bench.published(other, 1)).containsExactly(1L);
    }

    @Test
    void the_gauges_count_what_waits_what_is_parked_and_what_was_refused() {
        // Given
        UUID caseId = UUID.randomUUID();
        bench.await(bench.hear(arrivals(caseId, 1, 1)));
        bench.await(bench.hear(arrivals(caseId, 3, 4)));
        bench.change("update outbox set created_at = clock_timestamp() - interval '2 minutes'");
        bench.change(
                "update waiting_event set since = clock_timestamp() - interval '11 minutes' where sequence = 3");
        bench.change(
                "update waiting_event set parked = 'X', since = clock_timestamp() - interval '1 hour' where sequence = 4");
        bench.change(
                "insert into outbox_refused select id + 1000, shard, topic, stream, key, event_id, type, subject, headers, payload, position, created_at, 'X' from outbox");
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        OutboxGauges gauges = new OutboxGauges(bench.pool, new Sampling(bench.vertx), meters);

        // When
        bench.await(gauges.measure());

        // Then
        assertThat(meters.get("fengqiao_outbox_oldest_seconds").gauge().value())
                .isBetween(120.0, 180.0);
        assertThat(meters.get("fengqiao_outbox_refused").gauge().value()).isEqualTo(1);
        assertThat(meters.get("fengqiao_waiting_events").gauge().value()).isEqualTo(2);
        assertThat(meters.get("fengqiao_waiting_oldest_seconds").gauge().value())
                .isBetween(660.0, 720.0);
        assertThat(meters.get("fengqiao_parked_events").gauge().value()).isEqualTo(1);
    }

    /** Says of the first record of a key that it failed, although the broker took it. */
    private static final class LossyProducer extends KafkaProducer<String, byte[]> {

        private final AtomicBoolean lost = new AtomicBoolean();
        private final String key;

        LossyProducer(String key) {
            super(
                    TestInfra.get().kafkaClient("dispatch"),
                    new StringSerializer(),
                    new ByteArraySerializer());
            this.key = key;
        }

        @Override
        public Future<RecordMetadata> send(ProducerRecord<String, byte[]> record, Callback told) {
            boolean loses = record.key().equals(key) && lost.compareAndSet(false, true);
            return super.send(
                    record,
                    (metadata, failure) ->
                            told.onCompletion(
                                    metadata,
                                    loses ? new NotEnoughReplicasException("x") : failure));
        }
    }

    private void append(List<Message> messages) {
        bench.await(
                bench.sessions.withTransaction((s, tx) -> Outbox.append(s, List.of(), messages)));
    }

    private static Message event(String topic, String key) {
        return new Message(
                topic, null, key, UUID.randomUUID(), "org.fengqiao.test.v1", "", Map.of(), "{}");
    }

    private Relay started() {
        Relay relay = bench.relay();
        relays.add(relay);
        relay.start();
        return relay;
    }

    private void untilEmpty() {
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(bench.count("select count(*) from outbox")).isZero());
    }

    private static List<Arrival> arrivals(UUID caseId, int from, int to) {
        return LongStream.rangeClosed(from, to)
                .mapToObj(i -> Bench.arrival("risk", caseId, i))
                .toList();
    }

    private static Message message(String stream, int n) {
        return new Message(
                stream,
                stream,
                "case",
                UUID.randomUUID(),
                "org.fengqiao.test.v1",
                "order-" + n,
                Map.of("ce_id", "m" + n),
                "{}");
    }
}
