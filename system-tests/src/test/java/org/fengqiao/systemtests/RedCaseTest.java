package org.fengqiao.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.fengqiao.systemtests.Platform.Answer;
import org.junit.jupiter.api.Test;

@NeedsRunningPlatform
class RedCaseTest {

    private static final Duration SIGN_WITHIN = Duration.ofHours(2);

    private final Platform platform = new Platform();

    @Test
    void a_threat_waits_for_people_and_its_order_is_urgent() {
        // Given
        ObjectNode record = new Records(platform.now()).policeWithThreat();
        Answer pushed = platform.push("p110", "application/json", record.toString());
        assertThat(pushed.status()).isEqualTo(202);
        String caseNo = platform.caseOf("p110", pushed.text("receiptId"));

        // When: nobody has decided yet
        Answer desk =
                platform.until(
                        "the case on the desk",
                        () ->
                                platform.asPerson(
                                        "dispatcher-520527",
                                        "GET",
                                        "/api/dispatch/desk?limit=200",
                                        null),
                        a -> line(a, caseNo).path("urgent").asBoolean());

        // Then: no unit has it, the risk is red
        assertThat(line(desk, caseNo).path("unit").isNull()).isTrue();
        Answer waiting =
                platform.until(
                        "red",
                        () -> platform.caseFile(caseNo),
                        a -> a.text("risk").equals("RISK_RED"));
        assertThat(waiting.body().path("orders")).isEmpty();
        assertThat(waiting.body().path("flags").toString()).contains("THREAT", "WEAPON");

        // When: the dispatcher decides
        Answer triaged =
                platform.asPerson(
                        "dispatcher-520527",
                        "POST",
                        "/api/dispatch/cases/" + caseNo + "/triage",
                        Map.of(
                                "grade", "MAJOR",
                                "difficulty", "HARD",
                                "unit", "520527-PSB",
                                "reason", "扬言伤害,先由公安控制事态"));
        assertThat(triaged.status()).as("%s", triaged.body()).isEqualTo(200);

        // Then: the order is urgent, to be signed within two hours
        Answer file =
                platform.until(
                        "the order",
                        () -> platform.caseFile(caseNo),
                        a -> a.body().path("orders").size() == 1);
        JsonNode order = file.body().at("/orders/0");
        assertThat(order.path("unit").asText()).isEqualTo("520527-PSB");
        assertThat(order.path("urgent").asBoolean()).isTrue();
        Instant issued = Instant.parse(order.path("issuedAt").asText());
        assertThat(Instant.parse(order.path("signDueAt").asText()))
                .isBetween(issued, issued.plus(SIGN_WITHIN));
        assertThat(file.body().path("journal").findValuesAsText("actor"))
                .contains("dispatcher-520527");
    }

    @Test
    void a_threat_is_nobodys_business_in_another_county() {
        // Given
        ObjectNode record = new Records(platform.now()).policeWithThreat();
        Answer pushed = platform.push("p110", "application/json", record.toString());
        String caseNo = platform.caseOf("p110", pushed.text("receiptId"));

        // When
        Answer triage =
                platform.asPerson(
                        "dispatcher-620902",
                        "POST",
                        "/api/dispatch/cases/" + caseNo + "/triage",
                        Map.of(
                                "grade", "NORMAL",
                                "difficulty", "NORMAL",
                                "unit", "620902-PSB",
                                "reason", "不在辖区"));

        // Then
        assertThat(triage.status()).isEqualTo(404);
    }

    private static JsonNode line(Answer desk, String caseNo) {
        for (JsonNode line : desk.body()) {
            if (line.path("caseNo").asText().equals(caseNo)) {
                return line;
            }
        }
        return desk.body().path("no such line");
    }
}
