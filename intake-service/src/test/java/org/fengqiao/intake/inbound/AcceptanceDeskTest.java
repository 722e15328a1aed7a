package org.fengqiao.intake.inbound;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import io.quarkus.test.security.oidc.Claim;
import io.quarkus.test.security.oidc.OidcSecurity;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.fengqiao.contracts.Actor;
import org.fengqiao.contracts.CaseHeader;
import org.fengqiao.contracts.DispatchEvent;
import org.fengqiao.contracts.DispatchEvent.Answer;
import org.fengqiao.contracts.EventTypes;
import org.fengqiao.contracts.FeedbackKind;
import org.fengqiao.contracts.FeedbackState;
import org.fengqiao.contracts.IntakeEvent;
import org.fengqiao.contracts.SourceSystem;
import org.fengqiao.contracts.Topics;
import org.fengqiao.intake.inbound.adapter.Samples;
import org.fengqiao.outbox.Arrival;
import org.fengqiao.outbox.EventCodec;
import org.fengqiao.testkit.KafkaAndPostgres;
import org.junit.jupiter.api.Test;

/** What waits for a person, what the person decides, who sees whom. */
@QuarkusTest
@QuarkusTestResource(
        value = KafkaAndPostgres.class,
        initArgs = @ResourceArg(name = "service", value = "intake"))
class AcceptanceDeskTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    /** A case opened through the Kafka door, so that the test's own identity stays the desk's. */
    private static UUID open(String system, String key, String payload) {
        Broker.push(system, key, payload.getBytes(StandardCharsets.UTF_8), Map.of());
        String sql = "select case_id from case_record where source_key = '" + key + "'";
        await().atMost(SOON).untilAsserted(() -> assertThat(Database.texts(sql)).hasSize(1));
        return UUID.fromString(Database.texts(sql).getFirst());
    }

    private static String call(String key, String phone) {
        return Samples.text("110_ordinary_neighbour.json")
                .replace("52052720251118093015077", key)
                .replace("14000000091", phone);
    }

    private static String caseNo(UUID caseId) {
        return Database.texts("select case_no from registration where case_id = '" + caseId + "'")
                .getFirst();
    }

    private static String state(UUID caseId) {
        return Database.texts("select state from registration where case_id = '" + caseId + "'")
                .getFirst();
    }

    private static List<String> told(UUID caseId) {
        return Broker.events(Topics.INTAKE_EVENTS, caseId).stream()
                .map(a -> a.event().orElseThrow().getClass().getSimpleName())
                .toList();
    }

    @Test
    @TestSecurity(user = "window-520527", roles = "window")
    @OidcSecurity(claims = @Claim(key = "region", value = "520527"))
    void a_second_record_of_the_same_person_waits_with_its_candidate_and_is_merged_by_hand() {
        // Given
        UUID first = open("p110", "5205279001", call("5205279001", "14000000801"));
        UUID second = open("p110", "5205279002", call("5205279002", "14000000801"));
        assertThat(state(first)).isEqualTo("ACCEPTED");
        assertThat(state(second)).isEqualTo("REGISTERED");
        given().get("/api/intake/cases")
                .then()
                .statusCode(200)
                .body("caseNo", hasItem(caseNo(second)))
                .body("caseNo", not(hasItem(caseNo(first))));
        given().get("/api/intake/cases/{no}", caseNo(second))
                .then()
                .body("candidates[0].caseNo", equalTo(caseNo(first)))
                .body("candidates[0].reasons", hasItem("PHONE"))
                .body("objections", hasItem("MERGE_CANDIDATES"));

        // When
        given().contentType("application/json")
                .body(Map.of("with", caseNo(first)))
                .post("/api/intake/cases/{no}/merge", caseNo(second))
                .then()
                .statusCode(200)
                .body("caseNo", equalTo(caseNo(first)))
                .body("records.sourceKey", hasItem("5205279002"));

        // Then
        assertThat(state(second)).isEqualTo("MERGED");
        await().atMost(SOON)
                .untilAsserted(
                        () -> {
                            assertThat(told(first)).endsWith("CaseMerged");
                            assertThat(told(second)).endsWith("CaseMerged");
                        });
        IntakeEvent.CaseMerged underMaster = lastMerge(first);
        IntakeEvent.CaseMerged underAbsorbed = lastMerge(second);
        assertThat(underAbsorbed.mergeId()).isEqualTo(underMaster.mergeId());
        assertThat(underAbsorbed.header().masterCaseId()).isEqualTo(first);
        assertThat(underAbsorbed.header().originCaseId()).isEqualTo(second);
        assertThat(underMaster.sources()).hasSize(1);
        assertThat(Database.texts("select status from receipt where source_key = '5205279002'"))
                .containsExactly("LINKED");
        given().contentType("application/json")
                .body(Map.of("with", caseNo(first)))
                .post("/api/intake/cases/{no}/merge", caseNo(second))
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:fengqiao:problem:not-in-stage"));
    }

    @Test
    @TestSecurity(user = "window-520527", roles = "window")
    @OidcSecurity(claims = @Claim(key = "region", value = "520527"))
    void a_merge_repeated_under_its_key_is_answered_again_and_done_once() {
        // Given
        UUID first = open("p110", "5205279021", call("5205279021", "14000000821"));
        UUID second = open("p110", "5205279022", call("5205279022", "14000000821"));

        // When
        for (int i = 0; i < 2; i++) {
            given().contentType("application/json")
                    .header("Idempotency-Key", "merge-1")
                    .header("traceparent", TRACE)
                    .body(Map.of("with", caseNo(first)))
                    .post("/api/intake/cases/{no}/merge", caseNo(second))
                    .then()
                    .statusCode(200)
                    .body("caseNo", equalTo(caseNo(first)))
                    .body("records.sourceKey", hasItem("5205279022"));
        }

        // Then: told once, with the request's trace and key
        await().atMost(SOON)
                .untilAsserted(
                        () -> {
                            assertThat(told(first)).containsOnlyOnce("CaseMerged");
                            assertThat(told(second)).containsOnlyOnce("CaseMerged");
                        });
        for (UUID id : List.of(first, second)) {
            assertThat(Broker.events(Topics.INTAKE_EVENTS, id).getLast().headers())
                    .containsEntry("traceparent", TRACE)
                    .containsEntry("ce_causationid", "merge-1");
        }
    }

    @Test
    @TestSecurity(user = "window-520527", roles = "window")
    @OidcSecurity(claims = @Claim(key = "region", value = "520527"))
    void a_key_counts_for_one_case_and_command_and_a_refused_command_may_be_asked_again() {
        // Given
        open("p110", "5205279023", call("5205279023", "14000000823"));
        UUID one = open("p110", "5205279024", call("5205279024", "14000000823"));
        UUID other = open("p110", "5205279025", call("5205279025", "14000000823"));
        refuse(one, "1", "MALICIOUS").statusCode(409);

        // When // Then: not yet carried out, then carried out, then known
        refuse(one, "1", "NOT_A_DISPUTE").statusCode(200).body("state", equalTo("REFUSED"));
        refuse(one, "1", "NOT_A_DISPUTE").statusCode(200).body("state", equalTo("REFUSED"));
        refuse(one, "2", "NOT_A_DISPUTE").statusCode(409);
        // another case and another command under the same key are their own
        for (int i = 0; i < 2; i++) {
            given().header("Idempotency-Key", "1")
                    .post("/api/intake/cases/{no}/accept", caseNo(other))
                    .then()
                    .statusCode(200)
                    .body("state", equalTo("ACCEPTED"));
        }
        given().header("Idempotency-Key", "2")
                .post("/api/intake/cases/{no}/accept", caseNo(other))
                .then()
                .statusCode(409);
        given().header("Idempotency-Key", "k".repeat(201))
                .post("/api/intake/cases/{no}/accept", caseNo(other))
                .then()
                .statusCode(400);
        await().atMost(SOON)
                .untilAsserted(
                        () -> {
                            assertThat(told(one)).containsOnlyOnce("CaseRefused");
                            assertThat(told(other)).containsOnlyOnce("CaseAccepted");
                        });
    }

    private static ValidatableResponse refuse(UUID caseId, String key, String reason) {
        return given().contentType("application/json")
                .header("Idempotency-Key", key)
                .body(Map.of("reason", reason))
                .post("/api/intake/cases/{no}/refuse", caseNo(caseId))
                .then();
    }

    private static IntakeEvent.CaseMerged lastMerge(UUID caseId) {
        Arrival last = Broker.events(Topics.INTAKE_EVENTS, caseId).getLast();
        return (IntakeEvent.CaseMerged) last.event().orElseThrow();
    }

    @Test
    @TestSecurity(user = "window-520527", roles = "window")
    @OidcSecurity(claims = @Claim(key = "region", value = "520527"))
    void a_person_refuses_with_advice_and_the_receipt_says_so() {
        // Given
        open("p110", "5205279003", call("5205279003", "14000000803"));
        UUID waiting = open("p110", "5205279004", call("5205279004", "14000000803"));

        // When
        given().contentType("application/json")
                .body(Map.of("reason", "NOT_A_DISPUTE"))
                .post("/api/intake/cases/{no}/refuse", caseNo(waiting))
                .then()
                .statusCode(200)
                .body("state", equalTo("REFUSED"));

        // Then
        assertThat(Database.texts("select status from receipt where source_key = '5205279004'"))
                .containsExactly("REFUSED");
        given().contentType("application/json")
                .body(Map.of("reason", "BECAUSE"))
                .post("/api/intake/cases/{no}/refuse", caseNo(waiting))
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/reason"));
    }

    @Test
    @TestSecurity(user = "window-520527", roles = "window")
    @OidcSecurity(claims = @Claim(key = "region", value = "520527"))
    void malicious_needs_the_approver_s_role_and_acceptance_numbers_its_notice() {
        // Given
        open("p110", "5205279005", call("5205279005", "14000000805"));
        UUID waiting = open("p110", "5205279006", call("5205279006", "14000000805"));
        given().contentType("application/json")
                .body(Map.of("reason", "MALICIOUS"))
                .post("/api/intake/cases/{no}/refuse", caseNo(waiting))
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:fengqiao:problem:approval-needed"));

        // When
        given().post("/api/intake/cases/{no}/accept", caseNo(waiting))
                .then()
                .statusCode(200)
                .body("state", equalTo("ACCEPTED"))
                .body("noticeNo", containsString("受告"));

        // Then
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(told(waiting)).endsWith("CaseAccepted"));
    }

    @Test
    @TestSecurity(user = "window-620902", roles = "window")
    @OidcSecurity(claims = @Claim(key = "region", value = "620902"))
    void a_person_of_another_region_sees_and_decides_nothing() {
        // Given
        open("p110", "5205279007", call("5205279007", "14000000807"));
        UUID waiting = open("p110", "5205279008", call("5205279008", "14000000807"));

        // When
        String no = caseNo(waiting);

        // Then
        given().get("/api/intake/cases").then().body("caseNo", not(hasItem(no)));
        given().get("/api/intake/cases/{no}", no).then().statusCode(404);
        given().post("/api/intake/cases/{no}/accept", no).then().statusCode(404);
        given().contentType("application/json")
                .body(Map.of("with", no))
                .post("/api/intake/cases/{no}/merge", no)
                .then()
                .statusCode(404);
        given().get("/api/intake/cases/{id}/contacts?reason=x", waiting).then().statusCode(404);
        assertThat(state(waiting)).isEqualTo("REGISTERED");
    }

    @Test
    @TestSecurity(user = "svc-dispatch", roles = "service")
    void contacts_are_shown_with_a_reason_and_written_down() {
        // Given
        UUID caseId = open("p110", "5205279009", call("5205279009", "14000000809"));
        given().get("/api/intake/cases/{id}/contacts", caseId).then().statusCode(422);

        // When
        given().get("/api/intake/cases/{id}/contacts?reason=首次联系", caseId)
                .then()
                .statusCode(200)
                .body("parties[0].name", equalTo("郑某"))
                .body("parties[0].phones[0]", equalTo("14000000809"));

        // Then
        assertThat(
                        Database.texts(
                                "select actor || '/' || reason || '/' || shown from contact_access where case_id = '"
                                        + caseId
                                        + "'"))
                .containsExactly("svc-dispatch/首次联系/1");
    }

    @Test
    @TestSecurity(user = "svc-dispatch", roles = "service")
    void a_secret_caller_is_never_shown_and_violence_hides_the_other_side_and_addresses() {
        // Given
        UUID secret =
                open(
                        "h12345",
                        "SZ-SECRET-1",
                        Samples.text("12345_3_noise_repeat.json")
                                .replace("SZ20251109220318006", "SZ-SECRET-1")
                                .replace("14000000013", "14000000811"));
        UUID violent =
                open(
                        "court",
                        "FY-DV-1",
                        Samples.text("court_2_divorce.json")
                                .replace("FY222405-2025-SQT-000311", "FY-DV-1"));

        // Then
        given().get("/api/intake/cases/{id}/contacts?reason=x", secret)
                .then()
                .body("parties[0].name", nullValue())
                .body("parties[0].phones.size()", equalTo(0))
                .body("parties[0].hidden", equalTo("SECRET_CALLER"));
        given().get("/api/intake/cases/{id}/contacts?reason=x&forParty=RESPONDENT", violent)
                .then()
                .body("parties[0].hidden", equalTo("DOMESTIC_VIOLENCE"))
                .body("parties[0].name", nullValue())
                .body("parties[1].name", equalTo("崔某"))
                .body("parties[1].address", nullValue());
    }

    @Test
    @TestSecurity(user = "source-p110", roles = "source")
    @OidcSecurity(claims = @Claim(key = "system", value = "p110"))
    void what_dispatch_answered_stands_with_the_receipt_and_an_early_event_waits() {
        // Given
        UUID caseId = open("p110", "5205279010", call("5205279010", "14000000810"));
        String receiptId =
                Database.texts("select receipt_id from receipt where source_key = '5205279010'")
                        .getFirst();
        Instant at = Instant.parse("2026-11-23T01:00:00Z");

        // When
        dispatch(
                caseId,
                2,
                new DispatchEvent.ResultFedBack(
                        header(caseId, 2),
                        List.of(
                                new Answer(
                                        SourceSystem.P110,
                                        "5205279010",
                                        FeedbackKind.FINISHED,
                                        FeedbackState.DELIVERED,
                                        at))));
        await().atMost(SOON)
                .untilAsserted(
                        () ->
                                assertThat(
                                                Database.texts(
                                                        "select type from waiting_event where case_id = '"
                                                                + caseId
                                                                + "'"))
                                        .hasSize(1));
        dispatch(caseId, 1, new DispatchEvent.CaseWithdrawn(header(caseId, 1), "SETTLED"));

        // Then
        await().atMost(SOON)
                .untilAsserted(
                        () ->
                                given().get("/sources/p110/receipts/{id}", receiptId)
                                        .then()
                                        .body("feedback[0].kind", equalTo("FINISHED"))
                                        .body("feedback[0].state", equalTo("DELIVERED"))
                                        .body("caseNo", equalTo(caseNo(caseId))));
        assertThat(state(caseId)).isEqualTo("CANCELLED");
    }

    private static CaseHeader header(UUID caseId, long sequence) {
        return new CaseHeader(
                caseId,
                caseNo(caseId),
                sequence,
                caseId,
                null,
                "520527000000",
                Instant.parse("2026-11-23T01:00:00Z"),
                Actor.SYSTEM,
                null);
    }

    private static void dispatch(UUID caseId, long sequence, Record event) {
        Map<String, String> headers = new HashMap<>();
        headers.put("ce_id", UUID.randomUUID().toString());
        headers.put("ce_type", EventTypes.nameOf(event.getClass()));
        headers.put("ce_source", "/fengqiao/dispatch");
        headers.put("ce_sequence", Long.toString(sequence));
        Broker.send(
                "dispatch",
                Topics.DISPATCH_EVENTS,
                caseId.toString(),
                EventCodec.encode(event).getBytes(StandardCharsets.UTF_8),
                headers);
    }
}
