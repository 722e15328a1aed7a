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
import io.quarkus.vertx.VertxContextSupport;
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
import org.apache.kafka.common.header.Header;
import org.fengqiao.contracts.EventTypes;
import org.fengqiao.contracts.IntakeEvent.RecordRejected;
import org.fengqiao.contracts.SourceSystem;
import org.fengqiao.contracts.Topics;
import org.fengqiao.intake.inbound.adapter.Samples;
import org.fengqiao.outbox.Arrival;
import org.fengqiao.outbox.EventCodec;
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
    private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
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

    @Test
    void a_rejected_record_is_announced_with_its_place_and_pointers_and_without_its_content() {
        // Given
        String broken = order("SZ-KAFKA-7", "14000000927").replace("2025-11-09 22:03:18", "前天");

        // When: twice, as a source that does not understand pushes again
        Broker.push("h12345", "SZ-KAFKA-7", bytes(broken), Map.of("traceparent", TRACE));
        Broker.push("h12345", "SZ-KAFKA-7", bytes(broken), Map.of());

        // Then: each of the topic's records has its answer, the bytes are kept once
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(rejections("h12345:SZ-KAFKA-7")).hasSize(2));
        String id =
                Database.texts(
                                "select quarantine_id from quarantine where source_key = 'SZ-KAFKA-7'")
                        .getFirst();
        List<ConsumerRecord<String, byte[]>> told = rejections("h12345:SZ-KAFKA-7");
        List<RecordRejected> events = told.stream().map(KafkaDoorTest::rejection).toList();
        assertThat(events)
                .allSatisfy(
                        e -> {
                            assertThat(e.system()).isEqualTo(SourceSystem.H12345);
                            assertThat(e.sourceKey()).isEqualTo("SZ-KAFKA-7");
                            assertThat(e.reason()).isEqualTo("record-incomplete");
                            assertThat(e.quarantineId()).hasToString(id);
                            assertThat(e.pointers()).containsExactly("/registerTime");
                        });
        List<ConsumerRecord<String, byte[]>> pushed =
                Broker.all(TOPIC).stream().filter(r -> "SZ-KAFKA-7".equals(r.key())).toList();
        assertThat(events)
                .extracting(e -> e.partition() + "/" + e.offset())
                .containsExactlyElementsOf(
                        pushed.stream().map(r -> r.partition() + "/" + r.offset()).toList());
        // no case, no sequence: whoever follows cases skips it
        assertThat(told).allSatisfy(r -> assertThat(Arrival.of(r)).isEmpty());
        assertThat(told).allSatisfy(r -> assertThat(text(r)).doesNotContain("孙某", "前天"));
        assertThat(header(told.getFirst(), "traceparent")).isEqualTo(TRACE);
        assertBalanced();
    }

    @Test
    void bytes_without_a_key_and_a_conflicting_version_are_announced_too() {
        // Given
        String taken = order("SZ-KAFKA-8", "14000000928");
        Map<String, String> first =
                Map.of("ce_specversion", "1.0", "ce_id", "1", "ce_sourceversion", "1");
        Broker.push("h12345", "SZ-KAFKA-8", bytes(taken), first);
        awaitStatuses("SZ-KAFKA-8", "REGISTERED");

        // When
        Broker.push("h12345", "SZ-KAFKA-8", bytes(taken.replace("推搡", "争吵")), first);
        Broker.push("h12345", "x", bytes("{\"hotlineNo\": SZ-KAFKA-9"), Map.of());

        // Then
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(rejections("h12345:SZ-KAFKA-8")).hasSize(1));
        RecordRejected conflict = rejection(rejections("h12345:SZ-KAFKA-8").getFirst());
        assertThat(conflict.reason()).isEqualTo("source-conflict");
        assertThat(conflict.version()).isEqualTo("1");
        assertThat(conflict.pointers()).isEmpty();
        assertThat(
                        Database.texts(
                                "select status from receipt where receipt_id = '%s'"
                                        .formatted(conflict.quarantineId())))
                .containsExactly("QUARANTINED");
        await().atMost(SOON)
                .untilAsserted(
                        () ->
                                assertThat(unparseable())
                                        .singleElement()
                                        .satisfies(
                                                r ->
                                                        assertThat(r.key())
                                                                .isEqualTo(
                                                                        "h12345:"
                                                                                + rejection(r)
                                                                                        .quarantineId())));
        assertBalanced();
    }

    @Test
    void a_pointer_ends_where_the_payload_names_its_members_as_it_likes() {
        // Given // When: a member named after a person occurs twice
        Broker.push(
                "h12345",
                "y",
                bytes("{\"hotlineNo\":\"SZ-KAFKA-11\",\"data\":{\"孙某\":{\"x\":1,\"X\":2}}}"),
                Map.of());

        // Then
        await().atMost(SOON)
                .untilAsserted(
                        () ->
                                assertThat(rejections())
                                        .anySatisfy(
                                                r ->
                                                        assertThat(rejection(r).pointers())
                                                                .containsExactly("/data")));
        assertThat(rejections()).allSatisfy(r -> assertThat(text(r)).doesNotContain("孙某"));
    }

    @Test
    void the_trace_of_a_record_goes_on_to_its_case() {
        // Given // When
        Broker.push(
                "h12345",
                "SZ-KAFKA-10",
                bytes(order("SZ-KAFKA-10", "14000000930")),
                Map.of("traceparent", TRACE));
        awaitStatuses("SZ-KAFKA-10", "REGISTERED");

        // Then
        UUID caseId =
                UUID.fromString(
                        Database.texts(
                                        "select case_id from case_record where source_key = 'SZ-KAFKA-10'")
                                .getFirst());
        await().atMost(SOON)
                .untilAsserted(
                        () ->
                                assertThat(Broker.events(Topics.INTAKE_EVENTS, caseId))
                                        .isNotEmpty()
                                        .allSatisfy(
                                                a ->
                                                        assertThat(a.headers())
                                                                .containsEntry(
                                                                        "traceparent", TRACE)));
    }

    private static List<ConsumerRecord<String, byte[]>> rejections(String key) {
        return rejections().stream().filter(r -> key.equals(r.key())).toList();
    }

    private static List<ConsumerRecord<String, byte[]>> unparseable() {
        return rejections().stream()
                .filter(r -> rejection(r).reason().equals("record-unparseable"))
                .toList();
    }

    private static List<ConsumerRecord<String, byte[]>> rejections() {
        return Broker.all(Topics.INTAKE_EVENTS).stream()
                .filter(r -> header(r, "ce_type").equals(EventTypes.nameOf(RecordRejected.class)))
                .toList();
    }

    private static RecordRejected rejection(ConsumerRecord<String, byte[]> record) {
        return (RecordRejected)
                EventCodec.decode(header(record, "ce_type"), text(record)).orElseThrow();
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }

    private static String text(ConsumerRecord<String, byte[]> record) {
        return new String(record.value(), StandardCharsets.UTF_8);
    }

    @Test
    void a_batch_delivered_again_is_received_once_and_the_ledger_stays_balanced() throws Throwable {
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
        VertxContextSupport.subscribeAndAwait(
                () ->
                        listener.hear(new ConsumerRecords<>(again, Map.of()))
                                .ifNoItem()
                                .after(SOON)
                                .fail());

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
