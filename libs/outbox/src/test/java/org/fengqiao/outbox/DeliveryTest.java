package org.fengqiao.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.fengqiao.contracts.EventTypes;
import org.fengqiao.contracts.IntakeEvent;
import org.fengqiao.contracts.RiskEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is waited for and what is poison. */
class DeliveryTest {

    /** Classes of SQLSTATE: PostgreSQL manual, appendix A. */
    @ParameterizedTest
    @CsvSource({
        "08006, true",
        "40P01, true",
        "40001, true",
        "53300, true",
        "55P03, true",
        "57P01, true",
        "23505, false",
        "22001, false",
        "28P01, false",
        "42P01, false"
    })
    void the_sql_state_decides(String state, boolean waited) {
        // Given: as Hibernate hands it on, wrapped
        RuntimeException failure = new IllegalStateException(new SQLException("x", state));

        // When // Then
        assertThat(Delivery.isTransient(failure)).isEqualTo(waited);
    }

    @Test
    void a_broken_connection_is_waited_for_and_a_programming_error_is_not() {
        // Given // When // Then
        assertThat(Delivery.isTransient(new RuntimeException(new IOException()))).isTrue();
        assertThat(Delivery.isTransient(new IllegalArgumentException())).isFalse();
    }

    @Test
    void what_is_told_without_a_case_reaches_whoever_listens_and_poison_of_it_is_put_aside_alone() {
        // Given: two announcements, a case event and a foreign record
        UUID caseId = UUID.randomUUID();
        Map<String, String> rejected =
                Map.of(
                        "ce_source", "/fengqiao/intake",
                        "ce_type", EventTypes.nameOf(IntakeEvent.RecordRejected.class),
                        "ce_id", "first");
        Map<String, String> poison = new HashMap<>(rejected);
        poison.put("ce_id", "second");
        Map<String, String> ofCase = new HashMap<>(rejected);
        ofCase.putAll(
                Map.of(
                        "ce_source", "/fengqiao/risk",
                        "ce_type", EventTypes.nameOf(RiskEvent.ControlStarted.class),
                        "ce_sequence", "1"));
        ConsumerRecords<String, byte[]> records =
                records(
                        List.of(
                                record("p110:1", rejected),
                                record("p110:2", poison),
                                record(caseId.toString(), ofCase),
                                record("x", Map.of("ce_id", "foreign"))));
        List<String> heard = new ArrayList<>();

        try (Bench bench = new Bench()) {
            // When
            bench.await(
                    new Delivery("dispatch", bench.sessions)
                            .deliver(
                                    records,
                                    bench::hear,
                                    told -> {
                                        List<String> ids =
                                                told.stream().map(Announcement::id).toList();
                                        if (ids.contains("second")) {
                                            throw new IllegalArgumentException();
                                        }
                                        heard.addAll(ids);
                                        return Uni.createFrom().voidItem();
                                    }));
            bench.await(new Delivery("risk", bench.sessions).deliver(records, bench::hear));

            // Then: once for whoever listens, skipped by the others
            assertThat(heard).containsExactly("first");
            assertThat(
                            bench.count(
                                    "select applied from tally where case_id = '%s'"
                                            .formatted(caseId)))
                    .isEqualTo(1);
            assertThat(bench.text("select key from outbox where topic like '%dead-letter%'", 1))
                    .isEqualTo("p110:2");
            assertThat(bench.count("select count(*) from outbox where topic like '%dead-letter%'"))
                    .isEqualTo(1);
        }
    }

    @Test
    void only_a_lawful_trace_context_is_carried_on() {
        // Given: W3C Trace Context §3.2.3, the recommendation's own example
        String lawful = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

        // When // Then
        assertThat(new Story.Cause(null, lawful).traceparent()).isEqualTo(lawful);
        assertThat(new Story.Cause(null, "张三 14000000091").traceparent()).isNull();
    }

    private static ConsumerRecord<String, byte[]> record(String key, Map<String, String> headers) {
        ConsumerRecord<String, byte[]> record =
                new ConsumerRecord<>(
                        "intake.events.v1", 0, 0, key, "{}".getBytes(StandardCharsets.UTF_8));
        headers.forEach((n, v) -> record.headers().add(n, v.getBytes(StandardCharsets.UTF_8)));
        return record;
    }

    private static ConsumerRecords<String, byte[]> records(
            List<ConsumerRecord<String, byte[]>> records) {
        return new ConsumerRecords<>(
                Map.of(new TopicPartition("intake.events.v1", 0), records), Map.of());
    }
}
