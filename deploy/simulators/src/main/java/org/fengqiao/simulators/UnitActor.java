package org.fengqiao.simulators;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.fengqiao.simulators.CaseTurn.Outcome;
import org.fengqiao.simulators.CaseTurn.Step;

/** Does what the unit with the order does next: a department, or a mediation organisation. */
final class UnitActor {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** One order in so many goes back to the desk (退单). */
    private static final int RETURNS = 25;

    /** One mediation in so many fails. */
    private static final int FAILURES = 9;

    private static final int[] DAYS_TO_PAY = {0, 7, 20};
    private static final int MOST_HUNDREDS = 80;
    private static final List<String> RESULTS =
            List.of(
                    "ADMINISTRATIVE_MEDIATION",
                    "ADMINISTRATIVE_MEDIATION",
                    "SELF_SETTLED",
                    "ANSWERED");

    private final Staff staff;
    private final RandomGenerator random;

    UnitActor(Staff staff, RandomGenerator random) {
        this.staff = staff;
        this.random = random;
    }

    Step begin(CaseTurn turn) {
        String unit = turn.unit();
        String orderNo = turn.order().path("orderNo").asText();
        boolean first = turn.file().path("orders").size() == 1;
        // The centre hands on what the table could not place: its own people may not visit what
        // it has handled.
        if (unit.endsWith("-ZZ") || (first && !turn.red() && random.nextInt(RETURNS) == 0)) {
            return turn.step(
                    "return",
                    staff.answer(
                            unit,
                            orderNo,
                            "return",
                            Map.of("reason", "OTHER_DUTY", "text", "不属本单位职责,建议另行交办")));
        }
        if (Units.mediates(unit)) {
            String type = unit.endsWith("-COURT") ? "JUDICIAL" : "PEOPLE";
            return turn.step(
                    "start",
                    staff.askAsMediator(
                            unit, turn.path("mediation") + "/start", Map.of("type", type)));
        }
        return turn.step("sign", staff.answer(unit, orderNo, "sign", Map.of()));
    }

    Step handle(CaseTurn turn) {
        JsonNode order = turn.order();
        if (Units.mediates(turn.unit()) || order.path("state").asText().equals("FINISHED")) {
            return turn.end(Outcome.WAITS);
        }
        String orderNo = order.path("orderNo").asText();
        if (random.nextBoolean()) {
            Map<String, String> text = Map.of("text", "已与当事人联系,正在核实情况");
            return turn.step("contact", staff.answer(turn.unit(), orderNo, "contact", text));
        }
        Map<String, Object> finished =
                Map.of(
                        "resultCode",
                        RESULTS.get(random.nextInt(RESULTS.size())),
                        "text",
                        "已到现场核实并组织双方协商,达成一致意见,当事人表示认可",
                        "partyInformed",
                        true);
        return turn.step("finish", staff.answer(turn.unit(), orderNo, "finish", finished));
    }

    Step mediate(CaseTurn turn) {
        String path = turn.path("mediation");
        String issued = turn.order().path("issuedAt").asText();
        JsonNode held = turn.last("sessions").path("heldAt");
        // Sessions of an earlier order do not count.
        boolean met = held.isTextual() && at(held.asText()).isAfter(at(issued));
        if (!met) {
            if (turn.red()
                    && staff.offer(
                            "political-legal-" + turn.county(),
                            turn.path("risk") + "/control/start")) {
                return turn.step("control/start", true);
            }
            return turn.step(
                    "session",
                    staff.askAsMediator(turn.unit(), path + "/sessions", Map.of("mode", "ONSITE")));
        }
        if (random.nextInt(FAILURES) == 0) {
            return turn.step(
                    "fail",
                    staff.askAsMediator(
                            turn.unit(), path + "/fail", Map.of("reason", "NO_AGREEMENT")));
        }
        return turn.step(
                "agreement",
                staff.askAsMediator(turn.unit(), path + "/agreement", agreement(turn.today())));
    }

    /** Half of them about money; some of that today, some in instalments. */
    private ObjectNode agreement(LocalDate today) {
        boolean written = random.nextInt(4) > 0;
        ObjectNode agreed = JSON.createObjectNode();
        agreed.put("form", written ? "WRITTEN" : "ORAL");
        agreed.put("confirmationIntended", written && random.nextInt(4) == 0);
        ArrayNode instalments = agreed.putArray("instalments");
        if (written && random.nextBoolean()) {
            int parts = random.nextInt(3) == 0 ? 2 + random.nextInt(2) : 1;
            for (int i = 0; i < parts; i++) {
                instalments
                        .addObject()
                        .put("amount", "%d00.00".formatted(1 + random.nextInt(MOST_HUNDREDS)))
                        .put("dueOn", today.plusDays(DAYS_TO_PAY[i]).toString());
            }
        }
        return agreed;
    }

    private static Instant at(String text) {
        return text.isEmpty() ? Instant.EPOCH : Instant.parse(text);
    }
}
