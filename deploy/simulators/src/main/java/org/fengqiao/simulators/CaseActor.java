package org.fengqiao.simulators;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.fengqiao.simulators.Outside.Answer;

/**
 * Does the next thing the people and units of a case would do, whatever its state. Refusals are no
 * failure: somebody else may have been first.
 */
final class CaseActor {

    /** Nothing happens to these by themselves any more. */
    static final Set<String> ENDED =
            Set.of("REFUSED", "CLOSED", "ARCHIVED", "CONCLUDED", "MERGED", "CANCELLED");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ONE_IN_TEN = 10;
    private static final int TALK_FIRST = 3;
    private static final int DAYS_TO_PAY = 20;
    private static final List<String> CONTENT =
            List.of("VERY_SATISFIED", "SATISFIED", "SATISFIED", "FAIR");

    private final Outside outside;
    private final RandomGenerator random;
    private final String playUnit;

    /**
     * @param playUnit its orders are left for people to play with
     */
    CaseActor(Outside outside, RandomGenerator random, String playUnit) {
        this.outside = outside;
        this.random = random;
        this.playUnit = playUnit;
    }

    /** Takes one step; returns what was done, empty if nothing. */
    String act(String caseNo, String county) {
        JsonNode file = get("dispatcher-" + county, "/api/cases/" + caseNo).body();
        String unit = file.path("unit").asText("");
        if (unit.equals(playUnit)) {
            return "";
        }
        JsonNode order = lastOrder(file);
        return switch (file.path("state").asText()) {
            case "REGISTERED" -> said("window-" + county, intake(caseNo, "accept"), Map.of());
            case "ACCEPTED", "TRIAGED", "UNRESOLVED" -> triage(caseNo, county, file);
            case "DISPATCHED" -> begin(caseNo, county, unit, order);
            case "HANDLING" -> handle(unit, order);
            case "MEDIATING" -> mediate(caseNo, county, unit, file);
            case "RESOLVED" -> approve(caseNo, county);
            case "VISITING" -> visit(caseNo, county, file);
            default -> "";
        };
    }

    private String triage(String caseNo, String county, JsonNode file) {
        boolean red = file.path("risk").asText().equals("RISK_RED");
        if (red) {
            // 24 hours of control go with a red case; started by people, beside the order.
            said("political-legal-" + county, risk(caseNo, "start"), Map.of());
        }
        return said(
                "dispatcher-" + county,
                "/api/dispatch/cases/" + caseNo + "/triage",
                Map.of(
                        "grade",
                        red ? "CRITICAL" : "NORMAL",
                        "difficulty",
                        red ? "SHARP" : "NORMAL",
                        "unit",
                        county + (red ? "-PSB" : "-M001"),
                        "reason",
                        "经研判由该单位承办"));
    }

    private String begin(String caseNo, String county, String unit, JsonNode order) {
        return mediates(unit)
                ? said(
                        mediator(county, unit),
                        mediation(caseNo, "start"),
                        Map.of("type", unit.endsWith("-COURT") ? "JUDICIAL" : "PEOPLE"))
                : asUnit(unit, order, "sign", Map.of());
    }

    private String handle(String unit, JsonNode order) {
        if (mediates(unit)) {
            return "";
        }
        if (random.nextInt(TALK_FIRST) > 0) {
            return asUnit(unit, order, "contact", Map.of("text", "已与当事人联系,正在核实情况"));
        }
        return asUnit(
                unit,
                order,
                "finish",
                Map.of(
                        "resultCode", "ADMINISTRATIVE_MEDIATION",
                        "text", "已到现场核实并组织双方协商,达成一致意见,当事人表示认可",
                        "partyInformed", true));
    }

    private String mediate(String caseNo, String county, String unit, JsonNode file) {
        String who = mediator(county, unit);
        if (file.path("sessions").isEmpty()) {
            return said(who, mediation(caseNo, "sessions"), Map.of("mode", "ONSITE"));
        }
        if (random.nextInt(ONE_IN_TEN) == 0) {
            return said(who, mediation(caseNo, "fail"), Map.of("reason", "NO_AGREEMENT"));
        }
        ObjectNode agreed = JSON.createObjectNode();
        agreed.put("form", "WRITTEN");
        agreed.putArray("instalments")
                .addObject()
                .put("amount", BigDecimal.valueOf(100L * (1 + random.nextInt(80))))
                .put("dueOn", LocalDate.parse(today(file)).plusDays(DAYS_TO_PAY).toString());
        agreed.put("confirmationIntended", false);
        return said(who, mediation(caseNo, "agreement"), agreed);
    }

    private String approve(String caseNo, String county) {
        String base = "/api/dispatch/cases/" + caseNo;
        said("leader-" + county, base + "/leader-approval", Map.of());
        said("political-legal-" + county, base + "/opinion", Map.of());
        return said("dispatcher-" + county, base + "/result/accept", Map.of());
    }

    private String visit(String caseNo, String county, JsonNode file) {
        if (file.path("risk").asText().equals("RISK_RED")) {
            said("political-legal-" + county, risk(caseNo, "release"), Map.of());
        }
        return said(
                "visitor-" + county,
                mediation(caseNo, "visit"),
                Map.of(
                        "passed",
                        true,
                        "method",
                        "PHONE",
                        "satisfaction",
                        CONTENT.get(random.nextInt(CONTENT.size()))));
    }

    private String asUnit(String unit, JsonNode order, String verb, Object body) {
        String path =
                "/departments/" + unit + "/orders/" + order.path("orderNo").asText() + "/" + verb;
        Answer answer = outside.asClient("dept-" + unit, "POST", path, text(body)).join();
        return answer.isOk() ? verb : "";
    }

    private String said(String person, String path, Object body) {
        Answer answer = outside.asPerson(person, "POST", path, text(body)).join();
        return answer.isOk() ? path.substring(path.lastIndexOf('/') + 1) : "";
    }

    Answer get(String person, String path) {
        return outside.asPerson(person, "GET", path, null).join();
    }

    private static boolean mediates(String unit) {
        return unit.endsWith("-COURT") || unit.matches("\\d{6}-M\\d{3}");
    }

    /** The local realm has the court outpost's mediator under the plain name. */
    private static String mediator(String county, String unit) {
        String role = unit.substring(unit.indexOf('-') + 1);
        return role.equals("COURT")
                ? "mediator-" + county
                : "mediator-" + county + "-" + role.toLowerCase(java.util.Locale.ROOT);
    }

    private static String today(JsonNode file) {
        return Objects.requireNonNull(file.path("asOf").asText())
                .substring(0, "yyyy-MM-dd".length());
    }

    private static JsonNode lastOrder(JsonNode file) {
        JsonNode orders = file.path("orders");
        return orders.path(orders.size() - 1);
    }

    private static String intake(String caseNo, String verb) {
        return "/api/intake/cases/" + caseNo + "/" + verb;
    }

    private static String mediation(String caseNo, String verb) {
        return "/api/mediation/cases/" + caseNo + "/" + verb;
    }

    private static String risk(String caseNo, String verb) {
        return "/api/risk/cases/" + caseNo + "/control/" + verb;
    }

    private static String text(Object body) {
        return JSON.valueToTree(body).toString();
    }
}
