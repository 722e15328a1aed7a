package org.fengqiao.mediation;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import io.quarkus.test.security.oidc.Claim;
import io.quarkus.test.security.oidc.OidcSecurity;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.List;
import org.fengqiao.contracts.DispatchEvent;
import org.fengqiao.contracts.ReturnReason;
import org.fengqiao.contracts.RiskEvent;
import org.fengqiao.contracts.RiskLevel;
import org.fengqiao.mediation.Wire.Case;
import org.fengqiao.outbox.Arrival;
import org.fengqiao.testkit.KafkaAndPostgres;
import org.junit.jupiter.api.Test;

/** Cases through mediation, over the real broker and database. */
@QuarkusTest
@QuarkusTestResource(
        value = KafkaAndPostgres.class,
        initArgs = @ResourceArg(name = "service", value = "mediation"))
@TestSecurity(user = "mediator-520527", roles = "mediator")
@OidcSecurity(
        claims = {
            @Claim(key = "unit", value = "520527-COURT"),
            @Claim(key = "region", value = "520527")
        })
class MediationLineTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    @Test
    void what_risk_says_before_the_order_counts_when_the_order_comes() {
        try (Wire wire = new Wire()) {
            // Given
            Case red = wire.aCase();
            wire.risk(red, 1, h -> red(h));
            awaitTexts(
                    "select level from risk_seen where case_id = '" + red.id() + "'", "RISK_RED");

            // When
            wire.order(red, 1);
            awaitState(red, "OPEN");
            post(red, "start", "{\"type\":\"JUDICIAL\"}", null).statusCode(200);
            ValidatableResponse early = post(red, "sessions", "{\"mode\":\"ONSITE\"}", null);
            wire.risk(red, 2, RiskEvent.ControlStarted::new);

            // Then: the next event of risk is applied as the second, nothing was lost or repeated
            early.statusCode(409).body("type", endsWith("control-missing"));
            await().atMost(SOON)
                    .untilAsserted(
                            () ->
                                    post(red, "sessions", "{\"mode\":\"ONSITE\"}", "k-session")
                                            .statusCode(200));
            assertThat(of("risk_seen", red)).isEmpty();
            assertThat(of("waiting_event", red)).isEmpty();
        }
    }

    @Test
    void nothing_waits_for_a_case_that_never_gets_an_order() {
        try (Wire wire = new Wire()) {
            // Given
            Case never = wire.aCase();

            // When
            wire.risk(never, 1, h -> red(h));
            wire.risk(never, 2, RiskEvent.ControlStarted::new);

            // Then
            awaitTexts(
                    "select cast(control_started as text) from risk_seen where case_id = '"
                            + never.id()
                            + "'",
                    "true");
            awaitTexts(
                    "select sequence from case_cursor where owner = 'risk' and case_id = '"
                            + never.id()
                            + "'",
                    "2");
            assertThat(of("waiting_event", never)).isEmpty();
        }
    }

    @Test
    void a_command_is_done_once_per_key_and_carries_the_trace_of_its_request() {
        try (Wire wire = new Wire()) {
            // Given
            Case c = wire.aCase();
            wire.order(c, 1);
            awaitState(c, "OPEN");

            // When: refused, then accepted under the same key, then repeated, then under another
            post(c, "sessions", "{\"mode\":\"ONSITE\"}", "k1").statusCode(409);
            ValidatableResponse first = post(c, "start", "{\"type\":\"JUDICIAL\"}", "k1");
            ValidatableResponse repeat = post(c, "start", "{\"type\":\"JUDICIAL\"}", "k1");
            ValidatableResponse other = post(c, "start", "{\"type\":\"JUDICIAL\"}", "k2");
            ValidatableResponse sessions = post(c, "sessions", "{\"mode\":\"ONSITE\"}", "k1");
            post(c, "sessions", "{\"mode\":\"ONSITE\"}", "k1").statusCode(200);

            // Then
            first.statusCode(200).body("state", equalTo("MEDIATING"));
            repeat.statusCode(200).body("state", equalTo("MEDIATING"));
            other.statusCode(409).body("type", endsWith("not-in-stage"));
            sessions.statusCode(200);
            await().atMost(SOON)
                    .untilAsserted(
                            () ->
                                    assertThat(wire.told(c))
                                            .extracting(Arrival::type)
                                            .containsExactly(
                                                    "org.fengqiao.mediation.mediation-started.v1",
                                                    "org.fengqiao.mediation.session-held.v1"));
            assertThat(wire.told(c).getFirst().headers())
                    .containsEntry("traceparent", TRACE)
                    .containsEntry("ce_causationid", "k1");
        }
    }

    @Test
    void no_mediation_starts_on_a_returned_order() {
        try (Wire wire = new Wire()) {
            // Given
            Case c = wire.aCase();
            wire.order(c, 1);
            wire.dispatch(
                    c,
                    2,
                    h ->
                            new DispatchEvent.OrderReturned(
                                    h,
                                    c.no() + "-01",
                                    "520527-COURT",
                                    ReturnReason.OTHER,
                                    null,
                                    1));
            awaitState(c, "RETURNED");

            // When
            ValidatableResponse start = post(c, "start", "{\"type\":\"JUDICIAL\"}", null);

            // Then
            start.statusCode(409)
                    .body("type", endsWith("not-in-stage"))
                    .body("detail", containsString("退单待派"));
        }
    }

    @Test
    void an_unreadable_case_is_put_off_alone_and_the_timers_of_others_fire() {
        try (Wire wire = new Wire()) {
            // Given
            Case bad = wire.aCase();
            Case good = wire.aCase();
            wire.order(bad, 1);
            wire.order(good, 1);
            awaitState(bad, "OPEN");
            awaitState(good, "OPEN");

            // When
            Database.change(
                    "update resolution set body = '{' where case_id = '" + bad.id() + "'",
                    due(bad),
                    due(good));

            // Then
            await().atMost(SOON).untilAsserted(() -> assertThat(of("timer", good)).isEmpty());
            awaitTexts(
                    "select attempts || ' ' || (due_at > now()) from timer where case_id = '"
                            + bad.id()
                            + "'",
                    "1 true");
            given().get("/q/metrics")
                    .then()
                    .body(containsString("fengqiao_timer_failures_total 1.0"));
        }
    }

    private static String due(Case c) {
        return "insert into timer (case_id, subject, seq, due_at) values ('%s', 'X', 1, now() - interval '1 day')"
                .formatted(c.id());
    }

    private static RiskEvent red(org.fengqiao.contracts.CaseHeader h) {
        return new RiskEvent.RiskAssessed(h, RiskLevel.RISK_RED, 80, "R07", List.of());
    }

    private static ValidatableResponse post(Case c, String what, String body, String key) {
        var request = given().contentType("application/json").header("traceparent", TRACE);
        if (key != null) {
            request.header("Idempotency-Key", key);
        }
        return request.body(body).post("/api/mediation/cases/{no}/" + what, c.no()).then();
    }

    private static void awaitState(Case c, String state) {
        await().atMost(SOON)
                .untilAsserted(
                        () ->
                                given().get("/api/mediation/cases/{no}", c.no())
                                        .then()
                                        .statusCode(200)
                                        .body("state", equalTo(state)));
    }

    private static void awaitTexts(String sql, String expected) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(Database.texts(sql)).containsExactly(expected));
    }

    private static List<String> of(String table, Case c) {
        return Database.texts("select 1 from " + table + " where case_id = '" + c.id() + "'");
    }
}
