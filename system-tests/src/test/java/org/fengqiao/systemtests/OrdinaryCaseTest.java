package org.fengqiao.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Map;
import org.fengqiao.systemtests.Platform.Answer;
import org.junit.jupiter.api.Test;

@NeedsRunningPlatform
class OrdinaryCaseTest {

    private static final String UNIT = "520527-HOUSING";

    private final Platform platform = new Platform();

    @Test
    void a_department_settles_a_parking_quarrel_and_110_hears_of_the_result_and_of_the_visit() {
        // Given
        ObjectNode record = new Records(platform.now()).policeAboutParking();
        String key = record.at("/body/jjdbh").asText();
        Answer pushed = platform.push("p110", "application/json", record.toString());
        assertThat(pushed.status()).isEqualTo(202);
        String caseNo = platform.caseOf("p110", pushed.text("receiptId"));
        Answer file = platform.caseIn(caseNo, "DISPATCHED");
        assertThat(file.text("/orders/0/unit")).isEqualTo(UNIT);
        assertThat(file.body().at("/orders/0/urgent").asBoolean(true)).isFalse();
        assertThat(Instant.parse(file.text("/orders/0/dueAt"))).isAfter(platform.now());
        String orderNo = file.text("/orders/0/orderNo");

        // When: the department signs, talks and finishes
        assertThat(order(orderNo, "/sign", Map.of()).status()).isEqualTo(200);
        assertThat(order(orderNo, "/contact", Map.of("text", "已联系当事人")).status()).isEqualTo(200);

        // Then: while it works on the order it may see whom to call, and only then
        Answer contacts = contacts(orderNo);
        assertThat(contacts.status()).as("%s", contacts.body()).isEqualTo(200);
        assertThat(contacts.body().at("/0/phones/0").asText()).isNotEmpty();

        // When
        Answer finished =
                order(
                        orderNo,
                        "/finish",
                        Map.of(
                                "resultCode", "ADMINISTRATIVE_MEDIATION",
                                "text", "已协调物业收回外租车位",
                                "partyInformed", true));
        assertThat(finished.status()).as("%s", finished.body()).isEqualTo(200);
        platform.caseIn(caseNo, "VISITING");
        assertThat(contacts(orderNo).status()).isEqualTo(409);
        Answer words =
                platform.asPerson(
                        "dispatcher-520527",
                        "GET",
                        "/api/dispatch/cases/" + caseNo + "/words",
                        null);
        assertThat(words.body().findValuesAsText("text")).containsExactly("已联系当事人", "已协调物业收回外租车位");

        // Then: 110 is told in its own shape, without what only a visit can know
        JsonNode told = platform.answered("p110", key, "feedback-finished");
        assertThat(told.at("/header/msgType").asText()).isEqualTo("FJW_FEEDBACK");
        assertThat(told.at("/body/JJDBH").asText()).isEqualTo(key);
        assertThat(told.at("/body/FLOWID").asText()).isEqualTo(caseNo);
        assertThat(told.at("/body/HANDLEBMNAME").asText()).isEqualTo("赫章县住建局");
        assertThat(told.at("/body/HANDLEOPINION").asText()).isEqualTo("已协调物业收回外租车位");
        assertThat(told.at("/body/HANDLETIME").asText()).matches("\\d{14}");
        assertThat(told.path("body").has("HFSJ")).isFalse();
        assertThat(told.path("body").has("CLJGDM")).isFalse();

        // When: the visit passes
        Answer visited =
                platform.asPerson(
                        "visitor-520527",
                        "POST",
                        "/api/mediation/cases/" + caseNo + "/visit",
                        Map.of("passed", true, "method", "PHONE", "satisfaction", "SATISFIED"));
        assertThat(visited.status()).as("%s", visited.body()).isEqualTo(200);

        // Then: the answer comes again with it, and the case ends
        JsonNode again = platform.answered("p110", key, "feedback-visited");
        assertThat(again.at("/body/HFSJ").asText()).matches("\\d{14}");
        assertThat(again.at("/body/CLJGMC").asText()).isEqualTo("满意");
        assertThat(again.at("/body/HANDLEOPINION").asText()).isEqualTo("已协调物业收回外租车位");
        Answer archived = platform.caseIn(caseNo, "ARCHIVED");
        assertThat(archived.body().path("nodes")).hasSize(7);
        assertThat(archived.body().path("journal").findValuesAsText("actor"))
                .contains("visitor-520527");
    }

    private Answer contacts(String orderNo) {
        return platform.asClient(
                "dept-" + UNIT,
                "GET",
                "/departments/" + UNIT + "/orders/" + orderNo + "/contacts",
                null);
    }

    private Answer order(String orderNo, String step, Map<String, Object> body) {
        return platform.asClient(
                "dept-" + UNIT, "POST", "/departments/" + UNIT + "/orders/" + orderNo + step, body);
    }
}
