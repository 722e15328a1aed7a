package org.fengqiao.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.fengqiao.systemtests.Platform.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** INTERFACES §2, row by row, on the approved samples. */
@NeedsRunningPlatform
class PushAnswersTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path SAMPLES = Path.of("../intake-service/src/test/resources/samples");

    private final Platform platform = new Platform();
    private final String serial = UUID.randomUUID().toString().substring(0, 13);

    @AfterEach
    void every_ledger_balances() {
        for (String system : new String[] {"p110", "h12345", "court"}) {
            platform.until(
                    "difference 0 of " + system,
                    () -> get(system, "/ledger"),
                    a -> a.status() == 200 && a.body().path("difference").asInt(-1) == 0);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "p110,   110_1_neighbour_repeat.json,     52052720251103204512318",
        "p110,   110_2_family_dv_minor.json,      22240520251108061533041",
        "p110,   110_3_wage_mass.json,            42120220251215094300112",
        "h12345, 12345_1_property_fee.json,       QXN20251104093512008",
        "h12345, 12345_2_social_insurance.json,   YB20251106141500031",
        "h12345, 12345_3_noise_repeat.json,       SZ20251109220318006",
        "court,  court_1_property.json,           FY520527-2025-SQT-001234",
        "court,  court_1_property.xml,            FY520527-2025-SQT-001234",
        "court,  court_2_divorce.json,            FY222405-2025-SQT-000311",
        "court,  court_3_loan_result.json,        FY421202-2025-SQT-002087",
    })
    void a_sample_is_received_once_and_known_ever_after(String system, String file, String key) {
        // Given: a long-lived platform may have seen the bytes before
        String payload = sample(file);
        Answer asItIs = push(system, payload);
        assertThat(asItIs.status()).isIn(200, 202);
        assertThat(asItIs.text("sourceKey")).isEqualTo(key);

        // When: the same with a key nobody used
        String fresh = payload.replace(key, key + "-" + serial);
        Answer first = push(system, fresh);
        Answer again = push(system, fresh);

        // Then
        assertThat(push(system, payload).text("receiptId")).isEqualTo(asItIs.text("receiptId"));
        assertThat(first.status()).as("%s", first.body()).isEqualTo(202);
        assertThat(first.text("system")).isEqualTo(system);
        assertThat(first.text("sourceKey")).isEqualTo(key + "-" + serial);
        assertThat(first.text("status")).isEqualTo("RECEIVED");
        assertThat(first.body().path("duplicate").asBoolean(true)).isFalse();
        assertThat(first.headers().get("location"))
                .endsWith("/sources/" + system + "/receipts/" + first.text("receiptId"));
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.text("receiptId")).isEqualTo(first.text("receiptId"));
        assertThat(again.body().path("duplicate").asBoolean()).isTrue();
        Answer receipt = get(system, "/receipts/" + first.text("receiptId"));
        assertThat(receipt.status()).as("readable at once").isEqualTo(200);
    }

    @Test
    void another_transport_header_is_still_the_same_110_content() {
        // Given
        ObjectNode record = fresh110();
        Answer first = push("p110", record.toString());

        // When
        ((ObjectNode) record.get("header")).put("msgId", "P110-AGAIN");
        Answer again = push("p110", record.toString());

        // Then
        assertThat(first.status()).isEqualTo(202);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.text("receiptId")).isEqualTo(first.text("receiptId"));
    }

    @Test
    void an_equal_gxsj_with_another_text_is_a_conflict_for_people() {
        // Given
        ObjectNode record = fresh110();
        assertThat(push("p110", record.toString()).status()).isEqualTo(202);

        // When
        body(record).put("bjnr", "报警人称邻居把共用水沟填了,要求协调恢复。");
        Answer conflict = push("p110", record.toString());

        // Then
        assertThat(conflict.status()).as("%s", conflict.body()).isEqualTo(409);
        assertThat(conflict.text("type")).endsWith("source-conflict");
        assertThat(conflict.headers().get("content-type")).startsWith("application/problem+json");
    }

    @Test
    void a_later_gxsj_is_an_update_and_an_earlier_one_is_superseded() {
        // Given
        ObjectNode record = fresh110();
        assertThat(push("p110", record.toString()).status()).isEqualTo(202);

        // When
        body(record).put("gxsj", "2025/11/4 21:40:10").put("jqztdm", "06");
        Answer later = push("p110", record.toString());
        body(record).put("gxsj", "2025/11/2 21:40:10").put("jqztdm", "04");
        Answer earlier = push("p110", record.toString());

        // Then
        assertThat(later.status()).isEqualTo(202);
        assertThat(earlier.status()).isEqualTo(202);
        platform.until(
                "superseded",
                () -> get("p110", "/receipts/" + earlier.text("receiptId")),
                a -> a.text("status").equals("SUPERSEDED"));
    }

    @Test
    void a_changed_12345_order_is_an_update_under_the_same_key() {
        // Given
        ObjectNode order = (ObjectNode) read(sample("12345_1_property_fee.json"));
        order.put("hotlineNo", "QXN-" + serial);
        Answer first = push("h12345", order.toString());

        // When
        order.put("appealContent", "来电人补充:今日已恢复供水,仍要求解决漏水。");
        Answer changed = push("h12345", order.toString());

        // Then
        assertThat(first.status()).isEqualTo(202);
        assertThat(changed.status()).isEqualTo(202);
        assertThat(changed.text("sourceKey")).isEqualTo(first.text("sourceKey"));
        assertThat(changed.text("version")).isNotEqualTo(first.text("version"));
        assertThat(changed.text("receiptId")).isNotEqualTo(first.text("receiptId"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"p110", "h12345", "court"})
    void broken_json_is_400_and_its_bytes_are_kept(String system) {
        // Given
        String broken = "{\"serial\":\"" + serial + "\", \"body\": {";

        // When
        Answer answer = push(system, broken);
        Answer again = push(system, broken);

        // Then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("quarantineId")).isNotEmpty();
        assertThat(answer.body().path("errors").path(0).has("pointer")).isTrue();
        assertThat(again.text("quarantineId")).isEqualTo(answer.text("quarantineId"));
    }

    @ParameterizedTest
    @CsvSource({
        "p110,   110_1_neighbour_repeat.json,   52052720251103204512318,  /body/bjnr",
        "h12345, 12345_1_property_fee.json,     QXN20251104093512008,     /appealContent",
        "court,  court_1_property.json,         FY520527-2025-SQT-001234, /dsr",
    })
    void a_record_without_what_it_needs_is_422_and_the_corrected_push_is_202(
            String system, String file, String key, String pointer) {
        // Given
        String whole = sample(file).replace(key, key + "-" + serial);
        JsonNode lacking = read(whole);
        int last = pointer.lastIndexOf('/');
        ((ObjectNode) lacking.at(pointer.substring(0, last))).remove(pointer.substring(last + 1));

        // When
        Answer refused = push(system, lacking.toString());
        Answer corrected = push(system, whole);

        // Then
        assertThat(refused.status()).as("%s", refused.body()).isEqualTo(422);
        assertThat(refused.body().path("errors").findValuesAsText("pointer")).contains(pointer);
        assertThat(refused.text("quarantineId")).isNotEmpty();
        assertThat(corrected.status()).as("%s", corrected.body()).isEqualTo(202);
    }

    @Test
    void a_wrong_media_type_is_415_and_nothing_is_kept() {
        // Given
        long before = get("h12345", "/ledger").body().path("received").asLong();

        // When
        Answer answer = platform.push("h12345", "text/plain", "QXN-" + serial);

        // Then
        assertThat(answer.status()).isEqualTo(415);
        assertThat(get("h12345", "/ledger").body().path("received").asLong()).isEqualTo(before);
    }

    @Test
    void a_system_nobody_knows_and_the_system_of_another_are_refused() {
        // Given
        String record = sample("12345_1_property_fee.json");

        // When
        Answer unknown =
                platform.asClient("source-p110", "POST", "/sources/nosuch/records", record);
        Answer foreign =
                platform.asClient("source-p110", "POST", "/sources/h12345/records", record);

        // Then: both look the same, so a client cannot find out which systems exist
        assertThat(unknown.status()).isEqualTo(403);
        assertThat(foreign.status()).isEqualTo(403);
        assertThat(unknown.body()).isEqualTo(foreign.body());
    }

    @ParameterizedTest
    @CsvSource({
        "p110,   110_1_neighbour_repeat.json,   52052720251103204512318",
        "h12345, 12345_2_social_insurance.json, YB20251106141500031",
        "court,  court_2_divorce.json,          FY222405-2025-SQT-000311",
        "court,  court_1_property.xml,          FY520527-2025-SQT-001234",
    })
    void the_kafka_door_gives_the_receipt_the_http_door_gives(
            String system, String file, String key) {
        // Given: the same content by both doors
        String ownKey = key + "-K" + serial;
        String payload = sample(file).replace(key, ownKey);
        Answer byHttp = push(system, payload);
        assertThat(byHttp.status()).isEqualTo(202);
        String receipt = "/receipts/" + byHttp.text("receiptId");
        long duplicates = get(system, "/ledger").body().path("duplicates").asLong();

        // When
        platform.produce("source-" + system, "source." + system + ".v1", ownKey, payload);

        // Then: the second is a duplicate of the first
        platform.until(
                "the duplicate by Kafka",
                () -> get(system, "/ledger"),
                a -> a.body().path("duplicates").asLong() > duplicates);
        assertThat(get(system, receipt).text("sourceKey")).isEqualTo(ownKey);
    }

    @Test
    void a_record_that_came_by_kafka_first_is_a_duplicate_by_http() {
        // Given
        ObjectNode record = fresh110();
        String key = body(record).get("jjdbh").asText();
        long received = get("p110", "/ledger").body().path("received").asLong();

        // When
        platform.produce("source-p110", "source.p110.v1", key, record.toString());
        platform.until(
                "the record by Kafka",
                () -> get("p110", "/ledger"),
                a -> a.body().path("received").asLong() > received);
        Answer byHttp = push("p110", record.toString());

        // Then
        assertThat(byHttp.status()).isEqualTo(200);
        assertThat(byHttp.body().path("duplicate").asBoolean()).isTrue();
        assertThat(platform.caseOf("p110", byHttp.text("receiptId"))).startsWith("ZZ520527");
    }

    @Test
    void a_broken_record_by_kafka_comes_back_as_feedback() {
        // Given
        String key = "broken-" + serial;

        // When
        platform.produce("source-p110", "source.p110.v1", key, "{\"body\":{\"jjdbh\":\"" + key);

        // Then
        assertThat(
                        platform.onKafka(
                                "source-p110",
                                "feedback.p110.v1",
                                r -> new String(r.value(), UTF_8).contains("quarantineId")))
                .isPresent();
    }

    private ObjectNode fresh110() {
        ObjectNode record = (ObjectNode) read(sample("110_1_neighbour_repeat.json"));
        body(record).put("jjdbh", "520527-" + serial);
        return record;
    }

    private static ObjectNode body(ObjectNode record) {
        return (ObjectNode) record.get("body");
    }

    private Answer push(String system, String payload) {
        return platform.push(
                system, payload.startsWith("<") ? "application/xml" : "application/json", payload);
    }

    private Answer get(String system, String path) {
        return platform.asClient("source-" + system, "GET", "/sources/" + system + path, null);
    }

    private static String sample(String file) {
        try {
            return Files.readString(SAMPLES.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
