package org.fengqiao.risk;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import io.quarkus.test.security.oidc.Claim;
import io.quarkus.test.security.oidc.OidcSecurity;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import org.fengqiao.outbox.Arrival;
import org.fengqiao.risk.Wire.Case;
import org.fengqiao.testkit.KafkaAndPostgres;
import org.junit.jupiter.api.Test;

/** Cases through risk, over the real broker and database. */
@QuarkusTest
@QuarkusTestResource(
        value = KafkaAndPostgres.class,
        initArgs = @ResourceArg(name = "service", value = "risk"))
@TestSecurity(
        user = "political-legal-520527",
        roles = {"political-legal"})
@OidcSecurity(claims = @Claim(key = "region", value = "520527"))
class RiskLineTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    @Test
    void a_control_is_started_once_per_key_and_carries_the_trace_of_its_request() {
        try (Wire wire = new Wire()) {
            // Given
            Case red = wire.aRedCase();
            wire.register(red);
            awaitAssessed(red);

            // When: refused, then accepted under the same key, repeated, and under another key
            control(red, "release", "k1").statusCode(409);
            control(red, "start", "k1").statusCode(200).body("control", equalTo("STARTED"));
            control(red, "start", "k1").statusCode(200).body("control", equalTo("STARTED"));
            control(red, "start", "k2")
                    .statusCode(409)
                    .body("type", endsWith("control-not-applicable"));
            control(red, "release", "k1").statusCode(200).body("control", equalTo("RELEASED"));

            // Then
            await().atMost(SOON)
                    .untilAsserted(
                            () ->
                                    assertThat(wire.told(red))
                                            .extracting(Arrival::type)
                                            .containsExactly(
                                                    "org.fengqiao.risk.risk-assessed.v1",
                                                    "org.fengqiao.risk.control-started.v1",
                                                    "org.fengqiao.risk.control-released.v1"));
            assertThat(wire.told(red).get(1).headers())
                    .containsEntry("traceparent", TRACE)
                    .containsEntry("ce_causationid", "k1");
        }
    }

    @Test
    void an_unreadable_event_is_parked_alone_and_other_cases_are_assessed() {
        try (Wire wire = new Wire()) {
            // Given
            Case bad = wire.aRedCase();
            Case good = wire.aRedCase();

            // When
            wire.breakRegistration(bad);
            wire.register(good);

            // Then
            awaitAssessed(good);
            await().atMost(SOON)
                    .untilAsserted(
                            () ->
                                    assertThat(
                                                    Database.texts(
                                                            "select parked from waiting_event where case_id = '"
                                                                    + bad.id()
                                                                    + "'"))
                                            .containsExactly("UnreadableEvent"));
        }
    }

    private static ValidatableResponse control(Case c, String what, String key) {
        return given().header("traceparent", TRACE)
                .header("Idempotency-Key", key)
                .post("/api/risk/cases/{no}/control/" + what, c.no())
                .then();
    }

    private static void awaitAssessed(Case c) {
        await().atMost(SOON)
                .untilAsserted(
                        () ->
                                given().get("/api/risk/cases?limit=200")
                                        .then()
                                        .body(
                                                "findAll { it.caseNo == '%s' && it.level == 'RISK_RED' }"
                                                        .formatted(c.no()),
                                                hasSize(1)));
    }
}
