package org.fengqiao.intake.inbound;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import io.quarkus.test.security.oidc.Claim;
import io.quarkus.test.security.oidc.OidcSecurity;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.fengqiao.contracts.Flag;
import org.fengqiao.contracts.IntakeEvent;
import org.fengqiao.contracts.Topics;
import org.fengqiao.intake.inbound.adapter.Samples;
import org.fengqiao.outbox.Arrival;
import org.fengqiao.testkit.KafkaAndPostgres;
import org.junit.jupiter.api.Test;

/** The HTTP door over the real broker and database: the answers of INTERFACES §2. */
@QuarkusTest
@QuarkusTestResource(
        value = KafkaAndPostgres.class,
        initArgs = @ResourceArg(name = "service", value = "intake"))
class HttpDoorTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    private static ValidatableResponse push(String system, String type, byte[] body) {
        return given().contentType(type)
                .body(body)
                .post("/sources/{system}/records", system)
                .then();
    }

    private static ValidatableResponse json(String system, String body) {
        return push(system, "application/json", body.getBytes(StandardCharsets.UTF_8));
    }

    private static void awaitStatus(String system, String receiptId, String status) {
        await().atMost(SOON)
                .untilAsserted(
                        () ->
                                given().get("/sources/{s}/receipts/{id}", system, receiptId)
                                        .then()
                                        .statusCode(200)
                                        .body("status", equalTo(status)));
    }

    private static UUID caseOf(String receiptId) {
        return UUID.fromString(
                Database.texts("select case_id from receipt where receipt_id = '" + receiptId + "'")
                        .getFirst());
    }

    @Test
    @TestSecurity(user = "source-p110", roles = "source")
    @OidcSecurity(claims = @Claim(key = "system", value = "p110"))
    void a_call_becomes_a_registered_accepted_case_without_personal_data_on_the_topic() {
        // Given
        byte[] call = Samples.bytes("110_1_neighbour_repeat.json");

        // When
        String receiptId =
                push("p110", "application/json", call)
                        .statusCode(202)
                        .header("Location", startsWith("/sources/p110/receipts/"))
                        .body("status", equalTo("RECEIVED"))
                        .body("duplicate", equalTo(false))
                        .body("sourceKey", equalTo("52052720251103204512318"))
                        .body("version", equalTo("2025/11/3 21:40:10"))
                        .extract()
                        .path("receiptId");

        // Then
        push("p110", "application/json", call)
                .statusCode(200)
                .body("receiptId", equalTo(receiptId))
                .body("duplicate", equalTo(true));
        awaitStatus("p110", receiptId, "REGISTERED");
        List<Arrival> told = eventually(caseOf(receiptId), 2);
        IntakeEvent.CaseRegistered registered =
                (IntakeEvent.CaseRegistered) told.getFirst().event().orElseThrow();
        assertThat(registered.flags())
                .containsExactlyInAnyOrder(Flag.REPEAT_CALL, Flag.THREAT, Flag.WEAPON);
        assertThat(registered.header().sequence()).isEqualTo(1);
        assertThat(registered.header().caseNo()).startsWith("ZZ520527");
        assertThat(registered.category()).isEqualTo("02");
        assertThat(told.get(1).event().orElseThrow()).isInstanceOf(IntakeEvent.CaseAccepted.class);
        assertThat(told.getFirst().json())
                .doesNotContain("王某甲")
                .doesNotContain("李某乙")
                .doesNotContain("14000000001");
    }

    private static List<Arrival> eventually(UUID caseId, int count) {
        await().atMost(SOON)
                .untilAsserted(
                        () ->
                                assertThat(Broker.events(Topics.INTAKE_EVENTS, caseId))
                                        .hasSizeGreaterThanOrEqualTo(count));
        return Broker.events(Topics.INTAKE_EVENTS, caseId);
    }

    @Test
    @TestSecurity(user = "source-p110", roles = "source")
    @OidcSecurity(claims = @Claim(key = "system", value = "p110"))
    void an_equal_version_with_changed_text_is_a_conflict_and_both_are_kept() {
        // Given
        String call =
                Samples.text("110_3_wage_mass.json").replace("42120220251215094300112", "4212023");
        json("p110", call).statusCode(202);

        // When
        ValidatableResponse answer = json("p110", call.replace("欠薪三个月", "欠薪四个月"));

        // Then
        answer.statusCode(409)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:fengqiao:problem:source-conflict"))
                .body("quarantineId", notNullValue());
        assertThat(
                        Database.texts(
                                "select status from receipt where source_key = '4212023' order by received_at"))
                .hasSize(2)
                .contains("QUARANTINED");
    }

    @Test
    @TestSecurity(user = "source-p110", roles = "source")
    @OidcSecurity(claims = @Claim(key = "system", value = "p110"))
    void an_older_version_arriving_late_changes_nothing() {
        // Given
        String call =
                Samples.text("110_ordinary_neighbour.json")
                        .replace("52052720251118093015077", "5205271");
        String first = json("p110", call).statusCode(202).extract().path("receiptId");
        awaitStatus("p110", first, "REGISTERED");

        // When
        String late =
                json("p110", call.replace("2025/11/18 10:12:30", "2025/11/18 09:40:00"))
                        .statusCode(202)
                        .extract()
                        .path("receiptId");

        // Then
        awaitStatus("p110", late, "SUPERSEDED");
        assertThat(eventually(caseOf(first), 2)).hasSize(2);
    }

    @Test
    @TestSecurity(user = "source-h12345", roles = "source")
    @OidcSecurity(claims = @Claim(key = "system", value = "h12345"))
    void a_changed_hotline_order_is_an_update_of_its_case() {
        // Given
        String order =
                Samples.text("12345_1_property_fee.json")
                        .replace("QXN20251104093512008", "QXN-UPDATE-1")
                        .replace("14000000011", "14000000911");
        String first = json("h12345", order).statusCode(202).extract().path("receiptId");
        awaitStatus("h12345", first, "REGISTERED");

        // When
        String second =
                json("h12345", order.replace("要求恢复供水", "要求立即恢复供水,否则同归于尽"))
                        .statusCode(202)
                        .body("version", equalTo("2"))
                        .extract()
                        .path("receiptId");

        // Then
        awaitStatus("h12345", second, "LINKED");
        UUID caseId = caseOf(first);
        assertThat(caseOf(second)).isEqualTo(caseId);
        List<Arrival> told = eventually(caseId, 3);
        IntakeEvent.SourceRecordLinked linked =
                (IntakeEvent.SourceRecordLinked) told.get(2).event().orElseThrow();
        assertThat(linked.source().version()).isEqualTo("2");
        assertThat(linked.flags()).contains(Flag.THREAT);
        assertThat(linked.header().sequence()).isEqualTo(3);
    }

    @Test
    @TestSecurity(user = "source-h12345", roles = "source")
    @OidcSecurity(claims = @Claim(key = "system", value = "h12345"))
    void a_broken_order_is_quarantined_and_a_corrected_push_closes_the_item() {
        // Given
        String good =
                Samples.text("12345_2_social_insurance.json")
                        .replace("YB20251106141500031", "YB-BROKEN-1")
                        .replace("14000000012", "14000000912");
        String broken = good.replace("2025-11-06 14:15:00", "二〇二五年");

        // When
        String quarantineId =
                json("h12345", broken)
                        .statusCode(422)
                        .contentType("application/problem+json")
                        .body("errors.pointer", hasItem("/registerTime"))
                        .body("errors[0].detail", containsString("registerTime"))
                        .extract()
                        .path("quarantineId");

        // Then
        json("h12345", broken).statusCode(422).body("quarantineId", equalTo(quarantineId));
        assertThat(
                        Database.texts(
                                "select times from quarantine where quarantine_id = '"
                                        + quarantineId
                                        + "'"))
                .containsExactly("2");
        String receiptId = json("h12345", good).statusCode(202).extract().path("receiptId");
        assertThat(
                        Database.texts(
                                "select closed_by from quarantine where quarantine_id = '"
                                        + quarantineId
                                        + "'"))
                .containsExactly(receiptId);
        json("h12345", "{\"hotlineNo\":")
                .statusCode(400)
                .body("quarantineId", notNullValue())
                .body("errors[0].detail", notNullValue());
    }

    @Test
    @TestSecurity(user = "source-h12345", roles = "source")
    @OidcSecurity(claims = @Claim(key = "system", value = "h12345"))
    void a_consultation_is_information_only() {
        // Given
        String asked =
                Samples.text("12345_1_property_fee.json")
                        .replace("QXN20251104093512008", "QXN-ASK-1")
                        .replace("\"投诉\"", "\"咨询\"");

        // When
        String receiptId = json("h12345", asked).statusCode(202).extract().path("receiptId");

        // Then
        awaitStatus("h12345", receiptId, "INFO_ONLY");
    }

    @Test
    @TestSecurity(user = "source-court", roles = "source")
    @OidcSecurity(claims = @Claim(key = "system", value = "court"))
    void the_ledger_balances_and_a_lost_row_shows_as_one() {
        // Given
        int before = given().get("/sources/court/ledger").path("received");
        int repeats = given().get("/sources/court/ledger").path("duplicates");
        String receiptId =
                push("court", "application/xml", Samples.bytes("court_1_property.xml"))
                        .statusCode(202)
                        .extract()
                        .path("receiptId");
        push("court", "application/xml", Samples.bytes("court_1_property.xml")).statusCode(200);
        push("court", "application/json", Samples.bytes("court_2_divorce.json")).statusCode(202);
        push("court", "application/json", "{}".getBytes(StandardCharsets.UTF_8)).statusCode(422);
        awaitStatus("court", receiptId, "REGISTERED");
        String day = Database.texts("select received_on from receipt limit 1").getFirst();
        given().get("/sources/court/ledger?date={d}", day)
                .then()
                .statusCode(200)
                .body("received", equalTo(before + 3))
                .body("quarantined", equalTo(1))
                .body("duplicates", equalTo(repeats + 1))
                .body("difference", equalTo(0));

        // When
        Database.change("delete from receipt where receipt_id = '" + receiptId + "'");

        // Then
        given().get("/sources/court/ledger?date={d}", day)
                .then()
                .body("received", equalTo(before + 3))
                .body("difference", equalTo(1));
    }

    @Test
    @TestSecurity(user = "source-court", roles = "source")
    @OidcSecurity(claims = @Claim(key = "system", value = "court"))
    void a_cloud_event_is_only_an_envelope() {
        // Given
        String record =
                Samples.text("court_3_loan_result.json").replace("SQT-002087", "SQT-CE0001");
        String receiptId = json("court", record).statusCode(202).extract().path("receiptId");
        String structured =
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"type\":\"x\",\"source\":\"/court\",\"data\":"
                        + record
                        + "}";

        // When
        ValidatableResponse answer =
                push(
                        "court",
                        "application/cloudevents+json",
                        structured.getBytes(StandardCharsets.UTF_8));

        // Then
        answer.statusCode(200)
                .body("receiptId", equalTo(receiptId))
                .body("duplicate", equalTo(true));
        given().contentType("application/json")
                .headers(Map.of("ce-specversion", "1.0", "ce-id", "2", "ce-sourceversion", "7"))
                .body(record.replace("86000.00", "85000.00"))
                .post("/sources/court/records")
                .then()
                .statusCode(202)
                .body("version", equalTo("7"));
    }

    @Test
    @TestSecurity(user = "source-p110", roles = "source")
    @OidcSecurity(claims = @Claim(key = "system", value = "p110"))
    void a_client_sees_and_pushes_only_its_own_system() {
        push("court", "application/json", Samples.bytes("court_1_property.json"))
                .statusCode(403)
                .contentType("application/problem+json");
        given().get("/sources/court/ledger").then().statusCode(403);
        push("p110", "text/plain", "x".getBytes(StandardCharsets.UTF_8)).statusCode(415);
        push("p110", "application/json", new byte[1_200_000]).statusCode(413);
        given().get("/sources/p110/receipts/{id}", UUID.randomUUID().toString())
                .then()
                .statusCode(404);
        given().get("/sources/p110/ledger?date=gestern").then().statusCode(400);
    }

    @Test
    @TestSecurity(user = "source-grid", roles = "source")
    @OidcSecurity(claims = @Claim(key = "system", value = "grid"))
    void a_system_without_adapter_is_not_connected() {
        push("grid", "application/json", "{}".getBytes(StandardCharsets.UTF_8))
                .statusCode(404)
                .body("type", equalTo("urn:fengqiao:problem:unknown-system"));
    }

    @Test
    void without_a_token_nothing_is_taken() {
        push("p110", "application/json", Samples.bytes("110_1_neighbour_repeat.json"))
                .statusCode(401);
    }

    @Test
    @TestSecurity(user = "window-520527", roles = "window")
    @OidcSecurity(claims = @Claim(key = "region", value = "520527"))
    void a_person_cannot_push_records() {
        push("p110", "application/json", Samples.bytes("110_1_neighbour_repeat.json"))
                .statusCode(403);
    }
}
