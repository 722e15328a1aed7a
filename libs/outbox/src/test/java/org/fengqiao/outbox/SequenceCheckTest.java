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
