package org.fengqiao.intake.inbound;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import io.quarkus.test.security.oidc.Claim;
import io.quarkus.test.security.oidc.OidcSecurity;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.fengqiao.contracts.SourceSystem;
import org.fengqiao.contracts.Topics;
import org.fengqiao.intake.inbound.adapter.Samples;
import org.fengqiao.testkit.KafkaAndPostgres;
import org.junit.jupiter.api.Test;

/** The Kafka door: same rules, same receipt ids, the ledger counted by offsets. */
@QuarkusTest
@QuarkusTestResource(
        value = KafkaAndPostgres.class,
        initArgs = @ResourceArg(name = "service", value = "intake"))
@TestSecurity(user = "source-h12345", roles = "source")
@OidcSecurity(claims = @Claim(key = "system", value = "h12345"))
class KafkaDoorTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String TOPIC = Topics.source(SourceSystem.H12345);

    @Inject SourceListener listener;

    private static String order(String key, String phone) {
        return Samples.text("12345_3_noise_repeat.json")
                .replace("SZ20251109220318006", key)
                .replace("14000000013", phone);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> statuses(String key) {
        return Database.texts(
                "select status from receipt where source_key = '%s' order by received_at"
                        .formatted(key));
    }

    private static void awaitStatuses(String key, String... statuses) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(statuses(key)).containsExactly(statuses));
    }

    private static void assertBalanced() {
        given().get("/sources/h12345/ledger").then().statusCode(200).body("difference", equalTo(0));
    }

    @Test
    void a_native_record_and_the_same_by_http_have_one_receipt() {
        // Given
        String order = order("SZ-KAFKA-1", "14000000921");

        // When
        Broker.push("h12345", "SZ-KAFKA-1", bytes(order), Map.of());

        // Then
        awaitStatuses("SZ-KAFKA-1", "REGISTERED");
        String receiptId =
                given().contentType("application/json")
                        .body(order)
                        .post("/sources/h12345/records")
                        .then()
                        .statusCode(200)
                        .body("duplicate", equalTo(true))
                        .extract()
                        .path("receiptId");
        assertThat(
                        Database.texts(
                                "select door from receipt where receipt_id = '" + receiptId + "'"))
                .containsExactly("KAFKA");
        assertBalanced();
    }

    @Test
    void a_binary_cloud_event_brings_its_version_and_a_later_one_updates() {
        // Given
        String order = order("SZ-KAFKA-2", "14000000922");
        Map<String, String> first =
                Map.of(
                        "ce_specversion", "1.0",
                        "ce_id", "1",
                        "ce_sourceversion", "1",
                        "content-type", "application/json");
        Map<String, String> second = new HashMap<>(first);
        second.put("ce_sourceversion", "2");
        Broker.push("h12345", "SZ-KAFKA-2", bytes(order), first);
        awaitStatuses("SZ-KAFKA-2", "REGISTERED");

        // When
        Broker.push("h12345", "SZ-KAFKA-2", bytes(order.replace("推搡", "争吵")), second);

        // Then
        awaitStatuses("SZ-KAFKA-2", "REGISTERED", "LINKED");
        assertBalanced();
    }

    @Test
    void a_broken_record_is_quarantined_and_written_to_the_dead_letters_without_its_content() {
        // Given
        String broken = order("SZ-KAFKA-3", "14000000923").replace("2025-11-09 22:03:18", "前天");

        // When
        Broker.push("h12345", "SZ-KAFKA-3", bytes(broken), Map.of());

        // Then
        await().atMost(SOON)
                .untilAsserted(
                        () ->
                                assertThat(
                                                Database.texts(
                                                        "select quarantine_id from quarantine where source_key = 'SZ-KAFKA-3'"))
                                        .hasSize(1));
        String id =
                Database.texts(
                                "select quarantine_id from quarantine where source_key = 'SZ-KAFKA-3'")
                        .getFirst();
        await().atMost(SOON)
                .untilAsserted(
                        () ->
                                assertThat(Broker.all(Topics.deadLetter("intake")))
                                        .anySatisfy(
                                                r ->
                                                        assertThat(text(r))
                                                                .contains(id)
                                                                .doesNotContain("孙某")));
        assertBalanced();
    }

    private static String text(ConsumerRecord<String, byte[]> record) {
        return new String(record.value(), StandardCharsets.UTF_8);
    }

    @Test
    void a_batch_delivered_again_is_received_once_and_the_ledger_stays_balanced() {
        // Given
        Broker.push("h12345", "SZ-KAFKA-4", bytes(order("SZ-KAFKA-4", "14000000924")), Map.of());
        awaitStatuses("SZ-KAFKA-4", "REGISTERED");
        List<ConsumerRecord<String, byte[]>> all = Broker.all(TOPIC);
        Map<TopicPartition, List<ConsumerRecord<String, byte[]>>> again = new HashMap<>();
        for (ConsumerRecord<String, byte[]> record : all) {
            again.computeIfAbsent(
                            new TopicPartition(TOPIC, record.partition()),
                            p -> new java.util.ArrayList<>())
                    .add(record);
        }
        int receipts = Database.texts("select receipt_id from receipt").size();

        // When
        listener.hear(new ConsumerRecords<>(again, Map.of())).await().atMost(SOON);

        // Then
        assertThat(Database.texts("select receipt_id from receipt")).hasSize(receipts);
        assertBalanced();
    }

    @Test
    void a_received_word_told_twice_makes_one_case() {
        // Given
        Broker.push("h12345", "SZ-KAFKA-5", bytes(order("SZ-KAFKA-5", "14000000925")), Map.of());
        awaitStatuses("SZ-KAFKA-5", "REGISTERED");
        ConsumerRecord<String, byte[]> word =
                Broker.all(Topics.INTAKE_RECEIVED).stream()
                        .filter(r -> "h12345:SZ-KAFKA-5".equals(r.key()))
                        .findFirst()
                        .orElseThrow();

        // When
        Map<String, String> headers = new HashMap<>();
        word.headers()
                .forEach(h -> headers.put(h.key(), new String(h.value(), StandardCharsets.UTF_8)));
        Broker.send("intake", Topics.INTAKE_RECEIVED, word.key(), word.value(), headers);
        Broker.push("h12345", "SZ-KAFKA-6", bytes(order("SZ-KAFKA-6", "14000000926")), Map.of());
        awaitStatuses("SZ-KAFKA-6", "REGISTERED");

        // Then
        assertThat(
                        Database.texts(
                                "select case_id from case_record where source_key = 'SZ-KAFKA-5'"))
                .hasSize(1);
        UUID caseId =
                UUID.fromString(
                        Database.texts(
                                        "select case_id from case_record where source_key = 'SZ-KAFKA-5'")
                                .getFirst());
        assertThat(
                        Database.texts(
                                "select type from journal where case_id = '%s' and type like '%%registered%%'"
                                        .formatted(caseId)))
                .hasSize(1);
    }
}
