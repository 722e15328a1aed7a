package org.fengqiao.simulators;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.fengqiao.simulators.CaseTurn.Outcome;
import org.fengqiao.simulators.CaseTurn.Step;
import org.fengqiao.simulators.Outside.Answer;

/** Does the next thing the people and units of a case would do, whatever its state. */
final class CaseActor {

    private static final int NOT_FOUND = 404;

    /** One visit in so many brings the case back. */
    private static final int RELAPSES = 30;

    /** Two of three merge candidates are the same matter. */
    private static final int SAME = 3;

    private static final List<String> CONTENT =
            List.of("VERY_SATISFIED", "SATISFIED", "SATISFIED", "FAIR");
    private static final List<String> METHODS = List.of("PHONE", "PHONE", "ONSITE", "WINDOW");

    private final Staff staff;
    private final UnitActor units;
    private final RandomGenerator random;
    private final String playUnit;

    /**
     * @param playUnit its orders are left for people to play with
     */
    CaseActor(Staff staff, RandomGenerator random, String playUnit) {
        this.staff = staff;
        this.units = new UnitActor(staff, random);
        this.random = random;
        this.playUnit = playUnit;
    }

    /**
     * Takes one step; a case that is not marked {@code demo} is nobody's here.
     *
     * @param today the platform's day, Asia/Shanghai
     */
    Step act(String caseNo, String county, LocalDate today) {
        Answer answer = staff.read("dispatcher-" + county, "/api/cases/" + caseNo);
        JsonNode file = answer.body();
        CaseTurn turn = new CaseTurn(caseNo, county, today, file);
        if (!answer.isOk()) {
            return turn.end(answer.status() == NOT_FOUND ? Outcome.ENDED : Outcome.WAITS);
        }
        if (!file.path("demo").asBoolean()) {
            return turn.end(Outcome.ENDED);
        }
        return switch (file.path("state").asText()) {
            case "REGISTERED" -> accept(turn);
            case "ACCEPTED", "TRIAGED", "UNRESOLVED" -> triage(turn);
            case "DISPATCHED" ->
                    turn.unit().equals(playUnit) ? turn.end(Outcome.LEFT) : units.begin(turn);
            case "HANDLING" ->
                    turn.unit().equals(playUnit) ? turn.end(Outcome.LEFT) : units.handle(turn);
            case "MEDIATING" -> units.mediate(turn);
            case "RESOLVED" -> approve(turn);
            case "VISITING" -> visit(turn);
            case "CLOSED" -> pay(turn, Outcome.ENDED);
            case "REFUSED", "ARCHIVED", "CONCLUDED", "MERGED", "CANCELLED" ->
                    turn.end(Outcome.ENDED);
            default -> turn.end(Outcome.WAITS);
        };
    }

    /** What may be the same matter is merged, if the window thinks so and it is not too late. */
    private Step accept(CaseTurn turn) {
        String window = "window-" + turn.county();
        String path = turn.path("intake");
        JsonNode other = staff.read(window, path).body().path("candidates").path(0).path("caseNo");
        if (other.isTextual()
                && random.nextInt(SAME) > 0
                && staff.ask(window, path + "/merge", Map.of("with", other.asText()))) {
            return turn.step("merge", true);
        }
        return turn.step("accept", staff.ask(window, path + "/accept", Map.of()));
    }

    private Step triage(CaseTurn turn) {
        boolean red = turn.red();
        if (red && turn.order().isMissingNode()) {
            // 24 hours of control go with a red case; people start them beside the order.
            staff.offer("political-legal-" + turn.county(), turn.path("risk") + "/control/start");
        }
        Map<String, String> triaged =
                Map.of(
                        "grade",
                        red ? "CRITICAL" : "NORMAL",
                        "difficulty",
                        red ? "SHARP" : "NORMAL",
                        "unit",
                        choose(turn),
                        "reason",
                        "经研判由该单位承办");
        return turn.step(
                "triage",
                staff.ask(
                        "dispatcher-" + turn.county(), turn.path("dispatch") + "/triage", triaged));
    }

    /** The police for a red case; the table's unit, or 司法 where that one had its try. */
    private static String choose(CaseTurn turn) {
        if (turn.red()) {
            return turn.county() + "-PSB";
        }
        String table = Units.leading(turn.county(), turn.file().path("category").asText());
        return table.equals(turn.unit()) || table.endsWith("-ZZ")
                ? turn.county() + "-JUSTICE"
                : table;
    }

    /** What policy has not passed by itself: people look at the result of a red case. */
    private Step approve(CaseTurn turn) {
        String base = turn.path("dispatch");
        if (turn.red()) {
            staff.ask("leader-" + turn.county(), base + "/leader-approval", Map.of());
            staff.ask("political-legal-" + turn.county(), base + "/opinion", Map.of());
        }
        return turn.step(
                "result/accept",
                staff.ask("dispatcher-" + turn.county(), base + "/result/accept", Map.of()));
    }

    private Step visit(CaseTurn turn) {
        if (!turn.last("visits").path("state").asText().equals("PLANNED")) {
            return turn.end(Outcome.WAITS);
        }
        Step paid = pay(turn, Outcome.WAITS);
        if (paid.outcome() != Outcome.WAITS) {
            return paid;
        }
        String path = turn.path("mediation") + "/visit";
        boolean again = turn.file().path("reopenCount").asInt() == 0 && !turn.red();
        if (again && random.nextInt(RELAPSES) == 0) {
            Map<String, Object> failed = Map.of("passed", false, "reason", "RECURRED");
            return turn.step("visit failed", staff.ask("visitor-" + turn.county(), path, failed));
        }
        // A step of its own: mediation has to hear of the release before it takes the visit.
        if (turn.red()
                && turn.file().path("visits").size() == 1
                && staff.offer(
                        "political-legal-" + turn.county(),
                        turn.path("risk") + "/control/release")) {
            return turn.step("control/release", true);
        }
        Map<String, Object> passed =
                Map.of(
                        "passed", true,
                        "method", pick(METHODS),
                        "satisfaction", pick(CONTENT));
        return turn.step("visit", staff.ask("visitor-" + turn.county(), path, passed));
    }

    /** Pays the first instalment that is due. */
    private Step pay(CaseTurn turn, Outcome nothingDue) {
        for (JsonNode part : turn.last("agreements").path("instalments")) {
            boolean unpaid = part.path("paidOn").isNull() || part.path("paidOn").isMissingNode();
            if (unpaid && !LocalDate.parse(part.path("dueDate").asText()).isAfter(turn.today())) {
                String path =
                        "%s/instalments/%d/payment"
                                .formatted(turn.path("mediation"), part.path("seq").asInt());
                Map<String, String> paid = Map.of("paidOn", turn.today().toString());
                return turn.step("payment", staff.ask("visitor-" + turn.county(), path, paid));
            }
        }
        return turn.end(nothingDue);
    }

    private String pick(List<String> from) {
        return from.get(random.nextInt(from.size()));
    }
}
