package org.fengqiao.intake.inbound;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import io.quarkus.test.security.oidc.Claim;
import io.quarkus.test.security.oidc.OidcSecurity;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.fengqiao.contracts.Topics;
import org.fengqiao.intake.inbound.adapter.Samples;
import org.fengqiao.outbox.Arrival;
import org.fengqiao.testkit.KafkaAndPostgres;
import org.junit.jupiter.api.Test;

/** Made-up traffic says so at the door, and its case is marked wherever others hear of it. */
@QuarkusTest
@QuarkusTestResource(
        value = KafkaAndPostgres.class,
        initArgs = @ResourceArg(name = "service", value = "intake"))
@TestSecurity(user = "source-h12345", roles = "source")
@OidcSecurity(claims = @Claim(key = "system", value = "h12345"))
class DemoMarkTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    private static String order(String key, String phone) {
        return Samples.text("12345_2_social_insurance.json")
                .replace("YB20251106141500031", key)
                .replace("14000000012", phone);
    }

    private static void push(String contentType, Map<String, String> headers, String body) {
        given().contentType(contentType)
                .headers(headers)
                .body(body)
                .post("/sources/h12345/records")
                .then()
                .statusCode(202);
    }

    /** The mark of the two events a case is born with. */
    private static List<String> marks(String sourceKey) {
        await().atMost(SOON)
                .untilAsserted(
                        () ->
                                assertThat(caseOf(sourceKey))
                                        .singleElement()
                                        .satisfies(
                                                id ->
                                                        assertThat(
                                                                        Broker.events(
                                                                                Topics
                                                                                        .INTAKE_EVENTS,
                                                                                UUID.fromString(
                                                                                        id)))
                                                                .hasSize(2)));
        UUID caseId = UUID.fromString(caseOf(sourceKey).getFirst());
        return Broker.events(Topics.INTAKE_EVENTS, caseId).stream()
                .map(DemoMarkTest::mark)
                .toList();
    }

    private static String mark(Arrival arrival) {
        assertThat(arrival.headers()).containsKeys("ce_id", "ce_sequence", "ce_regioncode");
        return arrival.headers().getOrDefault("ce_demo", "none");
    }

    private static List<String> caseOf(String sourceKey) {
        return Database.texts(
                "select case_id from case_record where source_key = '%s'".formatted(sourceKey));
    }

    private static List<String> keptAs(String sourceKey) {
        return Database.texts(
                "select demo from receipt where source_key = '%s'".formatted(sourceKey));
    }

    @Test
    void a_push_with_the_header_makes_a_case_whose_events_carry_the_mark() {
        // When
        push("application/json", Map.of("ce-demo", "true"), order("YB-DEMO-1", "14000000941"));

        // Then
        assertThat(marks("YB-DEMO-1")).containsExactly("true", "true");
        assertThat(keptAs("YB-DEMO-1")).containsExactly("t");
    }

    @Test
    void an_ordinary_push_is_not_marked() {
        // When
        push("application/json", Map.of(), order("YB-DEMO-2", "14000000942"));

        // Then
        assertThat(marks("YB-DEMO-2")).containsExactly("none", "none");
        assertThat(keptAs("YB-DEMO-2")).containsExactly("f");
    }

    @Test
    void a_structured_cloud_event_brings_the_mark_as_its_extension() {
        // When
        push(
                "application/cloudevents+json",
                Map.of(),
                """
                {"specversion":"1.0","id":"1","type":"x","source":"/h12345","demo":true,"data":%s}
                """
                        .formatted(order("YB-DEMO-3", "14000000943")));

        // Then
        assertThat(marks("YB-DEMO-3")).containsExactly("true", "true");
    }

    @Test
    void a_kafka_record_brings_the_mark_as_its_header() {
        // When
        Broker.push(
                "h12345",
                "YB-DEMO-4",
                order("YB-DEMO-4", "14000000944").getBytes(StandardCharsets.UTF_8),
                Map.of("ce_demo", "true"));

        // Then
        assertThat(marks("YB-DEMO-4")).containsExactly("true", "true");
    }

    @Test
    void a_source_s_own_record_stays_ordinary_when_a_made_up_one_arrives_beside_it() {
        // Given
        push("application/json", Map.of(), order("YB-DEMO-5", "14000000945"));

        // When
        push("application/json", Map.of("ce-demo", "true"), order("YB-DEMO-6", "14000000946"));

        // Then
        assertThat(marks("YB-DEMO-6")).containsExactly("true", "true");
        assertThat(marks("YB-DEMO-5")).containsExactly("none", "none");
    }
}
