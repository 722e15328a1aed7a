package org.fengqiao.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
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
        Uni<Integer> cycle = first.cycle();
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> bench.await(cycle))
                .hasMessageContaining("cut off");
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
