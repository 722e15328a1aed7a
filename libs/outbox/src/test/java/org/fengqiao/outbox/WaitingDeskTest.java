package org.fengqiao.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.fengqiao.contracts.Actor;
import org.fengqiao.outbox.WaitingDesk.Outcome;
import org.fengqiao.outbox.WaitingDesk.Place;
import org.fengqiao.outbox.WaitingDesk.Ruling;
import org.fengqiao.outbox.WaitingDesk.WaitingEvent;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What waits is seen, tried again or skipped by a person, and the decision is kept. */
class WaitingDeskTest {

    private static final Actor ADMIN = new Actor("admin-520527", "520527-ZZ", "admin");
    private static final Ruling RULING = new Ruling(ADMIN, "版本回退后重试", Bench.NOW);

    private static Bench bench;
    private static WaitingDesk desk;

    @BeforeAll
    static void start() {
        bench = new Bench();
        desk = new WaitingDesk(bench.sessions, "dispatch");
    }

    @AfterAll
    static void stop() {
        bench.close();
    }

    @Test
    void what_waits_is_listed_without_its_payload_and_what_is_parked_alone_on_demand() {
        // Given
        UUID caseId = poisoned();

        // When
        List<WaitingEvent> parked = of(caseId, desk.list(true, 1000));
        List<WaitingEvent> all = of(caseId, desk.list(false, 1000));

        // Then
        assertThat(all).extracting(WaitingEvent::sequence).containsExactly(2L, 3L);
        assertThat(parked)
                .singleElement()
                .satisfies(
                        e -> {
                            assertThat(e.place()).isEqualTo(new Place("risk", caseId, 2));
                            assertThat(e.caseNo()).isEqualTo("ZZ-1");
                            assertThat(e.regionCode()).isEqualTo("520527000000");
                            assertThat(e.parked()).isEqualTo("IllegalArgumentException");
                            assertThat(e.type()).startsWith("org.fengqiao.risk.");
                            assertThat(e.toString()).doesNotContain("poison");
                        });
        assertThat(bench.count("select count(*) from waiting_event")).isGreaterThan(1);
        assertThat(now(desk.list(false, 1))).hasSize(1);
    }

    @Test
    void a_mended_event_is_replayed_with_what_waited_behind_it() {
        // Given
        UUID caseId = poisoned();
        bench.change(
                "update waiting_event set payload = '{}' where case_id = '%s'".formatted(caseId));

        // When
        Outcome outcome = now(desk.replay(new Place("risk", caseId, 2), RULING, bench::hear));

        // Then
        assertThat(outcome).isEqualTo(Outcome.DONE);
        assertThat(applied(caseId)).isEqualTo(3);
        assertThat(of(caseId, desk.list(false, 1000))).isEmpty();
        assertThat(decisions(caseId))
                .isEqualTo(
                        "risk 2 REPLAYED IllegalArgumentException risk2 版本回退后重试 admin-520527 520527-ZZ admin");
    }

    @Test
    void an_event_that_fails_again_is_parked_again() {
        // Given
        UUID caseId = poisoned();

        // When
        Outcome outcome = now(desk.replay(new Place("risk", caseId, 2), RULING, bench::hear));

        // Then
        assertThat(outcome).isEqualTo(Outcome.PARKED_AGAIN);
        assertThat(applied(caseId)).isEqualTo(1);
        assertThat(of(caseId, desk.list(true, 1000))).hasSize(1);
    }

    @Test
    void a_skipped_event_lets_the_next_one_through() {
        // Given
        UUID caseId = poisoned();

        // When
        Outcome outcome = now(desk.skip(new Place("risk", caseId, 2), RULING, bench::hear));

        // Then
        assertThat(outcome).isEqualTo(Outcome.DONE);
        assertThat(applied(caseId)).isEqualTo(2);
        assertThat(decisions(caseId)).startsWith("risk 2 SKIPPED");
    }

    @Test
    void an_event_that_never_came_is_skipped_by_its_place() {
        // Given
        UUID caseId = UUID.randomUUID();
        bench.await(bench.hear(List.of(Bench.arrival("risk", caseId, 2))));

        // When
        Outcome outcome = now(desk.skip(new Place("risk", caseId, 1), RULING, bench::hear));

        // Then
        assertThat(outcome).isEqualTo(Outcome.DONE);
        assertThat(applied(caseId)).isEqualTo(1);
        assertThat(decisions(caseId)).startsWith("risk 1 SKIPPED null null");
    }

    @Test
    void where_nothing_is_to_be_decided_nothing_is_kept() {
        // Given
        UUID caseId = poisoned();

        // When
        Outcome behind = now(desk.skip(new Place("risk", caseId, 3), RULING, bench::hear));
        Outcome unparked = now(desk.replay(new Place("risk", caseId, 3), RULING, bench::hear));
        Outcome unknown = now(desk.replay(new Place("nobody", caseId, 2), RULING, bench::hear));

        // Then
        assertThat(List.of(behind, unparked, unknown)).containsOnly(Outcome.NOT_THERE);
        assertThat(decisions(caseId)).isEmpty();
        assertThatThrownBy(() -> new Ruling(ADMIN, " ", Bench.NOW))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_decision_is_never_changed() {
        // Given
        UUID caseId = poisoned();
        now(desk.skip(new Place("risk", caseId, 2), RULING, bench::hear));

        // When
        bench.change("update waiting_decision set actor = 'x'");
        bench.change("delete from waiting_decision");

        // Then
        assertThat(decisions(caseId)).contains("admin-520527");
    }

    /** The first event applied, the second parked, the third behind it. */
    private static UUID poisoned() {
        UUID caseId = UUID.randomUUID();
        bench.await(
                new Delivery("dispatch", bench.sessions)
                        .deliver(
                                List.of(
                                        Bench.arrival("risk", caseId, 1),
                                        Bench.arrival("risk", caseId, 2, "{\"poison\":1}"),
                                        Bench.arrival("risk", caseId, 3)),
                                bench::hear));
        return caseId;
    }

    private static List<WaitingEvent> of(UUID caseId, Uni<List<WaitingEvent>> list) {
        return now(list).stream().filter(e -> e.caseId().equals(caseId)).toList();
    }

    private static <T> T now(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(30));
    }

    private static long applied(UUID caseId) {
        return bench.count("select applied from tally where case_id = '%s'".formatted(caseId));
    }

    private static String decisions(UUID caseId) {
        return bench.text(
                """
                select concat_ws(' ', owner, sequence, decision, coalesce(parked, 'null'), coalesce(event_id, 'null'), reason,
                                 actor, actor_unit, actor_role)
                from waiting_decision where case_id = '%s'
                """
                        .formatted(caseId),
                1);
    }
}
