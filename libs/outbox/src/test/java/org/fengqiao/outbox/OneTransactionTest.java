package org.fengqiao.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.fengqiao.contracts.Actor;
import org.fengqiao.contracts.DispatchEvent;
import org.fengqiao.testkit.TestInfra;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Aggregate, journal and outbox commit together or not at all. */
class OneTransactionTest {

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
    void the_aggregate_its_journal_and_its_event_are_written_in_one_transaction() {
        // Given
        UUID caseId = UUID.randomUUID();

        // When
        bench.await(bench.hear(List.of(Bench.arrival("risk", caseId, 1))));

        // Then: the same transaction id wrote all three rows
        assertThat(
                        bench.count(
                                """
                                select count(distinct x) from (select xmin::text as x from tally where case_id = '%1$s'
                                union all select xmin::text from journal where case_id = '%1$s'
                                union all select xmin::text from outbox where key = '%1$s') as t
                                """
                                        .formatted(caseId)))
                .isEqualTo(1);
        assertThat(bench.count("select count(*) from outbox where key = '%s'".formatted(caseId)))
                .isEqualTo(1);
    }

    @Test
    void writing_outside_a_transaction_is_refused() {
        // Given
        Story story = Bench.story(UUID.randomUUID(), Story.Tail.START);
        story.publish(Bench.NOW, Actor.SYSTEM, null, DispatchEvent.ResultAccepted::new);

        // When
        Uni<Void> outside =
                bench.sessions.withSession(s -> Outbox.append(s, List.of(story), List.of()));

        // Then
        assertThatThrownBy(() -> bench.await(outside)).isInstanceOf(IllegalStateException.class);
        assertThat(
                        bench.count(
                                "select count(*) from outbox where key = '%s'"
                                        .formatted(story.caseId())))
                .isZero();
    }

    @Test
    void a_connection_killed_between_the_two_writes_leaves_neither() {
        // Given
        UUID caseId = UUID.randomUUID();

        // When: the aggregate is flushed, then the server cuts the connection before journal and
        // outbox are written
        Uni<Void> cut =
                bench.sessions.withTransaction(
                        (session, tx) -> {
                            TallyRow row = new TallyRow();
                            row.caseId = caseId;
                            Story story = Bench.story(caseId, Story.Tail.START);
                            story.publish(
                                    Bench.NOW,
                                    Actor.SYSTEM,
                                    null,
                                    DispatchEvent.ResultAccepted::new);
                            row.tail = story.tail();
                            return session.persist(row)
                                    .chain(session::flush)
                                    .invoke(
                                            () ->
                                                    TestInfra.get()
                                                            .killBackends(bench.database.name()))
                                    .chain(() -> Outbox.append(session, List.of(story), List.of()));
                        });

        // Then
        assertThatThrownBy(() -> bench.await(cut)).isNotNull();
        assertThat(bench.count("select count(*) from tally where case_id = '%s'".formatted(caseId)))
                .isZero();
        assertThat(
                        bench.count(
                                "select count(*) from journal where case_id = '%s'"
                                        .formatted(caseId)))
                .isZero();
        assertThat(bench.count("select count(*) from outbox where key = '%s'".formatted(caseId)))
                .isZero();
    }

    @Test
    void two_writers_on_one_case_take_turns_and_leave_no_gap() {
        // Given
        UUID caseId = UUID.randomUUID();
        bench.await(bench.hear(List.of(Bench.arrival("risk", caseId, 1))));

        // When: events of several owners hit the case at the same time
        List<Uni<Void>> writers =
                IntStream.range(0, 12)
                        .mapToObj(i -> bench.hear(List.of(Bench.arrival("owner" + i, caseId, 1))))
                        .toList();
        bench.await(Uni.join().all(writers).andFailFast());

        // Then
        assertThat(bench.count("select applied from tally where case_id = '%s'".formatted(caseId)))
                .isEqualTo(13);
        assertThat(
                        bench.count(
                                "select count(distinct sequence) from journal where case_id = '%s' and sequence between 1 and 13"
                                        .formatted(caseId)))
                .isEqualTo(13);
    }

    @Test
    void the_journal_is_a_chain_and_cannot_be_changed() {
        // Given
        UUID caseId = UUID.randomUUID();
        bench.await(
                bench.hear(
                        List.of(
                                Bench.arrival("risk", caseId, 1),
                                Bench.arrival("risk", caseId, 2))));

        // When
        long broken =
                bench.count(
                        """
                        select count(*) from journal j join journal p on p.case_id = j.case_id and p.ordinal = j.ordinal - 1
                        where j.case_id = '%s' and j.previous_hash <> p.hash
                        """
                                .formatted(caseId));
        bench.await(
                bench.pool
                        .query(
                                "update journal set actor = 'x' where case_id = '%s'"
                                        .formatted(caseId))
                        .execute());
        bench.await(
                bench.pool
                        .query("delete from journal where case_id = '%s'".formatted(caseId))
                        .execute());

        // Then
        assertThat(broken).isZero();
        assertThat(
                        bench.count(
                                "select count(*) from journal where case_id = '%s' and actor = 'system'"
                                        .formatted(caseId)))
                .isEqualTo(2);
    }
}
