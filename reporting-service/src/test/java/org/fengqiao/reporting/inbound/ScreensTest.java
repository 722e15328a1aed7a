package org.fengqiao.reporting.inbound;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import io.quarkus.test.security.oidc.Claim;
import io.quarkus.test.security.oidc.OidcSecurity;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.fengqiao.contracts.SourceSystem;
import org.fengqiao.testkit.KafkaAndPostgres;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each page asks for, and that nobody is told more than region, unit and role allow. */
@QuarkusTest
@QuarkusTestResource(
        value = KafkaAndPostgres.class,
        initArgs = @ResourceArg(name = "service", value = "reporting"))
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScreensTest {

    private static final String LATE = "ZZ5205272026110100000101";
    private static final String DRAIN = "ZZ5205272026110100000202";
    private static final String RED = "ZZ5205272026110100000303";
    private static final String CLOSED = "ZZ5205272026110100000404";
    private static final String DEMO = "ZZ5205272026110100000505";
    private static final String ELSEWHERE = "ZZ2224012026110100000606";

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    private Instant ago(long minutes) {
        return now.minus(Duration.ofMinutes(minutes));
    }

    @BeforeAll
    void six_cases() {
        Instant week = now.plus(Duration.ofDays(7));
        Told.registered(LATE, "520527104000", "甲方反映小区物业费纠纷", ago(60))
                .orderedTo("520527-COURT", now.minus(Duration.ofDays(8)), ago(1));
        Told.registered(DRAIN, "520527102000", "甲方与乙方邻里排水纠纷", ago(50))
                .orderedTo("520527-HOUSING", now, week);
        Told.registered(RED, "520527102000", "甲方扬言报复乙方", ago(40))
                .red()
                .orderedTo("520527-COURT", now, week);
        Told.registered(
                        CLOSED,
                        "520527104000",
                        "甲方与乙方租赁纠纷",
                        ago(30),
                        "0404",
                        SourceSystem.H12345,
                        false)
                .orderedTo("520527-COURT", ago(30), week)
                .closed("520527-COURT");
        Told.registered(DEMO, "520527104000", "甲方与乙方水沟纠纷", ago(20), "02", SourceSystem.GRID, true);
        Told.registered(ELSEWHERE, "222401101000", "甲方与乙方邻里排水纠纷", ago(10));
        String settled =
                "select count(*) from case_file where state in ('DISPATCHED', 'CLOSED') or case_no in ('%s', '%s')"
                        .formatted(DEMO, ELSEWHERE);
        await().atMost(Told.SOON)
                .untilAsserted(() -> assertThat(Told.stored(settled)).containsExactly("6"));
        await().atMost(Told.SOON)
                .untilAsserted(
                        () ->
                                assertThat(
                                                Told.stored(
                                                        "select state from case_file where case_no = '"
                                                                + CLOSED
                                                                + "'"))
                                        .containsExactly("CLOSED"));
    }

    @Test
    @TestSecurity(user = "dispatcher-520527", roles = "dispatcher")
    @OidcSecurity(claims = @Claim(key = "region", value = "520527"))
    void a_dispatcher_sees_the_county_newest_first_and_what_time_it_is_there() {
        given().get("/api/cases")
                .then()
                .statusCode(200)
                .header("X-Fengqiao-As-Of", notNullValue())
                .body("caseNo", contains(DEMO, CLOSED, RED, DRAIN, LATE))
                .body(
                        "light",
                        contains(
                                "LIGHT_NONE",
                                "LIGHT_NONE",
                                "LIGHT_GREEN",
                                "LIGHT_GREEN",
                                "LIGHT_OVERDUE"))
                .body("demo", contains(true, false, false, false, false));
        given().get("/api/cases/{no}", ELSEWHERE).then().statusCode(404);
        given().get("/api/cases/{no}", LATE)
                .then()
                .body("triage.grade", equalTo("NORMAL"))
                .body("unit", equalTo("520527-COURT"))
                .body("light", equalTo("LIGHT_OVERDUE"));
    }

    @Test
    @TestSecurity(user = "window-520527", roles = "window")
    @OidcSecurity(claims = @Claim(key = "region", value = "520527"))
    void a_restricted_case_is_neither_listed_nor_counted_for_the_window() {
        given().get("/api/cases").then().body("caseNo", not(hasItem(RED))).body("$", hasSize(4));
        given().get("/api/counts").then().body("total", equalTo(4));
        given().get("/api/counts/cases").then().body("count", equalTo(4));
        given().get("/api/counts/board")
                .then()
                .body("columns.items.flatten().caseNo", not(hasItem(RED)));
        given().get("/api/cases/{no}", RED).then().statusCode(404);
    }

    @Test
    @TestSecurity(user = "handler-520527", roles = "handler")
    @OidcSecurity(
            claims = {
                @Claim(key = "region", value = "520527"),
                @Claim(key = "unit", value = "520527-HOUSING")
            })
    void a_handler_is_told_of_the_own_unit_alone() {
        given().get("/api/cases").then().body("caseNo", contains(DRAIN));
        given().get("/api/cases?unit=520527-COURT").then().body("$", empty());
        given().get("/api/counts")
                .then()
                .body("total", equalTo(1))
                .body("byLight.LIGHT_GREEN", equalTo(1))
                .body("byLight.LIGHT_OVERDUE", equalTo(null))
                .body("today.closed", equalTo(0));
        given().get("/api/counts/board")
                .then()
                .body("columns.items.flatten().caseNo", contains(DRAIN));
        given().get("/api/counts/screen").then().statusCode(403);
        given().get("/api/cases/{no}", LATE).then().statusCode(404);
    }

    @ParameterizedTest
    @TestSecurity(user = "dispatcher-520527", roles = "dispatcher")
    @OidcSecurity(claims = @Claim(key = "region", value = "520527"))
    @CsvSource({
        "light=LIGHT_OVERDUE, LATE",
        "light=LIGHT_GREEN, RED DRAIN",
        "light=LIGHT_NONE, DEMO CLOSED",
        "light=LIGHT_RED, ''",
        "risk=RISK_RED, RED",
        "stage=PING, CLOSED",
        "source=h12345, CLOSED",
        "category=02, DEMO",
        "category=15, CLOSED RED DRAIN LATE",
        "unit=520527-HOUSING, DRAIN",
        "region=520527102, RED DRAIN",
        "region=222401, ''",
        "region=5, DEMO CLOSED RED DRAIN LATE",
        "demo=true, DEMO",
        "q=排水, DRAIN",
        "q=水, DEMO DRAIN",
        "q=纠水, ''",
        "q=100%, ''",
        "q=ZZ52052720261101000002, DRAIN",
        "from=2000-01-01&to=2000-01-31, ''",
        "q=纠纷&light=LIGHT_OVERDUE&unit=520527-COURT, LATE",
    })
    void the_list_is_narrowed_by_what_is_asked(String query, String cases) {
        // Given
        List<String> expected =
                cases.isEmpty()
                        ? List.of()
                        : List.of(cases.split(" ")).stream().map(ScreensTest::number).toList();

        // When
        List<String> found = given().get("/api/cases?" + query).jsonPath().getList("caseNo");
        int counted = given().get("/api/counts/cases?" + query).jsonPath().getInt("count");

        // Then
        assertThat(found).containsExactlyElementsOf(expected);
        assertThat(counted).isEqualTo(expected.size());
    }

    private static String number(String name) {
        return switch (name) {
            case "LATE" -> LATE;
            case "DRAIN" -> DRAIN;
            case "RED" -> RED;
            case "CLOSED" -> CLOSED;
            case "DEMO" -> DEMO;
            default -> throw new IllegalArgumentException(name);
        };
    }

    @Test
    @TestSecurity(user = "dispatcher-520527", roles = "dispatcher")
    @OidcSecurity(claims = @Claim(key = "region", value = "520527"))
    void pages_follow_each_other_without_gap_or_repeat() {
        // Given
        List<String> read = new ArrayList<>();
        String next = "/api/cases?limit=2&q=";

        // When
        while (!next.isEmpty()) {
            Response page = given().urlEncodingEnabled(false).get(next);
            read.addAll(page.jsonPath().getList("caseNo", String.class));
            String link = page.header("Link");
            next = link == null ? "" : link.replaceAll("<(.*)>; rel=\"next\"", "$1");
        }

        // Then
        assertThat(read).containsExactly(DEMO, CLOSED, RED, DRAIN, LATE);
    }

    @ParameterizedTest
    @TestSecurity(user = "dispatcher-520527", roles = "dispatcher")
    @OidcSecurity(claims = @Claim(key = "region", value = "520527"))
    @CsvSource({"light=BRIGHT, /light", "from=soon, /from"})
    void a_filter_that_means_nothing_is_named(String query, String pointer) {
        given().get("/api/cases?" + query)
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo(pointer));
        given().get("/api/cases?after=nonsense").then().statusCode(422);
    }

    @Test
    @TestSecurity(user = "leader-520527", roles = "leader")
    @OidcSecurity(claims = @Claim(key = "region", value = "520527"))
    void the_command_screen_adds_up() {
        given().get("/api/counts/screen")
                .then()
                .statusCode(200)
                .body("counts.total", equalTo(5))
                .body("counts.open", equalTo(4))
                .body("counts.byLight.LIGHT_OVERDUE", equalTo(1))
                .body("counts.byLight.LIGHT_GREEN", equalTo(2))
                .body("counts.byRisk.RISK_RED", equalTo(1))
                .body("counts.today.closed + 0", greaterThan(-1))
                .body("flow.n.sum()", equalTo(5))
                .body("flow.find { it.source == 'h12345' }.unit", equalTo("520527-COURT"))
                .body("levels.name", contains("COUNTY"))
                .body("trend", hasSize(30))
                .body("trend.registered.sum()", equalTo(5))
                .body("regions.name", containsInAnyOrder("520527104000", "520527102000"))
                .body("alerts.caseNo", contains(LATE));
        given().get("/api/counts/screen?region=520527102")
                .then()
                .body("counts.total", equalTo(2))
                .body("alerts", empty());
        given().get("/api/counts/screen?region=222401").then().body("counts.total", equalTo(0));
    }

    @Test
    @TestSecurity(user = "admin-520527", roles = "admin")
    @OidcSecurity(claims = @Claim(key = "region", value = "520527"))
    void an_administrator_is_told_names_but_no_cases() {
        given().get("/api/reference")
                .then()
                .statusCode(200)
                .body("regions.find { it.code == '520527000000' }.name", equalTo("赫章县"))
                .body("units.find { it.code == '520527-HOUSING' }.name", equalTo("赫章县住建局"))
                .body("categories.find { it.code == '1501' }.name", equalTo("物业费纠纷"))
                .body("rules.find { it.rule == 'confirm.apply' }.basis", equalTo("民事诉讼法第二百零五条"));
        for (String path :
                List.of(
                        "/api/cases",
                        "/api/counts",
                        "/api/counts/cases",
                        "/api/counts/board",
                        "/api/counts/screen")) {
            given().get(path).then().statusCode(403);
        }
    }

    @Test
    @TestSecurity(user = "source-p110", roles = "source")
    void a_machine_of_a_source_is_told_nothing() {
        given().get("/api/reference").then().statusCode(403);
        given().get("/api/counts/board").then().statusCode(403);
    }

    @Test
    void nobody_is_told_anything_without_a_token() {
        for (String path :
                List.of(
                        "/api/reference",
                        "/api/counts/board",
                        "/api/counts/screen",
                        "/api/cases")) {
            given().get(path).then().statusCode(401);
        }
    }

    @Test
    void what_was_counted_on_the_way_is_what_counting_again_finds() {
        // Given
        String cells =
                "select kind || ' ' || a || ' ' || b || ' ' || region_code || ' ' || unit || ' ' || secrecy || ' ' || sum(n) from case_tally_now group by kind, a, b, region_code, unit, secrecy having sum(n) <> 0 order by 1";
        List<String> onTheWay = Told.stored(cells);

        // When
        Told.stored("select cast(case_tally_rebuild() as text)");

        // Then
        assertThat(onTheWay).hasSizeGreaterThan(10).isEqualTo(Told.stored(cells));
    }
}
