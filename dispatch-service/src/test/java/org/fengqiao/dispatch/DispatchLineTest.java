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
import java.time.Duration;
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
import org.fengqiao.testkit.KafkaAndPostgres;
import org.junit.jupiter.api.Test;

/** One case through dispatch, over the real broker and database. */
@QuarkusTest
@QuarkusTestResource(
        value = KafkaAndPostgres.class,
        initArgs = @ResourceArg(name = "service", value = "dispatch"))
class DispatchLineTest {

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
    void a_unit_sees_its_own_queue_only() {
        // Given // When // Then
        given().get("/departments/520527-COURT/orders").then().statusCode(403);
        given().get("/departments/520527-HOUSING/orders").then().statusCode(200);
    }
}
