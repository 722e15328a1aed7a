package org.fengqiao.dispatch;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import io.quarkus.test.security.oidc.Claim;
import io.quarkus.test.security.oidc.OidcSecurity;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.fengqiao.contracts.DispatchEvent;
import org.fengqiao.contracts.Flag;
import org.fengqiao.contracts.MediationEvent;
import org.fengqiao.contracts.ResolutionMethod;
import org.fengqiao.contracts.ResolutionResult;
import org.fengqiao.contracts.SourceSystem;
import org.fengqiao.dispatch.handling.DueWork;
import org.fengqiao.outbox.Arrival;
import org.fengqiao.testkit.KafkaAndPostgres;
import org.junit.jupiter.api.Test;

/** One case through dispatch, over the real broker and database. */
@QuarkusTest
@QuarkusTestResource(
        value = KafkaAndPostgres.class,
        initArgs = @ResourceArg(name = "service", value = "dispatch"))
class DispatchLineTest {

    private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    @Inject Pool pool;
    @Inject DueWork dueWork;

    @Test
    @TestSecurity(user = "dept-520527-HOUSING", roles = "department")
    @OidcSecurity(
            claims = {
                @Claim(key = "unit", value = "520527-HOUSING"),
                @Claim(key = "region", value = "520527")
            })
    void an_unflagged_accepted_case_is_ordered_signed_finished_and_answered() {
        // Given
        try (Wire wire = new Wire()) {
            UUID caseId = UUID.randomUUID();
            Wire.Case registered = wire.aCase(caseId, "1502", SourceSystem.H12345, Set.of());

            // When
            wire.register(registered);
            wire.accept(registered);

            // Then
            String orderNo = registered.no() + "-01";
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(
                            () ->
                                    given().get("/departments/520527-HOUSING/orders/{no}", orderNo)
                                            .then()
                                            .statusCode(200)
                                            .body("state", equalTo("ISSUED")));
            given().contentType("application/json")
                    .post("/departments/520527-HOUSING/orders/{no}/sign", orderNo)
                    .then()
                    .statusCode(200)
                    .body("state", equalTo("HANDLING"));
            given().contentType("application/json")
                    .body(Map.of("resultCode", "ANSWERED", "text", "已修复"))
                    .post("/departments/520527-HOUSING/orders/{no}/finish", orderNo)
                    .then()
                    .statusCode(200)
                    .body("orderState", equalTo("FINISHED"));
            wire.mediation(
                    registered,
                    1,
                    h ->
                            new MediationEvent.CaseResolved(
                                    h, ResolutionMethod.ANSWERED, ResolutionResult.SUCCESS, false));
            List<Record> told = wire.dispatchEvents(caseId, 6);
            assertThat(told)
                    .extracting(r -> r.getClass().getSimpleName())
                    .containsExactly(
                            "CaseTriaged",
                            "OrderIssued",
                            "OrderSigned",
                            "OrderFinished",
                            "ResultAccepted",
                            "ResultFedBack");
            assertThat(((DispatchEvent.ResultFedBack) told.get(5)).answers())
                    .singleElement()
                    .satisfies(a -> assertThat(a.sourceKey()).isEqualTo(registered.sourceKey()));
        }
    }

    @Test
    @TestSecurity(user = "dispatcher-520527", roles = "dispatcher")
    @OidcSecurity(claims = @Claim(key = "region", value = "520527"))
    void a_flagged_case_waits_for_people() {
        // Given
        try (Wire wire = new Wire()) {
            UUID caseId = UUID.randomUUID();
            Wire.Case registered =
                    wire.aCase(caseId, "02", SourceSystem.P110, Set.of(Flag.THREAT, Flag.WEAPON));

            // When
            wire.register(registered);
            wire.accept(registered);

            // Then
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(
                            () ->
                                    given().get("/api/dispatch/desk")
                                            .then()
                                            .statusCode(200)
                                            .body(
                                                    "findAll { it.caseNo == '%s' && it.urgent }"
                                                            .formatted(registered.no()),
                                                    hasSize(1)));
        }
    }

    @Test
    @TestSecurity(user = "dept-520527-HOUSING", roles = "department")
    @OidcSecurity(claims = @Claim(key = "unit", value = "520527-HOUSING"))
    void a_command_repeated_under_its_key_is_done_once_and_carries_the_trace_on() {
        // Given
        try (Wire wire = new Wire()) {
            UUID caseId = UUID.randomUUID();
            Wire.Case registered = wire.aCase(caseId, "1502", SourceSystem.H12345, Set.of());
            String orderNo = registered.no() + "-01";
            wire.register(registered);
            wire.accept(registered);
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(
                            () ->
                                    given().get("/departments/520527-HOUSING/orders/{no}", orderNo)
                                            .then()
                                            .statusCode(200));

            // When
            RequestSpecification keyed =
                    given().contentType("application/json")
                            .header("Idempotency-Key", "1")
                            .header("traceparent", TRACE);
            int first = post(keyed, "sign", orderNo);
            int repeated = post(keyed, "sign", orderNo);
            int anotherKey =
                    post(
                            given().contentType("application/json").header("Idempotency-Key", "2"),
                            "sign",
                            orderNo);

            // Then
            assertThat(List.of(first, repeated, anotherKey)).containsExactly(200, 200, 409);
            Arrival signed = wire.dispatchArrivals(caseId, 3).get(2);
            assertThat(signed.event()).get().isInstanceOf(DispatchEvent.OrderSigned.class);
            assertThat(signed.headers()).containsEntry("traceparent", TRACE);
        }
    }

    private static int post(RequestSpecification request, String verb, String orderNo) {
        return given().spec(request)
                .post("/departments/520527-HOUSING/orders/{no}/{verb}", orderNo, verb)
                .statusCode();
    }

    @Test
    @TestSecurity(user = "dispatcher-520527", roles = "dispatcher")
    @OidcSecurity(claims = @Claim(key = "region", value = "520527"))
    void a_case_that_cannot_be_read_does_not_hold_up_the_timers_of_others() {
        // Given: two flagged cases wait for an assessment; one of them breaks
        try (Wire wire = new Wire()) {
            Wire.Case broken =
                    wire.aCase(UUID.randomUUID(), "02", SourceSystem.P110, Set.of(Flag.WEAPON));
            Wire.Case sound =
                    wire.aCase(UUID.randomUUID(), "02", SourceSystem.P110, Set.of(Flag.WEAPON));
            for (Wire.Case c : List.of(broken, sound)) {
                wire.register(c);
                wire.accept(c);
            }
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> timers(broken) == 1 && timers(sound) == 1);
            pool.preparedQuery("update assignment set body = '{' where case_id = $1")
                    .execute(Tuple.of(broken.id()))
                    .await()
                    .indefinitely();

            // When // Then: the sound one comes to the desk, the broken one is put off
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(
                            () ->
                                    given().get("/api/dispatch/desk")
                                            .then()
                                            .statusCode(200)
                                            .body(
                                                    "findAll { it.caseNo == '%s' && it.urgent }"
                                                            .formatted(sound.no()),
                                                    hasSize(1)));
            await().atMost(Duration.ofSeconds(20)).until(() -> attempts(broken) > 0);
            assertThat(timers(sound)).isZero();
        }
    }

    @Test
    void old_answers_are_dropped_and_the_queue_of_a_unit_stays() throws Throwable {
        // Given: one entry of each kind, a year old, and a fresh answer
        keepEntry("feedback.p110.v1", 9001, "365 days");
        keepEntry("department.520527-TAX.v1", 9002, "365 days");
        keepEntry("feedback.p110.v1", 9003, "1 day");

        // When
        VertxContextSupport.subscribeAndAwait(dueWork::dropOld);

        // Then
        List<Long> left = new ArrayList<>();
        pool.query("select position from stream_entry where position > 9000 order by position")
                .executeAndAwait()
                .forEach(row -> left.add(row.getLong(0)));
        assertThat(left).containsExactly(9002L, 9003L);
    }

    private void keepEntry(String stream, long position, String age) {
        pool.preparedQuery(
                        "insert into stream_entry (stream, position, event_id, type, subject, key, headers, payload, created_at)"
                                + " values ($1, $2, gen_random_uuid(), 't', 's', 'k', '{}', '{}', now() - $3::text::interval)")
                .executeAndAwait(Tuple.of(stream, position, age));
    }

    private long timers(Wire.Case c) {
        return number("select count(*) from timer where case_id = $1", c);
    }

    private long attempts(Wire.Case c) {
        return number("select coalesce(max(attempts), 0) from timer where case_id = $1", c);
    }

    private long number(String query, Wire.Case c) {
        return pool.preparedQuery(query)
                .execute(Tuple.of(c.id()))
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getLong(0);
    }

    @Test
    @TestSecurity(user = "dept-520527-HOUSING", roles = "department")
    @OidcSecurity(claims = @Claim(key = "unit", value = "520527-HOUSING"))
    void a_unit_sees_its_own_queue_only() {
        // Given // When // Then
        given().get("/departments/520527-COURT/orders").then().statusCode(403);
        given().get("/departments/520527-COURT/orders/ZZ1-01/contacts").then().statusCode(403);
        given().get("/departments/520527-HOUSING/orders/ZZ1-01/contacts").then().statusCode(404);
        given().get("/departments/520527-HOUSING/orders").then().statusCode(200);
    }
}
