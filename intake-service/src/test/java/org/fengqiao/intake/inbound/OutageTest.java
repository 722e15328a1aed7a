package org.fengqiao.intake.inbound;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import io.quarkus.test.security.oidc.Claim;
import io.quarkus.test.security.oidc.OidcSecurity;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.fengqiao.contracts.Topics;
import org.fengqiao.intake.inbound.adapter.Samples;
import org.fengqiao.testkit.KafkaAndPostgres;
import org.fengqiao.testkit.TestInfra;
import org.junit.jupiter.api.Test;

/** DESIGN §5: what must happen when the broker, the database or a record fails. */
@QuarkusTest
@QuarkusTestResource(
        value = KafkaAndPostgres.class,
        initArgs = @ResourceArg(name = "service", value = "intake"))
@TestSecurity(user = "source-p110", roles = "source")
@OidcSecurity(claims = @Claim(key = "system", value = "p110"))
class OutageTest {

    private static final Duration SOON = Duration.ofSeconds(60);

    private static ValidatableResponse push(String key, String phone) {
        return given().contentType("application/json")
                .body(
                        Samples.text("110_ordinary_neighbour.json")
                                .replace("52052720251118093015077", key)
                                .replace("14000000091", phone))
                .post("/sources/p110/records")
                .then();
    }

    private static List<String> statuses(String key) {
        return Database.texts("select status from receipt where source_key = '" + key + "'");
    }

    private static void awaitRegistered(String key) {
        await().atMost(SOON)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(statuses(key)).containsExactly("REGISTERED"));
    }

    @Test
    void pushes_go_on_without_the_broker_and_become_cases_when_it_is_back() {
        // Given
        TestInfra.get().stopBroker();

        // When
        try {
            push("5205278001", "14000000701").statusCode(202);
            assertThat(statuses("5205278001")).containsExactly("RECEIVED");
        } finally {
            TestInfra.get().startBroker();
        }

        // Then
        awaitRegistered("5205278001");
    }

    @Test
    void without_the_database_a_push_is_refused_in_time_and_nothing_is_promised() {
        // Given
        TestInfra.get().stopPostgres();

        // When
        try {
            push("5205278002", "14000000702").statusCode(503).header("Retry-After", notNullValue());
        } finally {
            TestInfra.get().startPostgres();
        }

        // Then
        await().atMost(SOON)
                .ignoreExceptions()
                .untilAsserted(
                        () ->
                                push("5205278002", "14000000702")
                                        .body("status", notNullValue())
                                        .body("sourceKey", equalTo("5205278002")));
        awaitRegistered("5205278002");
    }

    @Test
    void a_record_whose_bytes_cannot_be_opened_is_put_aside_and_its_neighbours_go_on() {
        // Given
        push("5205278003", "14000000703").statusCode(202);
        awaitRegistered("5205278003");
        Database.change(
                "update raw_record set payload = '\\x00' where receipt_id = (select receipt_id from receipt where source_key = '5205278003')");
        Database.change("update receipt set status = 'RECEIVED' where source_key = '5205278003'");
        ConsumerRecord<String, byte[]> word =
                Broker.all(Topics.INTAKE_RECEIVED).stream()
                        .filter(r -> "p110:5205278003".equals(r.key()))
                        .findFirst()
                        .orElseThrow();
        Map<String, String> headers = new HashMap<>();
        word.headers()
                .forEach(h -> headers.put(h.key(), new String(h.value(), StandardCharsets.UTF_8)));

        // When
        Broker.send("intake", Topics.INTAKE_RECEIVED, word.key(), word.value(), headers);
        push("5205278004", "14000000704").statusCode(202);

        // Then
        awaitRegistered("5205278004");
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(statuses("5205278003")).containsExactly("QUARANTINED"));
    }
}
