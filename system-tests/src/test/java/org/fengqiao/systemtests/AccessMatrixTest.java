package org.fengqiao.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.fengqiao.systemtests.Platform.Answer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every HTTP endpoint against every kind of caller. The statuses are written by hand from the rules
 * of INTERFACES: an upstream system sees itself, a unit its own orders, a person the region and
 * what the role needs; what lies outside looks as if it did not exist.
 */
@NeedsRunningPlatform
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessMatrixTest {

    private static final String UNIT = "520527-HOUSING";

    /** Columns of the table; empty is no token, {@code source-} and {@code dept-} are machines. */
    private static final List<String> CALLERS =
            List.of(
                    "",
                    "source-p110",
                    "source-court",
                    "dept-520527-HOUSING",
                    "dept-620902-HOUSING",
                    "dispatcher-520527",
                    "dispatcher-620902",
                    "window-520527",
                    "handler-520527",
                    "admin-520527",
                    "auditor-520527",
                    "mediator-520527");

    /**
     * Method, path, body, then a status for each caller: none, 110, court, HOUSING here, HOUSING of
     * the other county, dispatcher, dispatcher of the other county, window, handler of HOUSING,
     * admin, auditor, mediator of the court's outpost. The case stands in county 520527, came from
     * 110 and was finished by HOUSING, so that every permitted command answers 409.
     */
    private static final String TABLE =
            """
            GET  /sources/p110/ledger                                 -                                                                         401 200 403 403 403 403 403 403 403 200 200 403
            GET  /sources/p110/receipts/{receipt}                     -                                                                         401 200 403 403 403 403 403 403 403 403 403 403
            GET  /sources/court/receipts/{receipt}                    -                                                                         401 403 404 403 403 403 403 403 403 403 403 403
            POST /sources/p110/records                                {"matrix                                                                  401 400 403 403 403 403 403 403 403 403 403 403
            GET  /sources/p110/feedback                               -                                                                         401 200 403 403 403 403 403 403 403 403 403 403
            GET  /sources/nosuch/ledger                               -                                                                         401 403 403 403 403 403 403 403 403 404 404 403
            GET  /departments/520527-HOUSING/orders                   -                                                                         401 403 403 200 403 403 403 403 200 403 403 403
            GET  /departments/520527-HOUSING/orders/stream            -                                                                         401 403 403 200 403 403 403 403 200 403 403 403
            GET  /departments/520527-HOUSING/orders/{order}           -                                                                         401 403 403 200 403 403 403 403 200 403 403 403
            GET  /departments/520527-HOUSING/orders/{order}/contacts  -                                                                         401 403 403 409 403 403 403 403 409 403 403 403
            GET  /departments/620902-HOUSING/orders/{order}           -                                                                         401 403 403 403 404 403 403 403 403 403 403 403
            GET  /departments/520527-COURT/orders/{order}             -                                                                         401 403 403 403 403 403 403 403 403 403 403 404
            POST /departments/520527-HOUSING/orders/{order}/sign      -                                                                         401 403 403 409 403 403 403 403 409 403 403 403
            POST /departments/520527-HOUSING/orders/{order}/contact   {"text":"matrix"}                                                         401 403 403 409 403 403 403 403 409 403 403 403
            POST /departments/520527-HOUSING/orders/{order}/progress  {"text":"matrix"}                                                         401 403 403 409 403 403 403 403 409 403 403 403
            POST /departments/520527-HOUSING/orders/{order}/return    {"reason":"OTHER","text":"matrix"}                                        401 403 403 409 403 403 403 403 409 403 403 403
            POST /departments/520527-HOUSING/orders/{order}/finish    {"resultCode":"OTHER","text":"matrix"}                                    401 403 403 409 403 403 403 403 409 403 403 403
            GET  /api/dispatch/desk                                   -                                                                         401 403 403 403 403 200 200 403 403 403 403 403
            GET  /api/dispatch/cases/{case}/words                     -                                                                         401 403 403 403 403 200 404 403 403 403 403 403
            POST /api/dispatch/cases/{case}/triage                    {"grade":"NORMAL","difficulty":"NORMAL","unit":"520527-ZZ","reason":"m"}  401 403 403 403 403 409 404 403 403 403 403 403
            POST /api/dispatch/cases/{case}/leader-approval           {}                                                                        401 403 403 403 403 403 403 403 403 403 403 403
            POST /api/dispatch/cases/{case}/opinion                   {}                                                                        401 403 403 403 403 403 403 403 403 403 403 403
            POST /api/dispatch/cases/{case}/result/accept             {}                                                                        401 403 403 403 403 409 404 403 403 403 403 403
            POST /api/dispatch/cases/{case}/result/send-back          {"reason":"OTHER"}                                                        401 403 403 403 403 409 404 403 403 403 403 403
            POST /api/dispatch/cases/{case}/conclude                  {"result":"SUCCESS"}                                                      401 403 403 403 403 403 403 403 403 403 403 403
            POST /api/dispatch/reference/clock                        {}                                                                        401 403 403 403 403 403 403 403 403 422 403 403
            GET  /api/intake/cases                                    -                                                                         401 403 403 403 403 403 403 200 403 403 403 403
            GET  /api/intake/cases/{case}                             -                                                                         401 403 403 403 403 403 403 200 403 403 403 403
            POST /api/intake/cases/{case}/accept                      {}                                                                        401 403 403 403 403 403 403 409 403 403 403 403
            POST /api/intake/cases/{case}/refuse                      {}                                                                        401 403 403 403 403 403 403 422 403 403 403 403
            POST /api/intake/cases/{case}/merge                       {}                                                                        401 403 403 403 403 403 403 422 403 403 403 403
            POST /api/intake/cases/{case}/cancel                      {}                                                                        401 403 403 403 403 403 403 422 403 403 403 403
            GET  /api/intake/cases/{caseId}/contacts?reason=matrix    -                                                                         401 403 403 403 403 200 404 200 403 403 403 403
            GET  /api/intake/cases/{caseId}/parties                   -                                                                         401 403 403 403 403 200 404 200 403 403 403 403
            GET  /api/mediation/cases                                 -                                                                         401 403 403 403 403 200 200 403 403 403 403 200
            GET  /api/mediation/cases/{case}                          -                                                                         401 403 403 403 403 200 404 403 403 403 403 404
            POST /api/mediation/cases/{case}/start                    {"type":"JUDICIAL"}                                                       401 403 403 403 403 403 403 403 403 403 403 40*
            POST /api/mediation/cases/{case}/sessions                 {"mode":"ONSITE"}                                                         401 403 403 403 403 403 403 403 403 403 403 40*
            POST /api/mediation/cases/{case}/agreement                {"form":"ORAL"}                                                           401 403 403 403 403 403 403 403 403 403 403 4**
            POST /api/mediation/cases/{case}/fail                     {"reason":"REFUSED"}                                                      401 403 403 403 403 403 403 403 403 403 403 4**
            POST /api/mediation/cases/{case}/instalments/1/payment    {"paidOn":"2026-11-30"}                                                   401 403 403 403 403 403 403 403 403 403 403 40*
            POST /api/mediation/cases/{case}/visit                    {"passed":true}                                                           401 403 403 403 403 403 403 403 403 403 403 403
            GET  /api/risk/cases                                      -                                                                         401 403 403 403 403 200 200 403 403 403 403 403
            POST /api/risk/cases/{case}/control/start                 {}                                                                        401 403 403 403 403 403 403 403 403 403 403 403
            POST /api/risk/cases/{case}/control/release               {}                                                                        401 403 403 403 403 403 403 403 403 403 403 403
            GET  /api/cases                                           -                                                                         401 403 403 403 403 200 200 200 200 403 200 200
            GET  /api/counts                                          -                                                                         401 403 403 403 403 200 200 200 200 403 200 200
            GET  /api/counts/cases                                    -                                                                         401 403 403 403 403 200 200 200 200 403 200 200
            GET  /api/counts/board                                    -                                                                         401 403 403 403 403 200 200 200 200 403 200 200
            GET  /api/counts/screen                                   -                                                                         401 403 403 403 403 200 200 403 403 403 403 403
            GET  /api/reference                                       -                                                                         401 403 403 403 403 200 200 200 200 200 200 200
            GET  /api/cases/{case}                                    -                                                                         401 403 403 403 403 200 404 200 200 403 200 404
            GET  /api/cases/nosuch                                    -                                                                         401 403 403 403 403 404 404 404 404 403 404 404
            GET  /api/intake/waiting                                  -                                                                         401 403 403 403 403 403 403 403 403 200 200 403
            POST /api/intake/waiting/{caseId}/intake/999/replay       {"reason":"matrix"}                                                       401 403 403 403 403 403 403 403 403 404 403 403
            POST /api/intake/waiting/{caseId}/intake/999/skip         {"reason":"matrix"}                                                       401 403 403 403 403 403 403 403 403 404 403 403
            GET  /api/dispatch/waiting                                -                                                                         401 403 403 403 403 403 403 403 403 200 200 403
            POST /api/dispatch/waiting/{caseId}/intake/999/replay     {"reason":"matrix"}                                                       401 403 403 403 403 403 403 403 403 404 403 403
            POST /api/dispatch/waiting/{caseId}/intake/999/skip       {"reason":"matrix"}                                                       401 403 403 403 403 403 403 403 403 404 403 403
            GET  /api/mediation/waiting                               -                                                                         401 403 403 403 403 403 403 403 403 200 200 403
            POST /api/mediation/waiting/{caseId}/intake/999/replay    {"reason":"matrix"}                                                       401 403 403 403 403 403 403 403 403 404 403 403
            POST /api/mediation/waiting/{caseId}/intake/999/skip      {"reason":"matrix"}                                                       401 403 403 403 403 403 403 403 403 404 403 403
            GET  /api/risk/waiting                                    -                                                                         401 403 403 403 403 403 403 403 403 200 200 403
            POST /api/risk/waiting/{caseId}/intake/999/replay         {"reason":"matrix"}                                                       401 403 403 403 403 403 403 403 403 404 403 403
            POST /api/risk/waiting/{caseId}/intake/999/skip           {"reason":"matrix"}                                                       401 403 403 403 403 403 403 403 403 404 403 403
            GET  /api/reporting/waiting                               -                                                                         401 403 403 403 403 403 403 403 403 200 200 403
            POST /api/reporting/waiting/{caseId}/intake/999/replay    {"reason":"matrix"}                                                       401 403 403 403 403 403 403 403 403 404 403 403
            POST /api/reporting/waiting/{caseId}/intake/999/skip      {"reason":"matrix"}                                                       401 403 403 403 403 403 403 403 403 404 403 403
            GET  /public/cases/ABCDEFGHJKMN?phoneLast4=0001           -                                                                         404 404 404 404 404 404 404 404 404 404 404 404
            """;

    private final Platform platform = new Platform();
    private Map<String, String> known = Map.of();

    /** The case the table speaks of. */
    @BeforeAll
    void a_case_finished_by_the_housing_office() {
        ObjectNode record = new Records(platform.now()).policeAboutParking();
        Answer pushed = platform.push("p110", "application/json", record.toString());
        String receipt = pushed.text("receiptId");
        String caseNo = platform.caseOf("p110", receipt);
        String orderNo = platform.caseIn(caseNo, "DISPATCHED").text("/orders/0/orderNo");
        String order = "/departments/" + UNIT + "/orders/" + orderNo;
        platform.asClient("dept-" + UNIT, "POST", order + "/sign", Map.of());
        platform.asClient(
                "dept-" + UNIT,
                "POST",
                order + "/finish",
                Map.of("resultCode", "OTHER", "text", "已处理", "partyInformed", true));
        Answer file = platform.caseIn(caseNo, "VISITING");
        known =
                Map.of(
                        "receipt", receipt,
                        "order", orderNo,
                        "caseId", file.text("caseId"),
                        "case", caseNo);
    }

    @TestFactory
    Stream<DynamicTest> every_caller_gets_what_the_rules_say() {
        return TABLE.lines().map(Row::of).map(row -> dynamicTest(row.name(), () -> check(row)));
    }

    @Test
    void the_table_names_every_endpoint_the_services_publish() {
        // Given
        List<String> written =
                TABLE.lines().map(Row::of).map(r -> r.method + " " + shape(r.path)).toList();

        // When
        List<String> published =
                Stream.of("intake", "dispatch", "mediation", "risk", "reporting")
                        .flatMap(service -> platform.endpoints(service).stream())
                        .map(AccessMatrixTest::shape)
                        .toList();

        // Then
        assertThat(published).hasSizeGreaterThan(35);
        assertThat(written).containsAll(published);
    }

    @ParameterizedTest
    @CsvSource({
        "intake,    /api/intake/cases",
        "intake,    /sources/p110/ledger",
        "dispatch,  /api/dispatch/desk",
        "dispatch,  /departments/520527-HOUSING/orders",
        "dispatch,  /sources/p110/feedback",
        "mediation, /api/mediation/cases",
        "risk,      /api/risk/cases",
        "reporting, /api/cases",
        "reporting, /api/counts",
    })
    void behind_the_gateway_a_service_asks_for_a_token_itself(String service, String path) {
        // Given
        String direct = platform.direct(service);

        // When
        int without = platform.status(direct, "", "GET", path, "");
        int forged = platform.status(direct, "eyJhbGciOiJub25lIn0.e30.", "GET", path, "");

        // Then
        assertThat(without).isEqualTo(401);
        assertThat(forged).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({
        "/api/cases?limit=200",
        "/api/dispatch/desk?limit=200",
        "/api/mediation/cases?limit=200",
        "/api/risk/cases?limit=200",
    })
    void lists_hold_nothing_of_another_county(String path) {
        // Given, When
        Answer list = platform.asPerson("dispatcher-620902", "GET", path, null);

        // Then
        assertThat(list.status()).isEqualTo(200);
        assertThat(list.body().isArray()).isTrue();
        assertThat(list.body().findValuesAsText("caseNo")).allMatch(n -> n.startsWith("ZZ620902"));
        assertThat(list.body().findValuesAsText("regionCode"))
                .allMatch(code -> code.startsWith("620902"));
    }

    @Test
    void a_handler_sees_only_what_the_own_unit_handles() {
        // Given, When
        Answer list = platform.asPerson("handler-520527", "GET", "/api/cases?limit=200", null);

        // Then
        assertThat(list.body().findValuesAsText("unit")).isNotEmpty().containsOnly(UNIT);
    }

    private void check(Row row) {
        assertAll(
                IntStream.range(0, CALLERS.size())
                        .mapToObj(
                                i ->
                                        () -> {
                                            String caller = CALLERS.get(i);
                                            String got =
                                                    Integer.toString(
                                                            platform.status(
                                                                    platform.gateway(),
                                                                    token(caller),
                                                                    row.method,
                                                                    filled(row.path),
                                                                    row.body));
                                            String wanted = row.statuses.get(i);
                                            assertEquals(
                                                    wanted,
                                                    masked(got, wanted),
                                                    caller.isEmpty() ? "anonymous" : caller);
                                        }));
    }

    private String token(String caller) {
        if (caller.isEmpty()) {
            return "";
        }
        return caller.startsWith("source-") || caller.startsWith("dept-")
                ? platform.clientToken(caller)
                : platform.personToken(caller);
    }

    private String filled(String path) {
        String filled = path;
        for (Map.Entry<String, String> e : known.entrySet()) {
            filled = filled.replace("{" + e.getKey() + "}", e.getValue());
        }
        return filled;
    }

    private static String masked(String got, String wanted) {
        int open = wanted.indexOf('*');
        return open < 0 ? got : got.substring(0, open) + wanted.substring(open);
    }

    /** A path without what is particular to one case. */
    private static String shape(String path) {
        return path.replaceAll("\\?.*", "")
                .replaceAll("^(\\w+ )?/sources/[^/]+", "$1/sources/*")
                .replaceAll("/departments/[^/]+", "/departments/*")
                .replaceAll("/instalments/[^/]+", "/instalments/*")
                .replaceAll("/waiting/[^/]+/[^/]+/[^/]+/", "/waiting/*/*/*/")
                .replaceAll("\\{[^}]+\\}", "*");
    }

    /** A line of the table; {@code -} is no body, {@code *} in a status any digit. */
    private record Row(String method, String path, String body, List<String> statuses) {

        static Row of(String line) {
            String[] parts = line.strip().split("\\s+");
            int first = parts.length - CALLERS.size();
            String body = parts[2].equals("-") ? "" : parts[2];
            return new Row(
                    parts[0], parts[1], body, Arrays.asList(parts).subList(first, parts.length));
        }

        String name() {
            return method + " " + path;
        }
    }
}
