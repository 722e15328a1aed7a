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
import io.restassured.RestAssured;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.fengqiao.intake.inbound.adapter.Samples;
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

    private static CompletableFuture<HttpResponse<String>> send(HttpClient client, String record) {
        return client.sendAsync(
                HttpRequest.newBuilder(
                                URI.create(
                                        "http://localhost:"
                                                + RestAssured.port
                                                + "/sources/p110/records"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(record))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
