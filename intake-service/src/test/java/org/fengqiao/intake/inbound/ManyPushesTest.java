package org.fengqiao.intake.inbound;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import io.quarkus.test.security.oidc.Claim;
import io.quarkus.test.security.oidc.OidcSecurity;
import io.restassured.RestAssured;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.fengqiao.contracts.IntakeEvent;
import org.fengqiao.contracts.Topics;
import org.fengqiao.intake.inbound.adapter.Samples;
import org.fengqiao.outbox.EventCodec;
import org.fengqiao.testkit.KafkaAndPostgres;
import org.junit.jupiter.api.Test;

/** Many pushes at once share transactions and still get each its own answer. */
@QuarkusTest
@QuarkusTestResource(
        value = KafkaAndPostgres.class,
        initArgs = @ResourceArg(name = "service", value = "intake"))
@TestSecurity(user = "source-p110", roles = "source")
@OidcSecurity(claims = @Claim(key = "system", value = "p110"))
class ManyPushesTest {

    private static final int RECORDS = 120;

    @Test
    void every_push_of_a_burst_is_answered_and_every_record_becomes_one_case() {
        // Given
        HttpClient client = HttpClient.newHttpClient();
        List<String> records = new ArrayList<>();
        for (int i = 0; i < RECORDS; i++) {
            String record =
                    Samples.text("110_ordinary_neighbour.json")
                            .replace("52052720251118093015077", "52052777" + i)
                            .replace("14000000091", "140001%05d".formatted(i));
            records.add(record);
            records.add(record);
        }

        // When
        List<String> unanswered = records;
        while (!unanswered.isEmpty()) {
            unanswered = pushAll(client, unanswered);
        }

        // Then
        assertThat(
                        Database.texts(
                                "select receipt_id from receipt where source_key like '52052777%'"))
                .hasSize(RECORDS);
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () ->
                                assertThat(
                                                Database.texts(
                                                        "select distinct case_no from registration join case_record using (case_id) where source_key like '52052777%'"))
                                        .hasSize(RECORDS));
        given().get("/sources/p110/ledger").then().body("difference", equalTo(0));
        // and each trace goes on to its own record and case, however many share a transaction
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () -> {
                            assertThat(tracesOf(Topics.INTAKE_RECEIVED)).isEqualTo(traces());
                            assertThat(tracesOf(Topics.INTAKE_EVENTS)).isEqualTo(traces());
                        });
    }

    private static Map<String, String> traces() {
        Map<String, String> traces = new TreeMap<>();
        for (int i = 0; i < RECORDS; i++) {
            traces.put("52052777" + i, trace(i));
        }
        return traces;
    }

    private static String trace(int i) {
        return "00-%032x-%016x-01".formatted(i + 1, i + 1);
    }

    /** Source key and traceparent of what the topic tells of this test's records. */
    private static Map<String, String> tracesOf(String topic) {
        Map<String, String> traces = new TreeMap<>();
        for (ConsumerRecord<String, byte[]> record : Broker.all(topic)) {
            Record event =
                    EventCodec.decode(header(record, "ce_type"), new String(record.value(), UTF_8))
                            .orElse(null);
            String key =
                    switch (event) {
                        case IntakeEvent.RecordReceived e -> e.sourceKey();
                        case IntakeEvent.CaseRegistered e -> e.source().sourceKey();
                        case null, default -> "";
                    };
            if (key.startsWith("52052777")) {
                traces.put(key, header(record, "traceparent"));
            }
        }
        return traces;
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), UTF_8);
    }

    /** Pushes all at once; those told 429 or 503 have to be pushed again, as a source would. */
    private static List<String> pushAll(HttpClient client, List<String> records) {
        List<CompletableFuture<HttpResponse<String>>> answers =
                records.stream().map(r -> send(client, r)).toList();
        List<String> again = new ArrayList<>();
        for (int i = 0; i < records.size(); i++) {
            int code = answers.get(i).join().statusCode();
            assertThat(code).isIn(200, 202, 429, 503);
            if (code >= 400) {
                again.add(records.get(i));
            }
        }
        return again;
    }

    private static int number(String record) {
        Matcher key = Pattern.compile("52052777(\\d+)").matcher(record);
        assertThat(key.find()).isTrue();
        return Integer.parseInt(key.group(1));
    }

    private static CompletableFuture<HttpResponse<String>> send(HttpClient client, String record) {
        return client.sendAsync(
                HttpRequest.newBuilder(
                                URI.create(
                                        "http://localhost:"
                                                + RestAssured.port
                                                + "/sources/p110/records"))
                        .header("Content-Type", "application/json")
                        .header("traceparent", trace(number(record)))
                        .POST(HttpRequest.BodyPublishers.ofString(record))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
