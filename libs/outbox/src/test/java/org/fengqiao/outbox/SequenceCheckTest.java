package org.fengqiao.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What was seen is dropped, what is next is applied, what is early or unknown waits, what is poison
 * is parked alone.
 */
class SequenceCheckTest {

    private static Bench bench;

    @BeforeAll
    static void start() {
        bench = new Bench();
    }

    @AfterAll
    static void stop() {
        bench.close();
    }

    @Test
    void a_redelivered_batch_changes_nothing() {
        // Given
        UUID caseId = UUID.randomUUID();
        List<Arrival> batch =
                List.of(Bench.arrival("risk", caseId, 1), Bench.arrival("risk", caseId, 2));
        bench.await(bench.hear(batch));

        // When
        bench.await(bench.hear(batch));

        // Then
        assertThat(applied(caseId)).isEqualTo(2);
        assertThat(
                        bench.count(
                                "select count(*) from journal where case_id = '%s'"
                                        .formatted(caseId)))
                .isEqualTo(2);
    }

    @Test
    void an_event_after_a_gap_waits_until_the_missing_one_comes() {
        // Given
        UUID caseId = UUID.randomUUID();
        bench.await(
                bench.hear(
                        List.of(
                                Bench.arrival("risk", caseId, 1),
                                Bench.arrival("risk", caseId, 3))));
        assertThat(applied(caseId)).isEqualTo(1);
        assertThat(waiting(caseId)).isEqualTo(1);

        // When
        bench.await(bench.hear(List.of(Bench.arrival("risk", caseId, 2))));

        // Then
        assertThat(applied(caseId)).isEqualTo(3);
        assertThat(waiting(caseId)).isZero();
    }

    @Test
    void events_in_the_wrong_order_within_a_batch_are_applied_in_the_right_one() {
        // Given
        UUID caseId = UUID.randomUUID();

        // When
        bench.await(
                bench.hear(
                        List.of(
                                Bench.arrival("risk", caseId, 3),
                                Bench.arrival("risk", caseId, 1),
                                Bench.arrival("risk", caseId, 2))));

        // Then
        assertThat(applied(caseId)).isEqualTo(3);
        assertThat(waiting(caseId)).isZero();
    }

    @Test
    void an_event_of_a_case_not_met_yet_waits_for_the_one_that_opens_it() {
        // Given
        UUID caseId = UUID.randomUUID();
        bench.await(bench.hear(List.of(Bench.arrival("mediation", caseId, 1))));
        assertThat(bench.count("select count(*) from tally where case_id = '%s'".formatted(caseId)))
                .isZero();
        assertThat(waiting(caseId)).isEqualTo(1);

        // When
        bench.await(bench.hear(List.of(Bench.arrival("risk", caseId, 1))));

        // Then
        assertThat(applied(caseId)).isEqualTo(2);
        assertThat(waiting(caseId)).isZero();
    }

    @Test
    void a_poison_event_is_parked_alone_and_a_person_lets_its_case_go_on() {
        // Given
        UUID poisoned = UUID.randomUUID();
        UUID healthy = UUID.randomUUID();
        Delivery delivery = new Delivery("dispatch", bench.sessions);

        // When
        bench.await(
                delivery.deliver(
                        List.of(
                                Bench.arrival("risk", poisoned, 1),
                                Bench.arrival("risk", poisoned, 2, "{\"poison\":1}"),
                                Bench.arrival("risk", poisoned, 3),
                                Bench.arrival("risk", healthy, 1)),
                        bench::hear));

        // Then: everything else went on, the rest of the case waits behind it, and a dead letter is
        // on its way
        assertThat(applied(healthy)).isEqualTo(1);
        assertThat(applied(poisoned)).isEqualTo(1);
        assertThat(waiting(poisoned)).isEqualTo(2);
        assertThat(
                        bench.count(
                                "select count(*) from outbox where topic = 'dispatch.dead-letter.v1' and key = '%s'"
                                        .formatted(poisoned)))
                .isEqualTo(1);

        // and skipping it lets the next one through
        bench.await(
                bench.sessions.withTransaction(
                        (s, tx) -> SequenceCheck.skip(s, poisoned, "risk", 2)));
        bench.await(bench.hear(List.of(Bench.arrival("risk", poisoned, 3))));
        assertThat(applied(poisoned)).isEqualTo(2);
        assertThat(waiting(poisoned)).isZero();
    }

    @Test
    void poison_that_had_waited_is_parked_itself_and_not_the_event_that_released_it() {
        // Given: mediation's word waits for the case to be opened
        UUID caseId = UUID.randomUUID();
        Delivery delivery = new Delivery("dispatch", bench.sessions);
        bench.await(
                delivery.deliver(
                        List.of(
                                Bench.arrival("mediation", caseId, 1, "{\"poison\":1}"),
                                Bench.arrival("mediation", caseId, 2)),
                        bench::hear));
        assertThat(parked(caseId)).isEmpty();

        // When
        bench.await(delivery.deliver(List.of(Bench.arrival("risk", caseId, 1)), bench::hear));

        // Then: the innocent one is applied
        assertThat(parked(caseId)).isEqualTo("mediation 1");
        assertThat(applied(caseId)).isEqualTo(1);
        assertThat(waiting(caseId)).isEqualTo(2);

        // and the case goes on
        bench.await(delivery.deliver(List.of(Bench.arrival("risk", caseId, 2)), bench::hear));
        assertThat(applied(caseId)).isEqualTo(2);
    }

    @Test
    void a_failure_after_all_events_were_handed_out_is_laid_to_the_one_that_brings_it() {
        // Given
        UUID caseId = UUID.randomUUID();
        Delivery delivery = new Delivery("dispatch", bench.sessions);
        bench.await(
                delivery.deliver(
                        List.of(Bench.arrival("mediation", caseId, 1), late("risk", caseId, 2)),
                        bench::hear));

        // When: one event releases an innocent and a guilty one, and the flush fails
        bench.await(delivery.deliver(List.of(Bench.arrival("risk", caseId, 1)), bench::hear));

        // Then
        assertThat(parked(caseId)).isEqualTo("risk 2");
        assertThat(applied(caseId)).isEqualTo(2);
        assertThat(waiting(caseId)).isEqualTo(1);
    }

    private static Arrival late(String owner, UUID caseId, long sequence) {
        return Bench.arrival(owner, caseId, sequence, "{\"late\":1}");
    }

    private static String parked(UUID caseId) {
        return bench.text(
                "select string_agg(owner || ' ' || sequence, ', ') from waiting_event where parked is not null and case_id = '%s' having count(*) > 0"
                        .formatted(caseId),
                1);
    }

    @Test
    void only_the_next_event_of_a_case_can_be_skipped() {
        // Given: the second never came
        UUID caseId = UUID.randomUUID();
        bench.await(
                bench.hear(
                        List.of(
                                Bench.arrival("risk", caseId, 1),
                                Bench.arrival("risk", caseId, 3),
                                Bench.arrival("risk", caseId, 4))));

        // When // Then: neither what waits by itself, nor what nobody waits for, nor two at once
        assertThat(skip(caseId, 3)).isFalse();
        assertThat(skip(caseId, 1)).isFalse();
        assertThat(skip(caseId, 5)).isFalse();
        assertThat(skip(UUID.randomUUID(), 1)).isFalse();
        assertThat(skip(caseId, 2)).isTrue();
        bench.await(new Delivery("dispatch", bench.sessions).redeliver(caseId, bench::hear));
        assertThat(applied(caseId)).isEqualTo(3);
        assertThat(waiting(caseId)).isZero();
    }

    private static boolean skip(UUID caseId, long sequence) {
        return bench.sessions
                .withTransaction((s, tx) -> SequenceCheck.skip(s, caseId, "risk", sequence))
                .await()
                .indefinitely();
    }

    @Test
    void days_of_the_edge_inbox_are_opened_with_their_index_and_dropped_in_time() {
        // Given: today by the platform clock, in Asia/Shanghai already tomorrow
        bench.change(
                "create table edge_inbox_20200101 partition of edge_inbox for values from ('2020-01-01') to ('2020-01-02')");
        java.time.Clock clock =
                java.time.Clock.fixed(
                        java.time.Instant.parse("2026-03-01T20:00:00Z"), java.time.ZoneOffset.UTC);

        // When
        bench.await(new EdgeInboxDays(bench.pool, bench.vertx, clock, 35).roll());

        // Then
        assertThat(
                        bench.text(
                                "select string_agg(relname, ' ' order by relname) from pg_class where relname ~ '^edge_inbox_20(20|26030)' and relkind = 'r'",
                                1))
                .isEqualTo("edge_inbox_20260302 edge_inbox_20260303");
        assertThat(
                        bench.count(
                                "select count(*) from pg_indexes where tablename = 'edge_inbox_20260302' and indexdef like '%(id)'"))
                .isEqualTo(1);
    }

    @Test
    void the_edge_inbox_tells_fresh_ids_from_seen_ones_also_on_the_next_day() {
        // Given
        LocalDate day = LocalDate.of(2026, 11, 20);
        bench.await(
                bench.sessions.withTransaction(
                        (s, tx) -> EdgeInbox.roll(s, day, day.minusDays(35))));
        bench.await(
                bench.sessions.withTransaction(
                        (s, tx) -> EdgeInbox.fresh(s, day, List.of("a/0/1", "a/0/2"))));

        // When
        Set<String> fresh =
                bench.sessions
                        .withTransaction(
                                (s, tx) ->
                                        EdgeInbox.fresh(
                                                s, day.plusDays(1), List.of("a/0/2", "a/0/3")))
                        .await()
                        .indefinitely();

        // Then
        assertThat(fresh).containsExactly("a/0/3");
        bench.await(
                bench.sessions.withTransaction(
                        (s, tx) -> EdgeInbox.roll(s, day.plusDays(40), day.plusDays(2))));
        assertThat(bench.count("select count(*) from edge_inbox")).isZero();
    }

    private static long applied(UUID caseId) {
        return bench.count("select applied from tally where case_id = '%s'".formatted(caseId));
    }

    private static long waiting(UUID caseId) {
        return bench.count(
                "select count(*) from waiting_event where case_id = '%s'".formatted(caseId));
    }
}
