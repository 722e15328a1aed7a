package org.fengqiao.systemtests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.fengqiao.systemtests.Platform.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The console in a real browser, logged in through Keycloak. */
@NeedsRunningPlatform
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsoleTest {

    private static final String PERSON = "dispatcher-520527";
    private static final String SIGNS = "汇研交办督结评";

    private static final Path AXE =
            Path.of("../gateway/src/main/console/node_modules/axe-core/axe.min.js");

    /** Until the first live data are drawn. */
    private static final int SETTLE_MILLIS = 1200;

    private static final int PHONE_WIDTH = 390;
    private static final int PHONE_HEIGHT = 844;

    private final Platform platform = new Platform();
    private final Playwright playwright =
            Playwright.create(
                    new Playwright.CreateOptions()
                            .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    private final Browser browser =
            playwright
                    .chromium()
                    .launch(
                            new BrowserType.LaunchOptions()
                                    .setExecutablePath(chromium())
                                    .setArgs(List.of("--no-sandbox")));
    private BrowserContext context = browser.newContext();
    private Page page = context.newPage();
    private final List<String> errors = new ArrayList<>();
    private String caseNo = "";

    @BeforeAll
    void a_case_to_look_at() {
        String record = new Records(platform.now()).policeAboutParking().toString();
        Answer pushed = platform.push("p110", "application/json", record);
        caseNo = platform.caseOf("p110", pushed.text("receiptId"));
        platform.caseIn(caseNo, "DISPATCHED");
    }

    @BeforeEach
    void a_browser_that_knows_nothing() {
        context =
                browser.newContext(
                        new Browser.NewContextOptions()
                                .setLocale("zh-CN")
                                .setViewportSize(1400, 900));
        page = context.newPage();
        page.onPageError(errors::add);
    }

    @AfterEach
    void no_script_failed() {
        picture("console-last");
        context.close();
        assertThat(errors).isEmpty();
    }

    @AfterAll
    void end_the_browser() {
        playwright.close();
    }

    @Test
    void a_dispatcher_logs_in_sees_the_live_list_and_the_seven_nodes_of_a_case() {
        // Given
        page.navigate(platform.gateway());
        assertThat(page.locator("aside.local")).isVisible();

        // When
        logIn(PERSON);

        // Then: the list shows the newest case
        assertThat(page.locator("header.top")).containsText("520527");
        open("/cases");
        assertThat(page.getByText(caseNo).first()).isVisible();
        picture("console-list");

        // When
        page.locator("tr")
                .filter(new Locator.FilterOptions().setHasText(caseNo))
                .getByRole(AriaRole.LINK)
                .click();

        // Then: the file with its seven nodes
        assertThat(page.locator("ol.nodes > li")).hasCount(7);
        assertThat(page.locator("ol.nodes .seal")).hasText(SIGNS.split(""));
        assertThat(page.locator("ol.nodes li.active .seal")).hasText("交");
        assertThat(page.getByText("520527-HOUSING").first()).isVisible();
        picture("console-case");
        noTokenInThePage();
    }

    @Test
    void a_new_case_appears_in_the_list_by_itself() {
        // Given
        page.navigate(platform.gateway());
        logIn(PERSON);
        open("/cases");
        assertThat(page.getByText(caseNo).first()).isVisible();

        // When
        String record = new Records(platform.now()).policeAboutParking().toString();
        Answer pushed = platform.push("p110", "application/json", record);
        String fresh = platform.caseOf("p110", pushed.text("receiptId"));

        // Then
        page.getByText(fresh).first().waitFor(new Locator.WaitForOptions().setTimeout(15_000));
    }

    @Test
    void a_wrong_password_stays_out() {
        // Given
        page.navigate(platform.gateway());
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("登录")).click();

        // When
        page.locator("#username").fill(PERSON);
        page.locator("#password").fill("wrong");
        page.locator("#kc-login").click();

        // Then
        assertThat(page.locator("#password")).isVisible();
        page.navigate(platform.gateway());
        assertThat(page.locator("a.login")).isVisible();
        assertThat(statusSeenByThePage("/api/cases")).isEqualTo(401);
    }

    @Test
    void after_logging_out_the_session_is_gone_and_the_password_is_asked_again() {
        // Given
        page.navigate(platform.gateway());
        logIn(PERSON);

        // When
        page.locator("button.leave").click();

        // Then
        assertThat(page.locator("a.login")).isVisible();
        assertThat(statusSeenByThePage("/api/cases")).isEqualTo(401);
        page.locator("a.login").click();
        assertThat(page.locator("#password")).isVisible();
    }

    @Test
    void a_session_changes_nothing_without_the_header_only_the_console_sends() {
        // Given
        page.navigate(platform.gateway());
        logIn(PERSON);

        // When
        Object status =
                page.evaluate(
                        "path => fetch(path, {method: 'POST', headers: {'Content-Type':"
                                + " 'application/json'}, body: '{}'}).then(r => r.status)",
                        "/api/dispatch/cases/" + caseNo + "/triage");

        // Then
        assertThat(status).isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({
        "zh, leader-520527,     home",
        "zh, dispatcher-520527, board",
        "zh, dispatcher-520527, cases",
        "zh, dispatcher-520527, case",
        "zh, leader-520527,     screen",
        "zh, admin-520527,      ops",
        "ko, window-520527,     home",
        "ko, dispatcher-520527, board",
        "ko, dispatcher-520527, cases",
        "ko, dispatcher-520527, case",
        "ko, leader-520527,     screen",
        "ko, admin-520527,      ops",
        "en, mediator-520527,   home",
        "en, dispatcher-520527, board",
        "en, dispatcher-520527, cases",
        "en, dispatcher-520527, case",
        "en, leader-520527,     screen",
        "en, admin-520527,      ops",
    })
    void every_page_opens_in_three_languages_and_can_be_read_by_everybody(
            String language, String person, String name) {
        // Given
        page.navigate(platform.gateway());
        logIn(person);
        page.locator("[data-test=language-" + language + "]").click();

        // When
        open(name.equals("case") ? "/cases/" + caseNo : "/" + name);

        // Then
        assertThat(page.locator("html")).hasAttribute("lang", Pattern.compile(language + ".*"));
        assertThat(page.locator("main h1, main h2").first()).isVisible();
        page.waitForTimeout(SETTLE_MILLIS);
        picture("console-" + name + "-" + language);
        assertThat(barriers()).isEmpty();
    }

    @Test
    void a_handler_signs_and_finishes_an_order_in_the_console() {
        // Given
        String record = new Records(platform.now()).policeAboutParking().toString();
        Answer pushed = platform.push("p110", "application/json", record);
        String mine = platform.caseOf("p110", pushed.text("receiptId"));
        platform.caseIn(mine, "DISPATCHED");
        page.navigate(platform.gateway());
        logIn("handler-520527");
        open("/cases/" + mine);

        // When
        page.locator("[data-test=action-sign]").click();
        page.locator("[data-test=send]").click();
        platform.caseIn(mine, "HANDLING");
        page.locator("[data-test=action-finish]").click();
        Locator form = page.locator("[data-test=action-form]");
        form.locator("select").first().selectOption("ANSWERED");
        form.locator("textarea").fill("已现场处理");
        page.locator("[data-test=send]").click();

        // Then
        platform.caseIn(mine, "VISITING");
        picture("console-finished");
    }

    @Test
    void a_dispatcher_triages_a_threat_by_keys_alone_and_is_told_what_is_missing() {
        // Given
        String record = new Records(platform.now()).policeWithThreat().toString();
        Answer pushed = platform.push("p110", "application/json", record);
        String mine = platform.caseOf("p110", pushed.text("receiptId"));
        page.navigate(platform.gateway());
        logIn(PERSON);
        open("/cases/" + mine);
        Locator form = page.locator("[data-test=action-form]");

        // When: a form without a unit
        page.locator("[data-test=action-triage]").press("Enter");
        form.locator("select[name=grade]").selectOption("MAJOR");
        form.locator("select[name=difficulty]").selectOption("HARD");
        form.locator("textarea[name=reason]").pressSequentially("先由公安控制事态");
        form.locator("textarea[name=reason]").press("Tab");

        // Then: it is not sent, the field is named by the browser, Escape leaves
        assertThat(form.locator("select[name=unit]:invalid")).hasCount(1);
        page.keyboard().press("Escape");
        assertThat(form).hasCount(0);
        assertThat(page.locator("[data-test=action-triage]")).isFocused();

        // When: complete
        page.keyboard().press("Enter");
        form.locator("select[name=grade]").selectOption("MAJOR");
        form.locator("select[name=difficulty]").selectOption("HARD");
        form.locator("select[name=unit]").selectOption("520527-PSB");
        form.locator("textarea[name=reason]").pressSequentially("先由公安控制事态");
        page.locator("[data-test=send]").press("Enter");

        // Then
        platform.caseIn(mine, "DISPATCHED");
        picture("console-triaged");
    }

    @ParameterizedTest
    @CsvSource({
        "window-520527,     home",
        "dispatcher-520527, board",
        "dispatcher-520527, cases",
        "dispatcher-520527, case",
        "leader-520527,     screen",
        "admin-520527,      ops",
    })
    void every_page_fits_a_phone(String person, String name) {
        // Given
        page.setViewportSize(PHONE_WIDTH, PHONE_HEIGHT);
        page.navigate(platform.gateway());
        logIn(person);

        // When
        open(name.equals("case") ? "/cases/" + caseNo : "/" + name);
        assertThat(page.locator("main h1, main h2").first()).isVisible();
        page.waitForTimeout(SETTLE_MILLIS);
        picture("console-phone-" + name);

        // Then: nothing is cut off or has to be pushed aside, and everybody can read it
        assertThat(page.evaluate("() => document.documentElement.scrollWidth"))
                .isEqualTo(PHONE_WIDTH);
        assertThat(barriers()).isEmpty();
    }

    /** What axe finds, one line each. */
    private List<?> barriers() {
        // Evaluated by the debugger: a script element would be refused by the page's own policy.
        try {
            page.evaluate(Files.readString(AXE));
        } catch (IOException e) {
            throw new UncheckedIOException("npm ci in the console brings axe", e);
        }
        return (List<?>)
                page.evaluate(
                        "() => axe.run().then(r => r.violations.map(v => v.id + ' ' +"
                                + " v.nodes.map(n => n.target.join(' ')).join(' | ')))");
    }

    private void open(String path) {
        page.navigate(platform.gateway() + "/#" + path);
    }

    private void logIn(String person) {
        page.locator("a.login").click();
        page.locator("#username").fill(person);
        page.locator("#password").fill(person);
        page.locator("#kc-login").click();
        page.waitForURL(Pattern.compile(Pattern.quote(platform.gateway()) + "/.*#/home.*"));
    }

    private int statusSeenByThePage(String path) {
        return (Integer) page.evaluate("path => fetch(path).then(r => r.status)", path);
    }

    private void noTokenInThePage() {
        String seen =
                (String)
                        page.evaluate(
                                "() => document.cookie + JSON.stringify(localStorage) +"
                                        + " JSON.stringify(sessionStorage)");
        assertThat(seen).doesNotContain("eyJ").doesNotContainIgnoringCase("token");
        assertThat(page.evaluate("() => document.cookie")).isEqualTo("");
        assertThat(context.cookies(platform.gateway()))
                .isNotEmpty()
                .allMatch(cookie -> cookie.httpOnly);
    }

    private void picture(String name) {
        page.screenshot(
                new Page.ScreenshotOptions()
                        .setPath(Path.of("target", name + ".png"))
                        .setFullPage(true));
    }

    private static Path chromium() {
        String told = System.getenv("FENGQIAO_CHROMIUM");
        return Stream.of(
                        told == null ? "" : told,
                        "/usr/bin/chromium",
                        "/usr/bin/chromium-browser",
                        "/usr/bin/google-chrome")
                .filter(path -> !path.isEmpty())
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        "no Chromium found; FENGQIAO_CHROMIUM names one"));
    }
}
