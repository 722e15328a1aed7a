package org.fengqiao.systemtests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.fengqiao.systemtests.Platform.Answer;

/**
 * Seed row 000-01: a 12345 record and the court's delegation about the same unpaid property fee;
 * mediation in the court's outpost, instalments, one paid late, visit, closed, both sources
 * answered. Prints each step, ends non-zero at the first wrong one.
 */
public final class Journey {

    /** Held, because the log manager forgets loggers nobody holds. */
    private static final java.util.logging.Logger KAFKA =
            java.util.logging.Logger.getLogger("org.apache.kafka");

    private static final String UNIT = "520527-COURT";
    private static final String MEDIATOR = "mediator-520527";

    private final Platform platform = new Platform();
    private int step;

    public static void main(String[] args) {
        // The Kafka clients' chatter is not part of the story.
        KAFKA.setLevel(java.util.logging.Level.WARNING);
        String name = args.length == 0 ? "property-fee" : args[0];
        if (!name.equals("property-fee")) {
            System.err.println("unknown journey " + name + "; there is: property-fee");
            System.exit(2);
        }
        try {
            new Journey().propertyFee();
        } catch (RuntimeException e) {
            System.err.println("✗ " + e.getMessage());
            System.exit(1);
        }
        System.exit(0);
    }

    /** Walks the journey; throws at the first wrong step. Returns the case number. */
    public String propertyFee() {
        Instant now = moveClock("PT0S");
        Records records = new Records(now);
        ObjectNode hotline = records.hotlineAboutPropertyFee();
        ObjectNode court = records.courtAboutPropertyFee();
        String hotlineNo = hotline.get("hotlineNo").asText();
        String ajbs = court.get("ajbs").asText();

        Answer pushed =
                expect(
                        202,
                        platform.asClient(
                                "source-h12345", "POST", "/sources/h12345/records", hotline),
                        "12345 pushes");
        say("12345 order %s received, receipt %s", hotlineNo, pushed.text("receiptId"));
        Answer again =
                expect(
                        200,
                        platform.asClient(
                                "source-h12345", "POST", "/sources/h12345/records", hotline),
                        "12345 pushes again");
        check(
                again.text("receiptId").equals(pushed.text("receiptId"))
                        && again.body().path("duplicate").asBoolean(),
                "a repeat has the same receipt");
        String caseNo = registered("h12345", pushed.text("receiptId"));
        say("case %s registered and accepted", caseNo);

        Answer file = waitFor(caseNo, "DISPATCHED");
        String orderNo = file.text("/orders/0/orderNo");
        check(
                file.text("/orders/0/unit").equals(UNIT),
                "the table sends a property fee in this county to the court's outpost");
        say(
                "order %s issued to %s, due %s by %s",
                orderNo, UNIT, file.text("/orders/0/dueAt"), file.text("/orders/0/dueRule"));
        sameOrderOnThreeDoors(orderNo);

        Answer delegated =
                expect(
                        202,
                        platform.asClient("source-court", "POST", "/sources/court/records", court),
                        "the court pushes");
        String second = registered("court", delegated.text("receiptId"));
        say("court delegation %s registered as %s, waits for a person: same party", ajbs, second);
        Answer merged =
                expect(
                        200,
                        platform.asPerson(
                                "window-520527",
                                "POST",
                                "/api/intake/cases/" + second + "/merge",
                                Map.of("with", caseNo)),
                        "the window merges");
        say("window merged: %s is now %s", second, merged.text("state"));
        platform.until(
                "two records in the file",
                () -> file(caseNo),
                a -> a.body().path("records").size() == 2);

        LocalDate today = now.atZone(Records.SHANGHAI).toLocalDate();
        mediate(caseNo, today);
        waitFor(caseNo, "VISITING");
        checkAnswers(caseNo, hotlineNo, ajbs);

        expect(
                200,
                platform.asPerson(
                        MEDIATOR,
                        "POST",
                        "/api/mediation/cases/" + caseNo + "/instalments/1/payment",
                        Map.of("paidOn", today.plusDays(5).toString())),
                "the first instalment is paid");
        say("first instalment paid on time");
        moveClock("P8D");
        expect(
                200,
                platform.asPerson(
                        "visitor-520527",
                        "POST",
                        "/api/mediation/cases/" + caseNo + "/visit",
                        Map.of("passed", true, "method", "PHONE", "satisfaction", "SATISFIED")),
                "the visit passes");
        say("clock moved 8 days; visit passed, both sources are told of it");
        waitFor(caseNo, "CLOSED");
        answered("h12345", hotlineNo, "feedback-visited");
        answered("court", ajbs, "feedback-visited");

        moveClock("P30D");
        platform.until(
                "the second instalment overdue",
                () -> file(caseNo),
                a -> a.text("/agreements/0/instalments/1/state").equals("OVERDUE"));
        say("clock moved 30 days; second instalment overdue");
        expect(
                200,
                platform.asPerson(
                        MEDIATOR,
                        "POST",
                        "/api/mediation/cases/" + caseNo + "/instalments/2/payment",
                        Map.of("paidOn", today.plusDays(38).toString())),
                "the second instalment is paid late");
        Answer archived = waitFor(caseNo, "ARCHIVED");
        check(
                archived.text("/agreements/0/instalments/1/state").equals("DONE_LATE"),
                "the late payment is marked");
        check(
                archived.body().path("journal").size() > 12,
                "the journal tells who, when, which rule");
        check(archived.body().path("nodes").size() == 7, "seven nodes");
        say("paid late, archived; %d journal lines", archived.body().path("journal").size());
        for (String system : List.of("h12345", "court")) {
            Answer ledger =
                    expect(
                            200,
                            platform.asClient(
                                    "source-" + system,
                                    "GET",
                                    "/sources/" + system + "/ledger?date=" + today,
                                    null),
                            "the ledger");
            check(
                    ledger.body().path("difference").asInt(-1) == 0,
                    system + " ledger difference is 0: " + ledger.body());
        }
        say("ledgers of both sources: difference 0");
        say("journey complete: case %s closed, answered to 12345 and the court", caseNo);
        return caseNo;
    }

    private void sameOrderOnThreeDoors(String orderNo) {
        Answer byHttp =
                platform.until(
                        "the order by HTTP",
                        () ->
                                platform.asClient(
                                        "dept-" + UNIT,
                                        "GET",
                                        "/departments/" + UNIT + "/orders/" + orderNo,
                                        null),
                        a -> a.status() == 200);
        long http = byHttp.body().path("position").asLong();
        long sse = platform.positionOnSse(UNIT, orderNo);
        long kafka = platform.positionOnKafka(UNIT, orderNo);
        check(
                http == sse && sse == kafka,
                "one position on three doors: http " + http + ", sse " + sse + ", kafka " + kafka);
        say("department sees it by HTTP, SSE and Kafka under position %d", http);
    }

    private void mediate(String caseNo, LocalDate today) {
        String path = "/api/mediation/cases/" + caseNo;
        platform.until(
                "mediation to open",
                () -> platform.asPerson(MEDIATOR, "GET", path, null),
                a -> a.status() == 200);
        expect(
                200,
                platform.asPerson(MEDIATOR, "POST", path + "/start", Map.of("type", "JUDICIAL")),
                "mediation starts");
        expect(
                200,
                platform.asPerson(MEDIATOR, "POST", path + "/sessions", Map.of("mode", "ONSITE")),
                "a session is held");
        waitFor(caseNo, "MEDIATING");
        say("mediation started by the court's outpost, which signed the order; one session held");
        Map<String, Object> agreement =
                Map.of(
                        "form",
                        "WRITTEN",
                        "confirmationIntended",
                        true,
                        "instalments",
                        List.of(
                                Map.of("amount", "1680.00", "dueOn", today.plusDays(7).toString()),
                                Map.of(
                                        "amount",
                                        "2000.00",
                                        "dueOn",
                                        today.plusDays(35).toString())));
        Answer agreed =
                expect(
                        200,
                        platform.asPerson(MEDIATOR, "POST", path + "/agreement", agreement),
                        "they agree");
        say("agreement %s: 3680.00 in two instalments", agreed.text("/agreement/agreementNo"));
    }

    private void checkAnswers(String caseNo, String hotlineNo, String ajbs) {
        JsonNode toHotline = answered("h12345", hotlineNo, "feedback-finished");
        check(
                toHotline.path("nodeType").asText().equals("4")
                        && !toHotline.path("caseCode").asText().isEmpty(),
                "12345 is answered in its shape: " + toHotline);
        check(!toHotline.has("visitMethod"), "FINISHED carries no visit fields");
        JsonNode toCourt = answered("court", ajbs, "feedback-finished");
        check(
                toCourt.path("tjjg").asText().equals("1")
                        && toCourt.path("fqlx").size() == 2
                        && toCourt.path("xyje").asText().equals("3680.00"),
                "the court is answered in its shape: " + toCourt);
        say("result of %s fed back to 12345 and to the court, in their shapes", caseNo);
    }

    private JsonNode answered(String system, String key, String kind) {
        Answer found =
                platform.until(
                        kind + " to " + system,
                        () ->
                                platform.asClient(
                                        "source-" + system,
                                        "GET",
                                        "/sources/"
                                                + system
                                                + "/feedback?limit=500&after="
                                                + lastPage(system),
                                        null),
                        a -> item(a, key, kind) != null);
        JsonNode item = item(found, key, kind);
        return item == null ? found.body() : item.path("data");
    }

    /** Reads on from a little before the end: a long-lived platform has many answers. */
    private long lastPage(String system) {
        long after = 0;
        while (true) {
            Answer page =
                    platform.asClient(
                            "source-" + system,
                            "GET",
                            "/sources/" + system + "/feedback?limit=500&after=" + after,
                            null);
            if (page.body().path("items").size() < 500) {
                return after;
            }
            after = page.body().path("next").asLong();
        }
    }

    private static @org.jspecify.annotations.Nullable JsonNode item(
            Answer page, String key, String kind) {
        for (JsonNode item : page.body().path("items")) {
            if (item.path("sourceKey").asText().equals(key)
                    && item.path("type").asText().contains(kind)) {
                return item;
            }
        }
        return null;
    }

    private String registered(String system, String receiptId) {
        return platform.until(
                        "a case number on the receipt",
                        () ->
                                platform.asClient(
                                        "source-" + system,
                                        "GET",
                                        "/sources/" + system + "/receipts/" + receiptId,
                                        null),
                        a -> !a.text("caseNo").isEmpty() && !a.text("caseNo").equals("null"))
                .text("caseNo");
    }

    private Answer file(String caseNo) {
        return platform.asPerson("dispatcher-520527", "GET", "/api/cases/" + caseNo, null);
    }

    private Answer waitFor(String caseNo, String state) {
        Answer file =
                platform.until(
                        "state " + state, () -> file(caseNo), a -> a.text("state").equals(state));
        say("case file: %s (%s), as of %s", state, file.text("stage"), file.text("asOf"));
        return file;
    }

    private Instant moveClock(String by) {
        Answer moved =
                expect(
                        200,
                        platform.asPerson(
                                "admin-520527",
                                "POST",
                                "/api/dispatch/reference/clock",
                                Map.of("offset", by)),
                        "the clock moves");
        return Instant.parse(moved.text("now"));
    }

    private Answer expect(int status, Answer answer, String what) {
        check(
                answer.status() == status,
                what + ": expected " + status + ", got " + answer.status() + " " + answer.body());
        return answer;
    }

    private static void check(boolean right, String what) {
        if (!right) {
            throw new IllegalStateException(what);
        }
    }

    private void say(String text, Object... values) {
        step++;
        System.out.printf("%2d ✓ %s%n", step, text.formatted(values));
    }
}
