package org.fengqiao.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fengqiao.systemtests.Platform.Answer;
import org.junit.jupiter.api.Test;

/** What the platform tells of itself is what dashboards, rules and docs speak of. */
@NeedsRunningPlatform
class MetricsTest {

    private static final Pattern OURS = Pattern.compile("`(fengqiao_\\w+)`");
    private static final int MOST_VALUES = 100;

    private final Platform platform = new Platform();
    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void every_metric_named_by_a_dashboard_or_a_rule_is_exported() throws Exception {
        // Given: what shows only after its first event
        somethingHasHappened();

        // When
        Map<String, String> expressions = WatchFiles.expressions();

        // Then
        assertThat(expressions).hasSizeGreaterThan(50);
        await().atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofSeconds(2))
                .untilAsserted(
                        () -> {
                            Set<String> exported = exported();
                            expressions.forEach(
                                    (expression, file) ->
                                            assertThat(exported)
                                                    .as("%s: %s", file, expression)
                                                    .containsAll(WatchFiles.metricsOf(expression)));
                        });
    }

    @Test
    void the_docs_list_exactly_what_is_exported() throws Exception {
        // Given
        somethingHasHappened();
        Set<String> documented = new TreeSet<>();
        Matcher ours = OURS.matcher(WatchFiles.read(WatchFiles.ROOT.resolve("docs/metrics.md")));
        while (ours.find()) {
            documented.add(ours.group(1));
        }

        // When, Then
        await().atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofSeconds(2))
                .untilAsserted(
                        () ->
                                assertThat(
                                                exported().stream()
                                                        .filter(m -> m.startsWith("fengqiao_")))
                                        .containsExactlyInAnyOrderElementsOf(documented));
    }

    @Test
    void no_series_bears_a_case_a_person_or_an_address() throws Exception {
        // Given
        String caseNo = somethingHasHappened();
        platform.caseFile(caseNo);

        // When
        String scraped = everything();

        // Then
        assertThat(scraped).doesNotContain(caseNo);
        assertThat(scraped).doesNotContainPattern("=\"[^\"]*\\d{11}[^\"]*\"");
        assertThat(scraped.lines().filter(l -> l.startsWith("fengqiao_")).count())
                .as("bounded labels")
                .isLessThan(6 * MOST_VALUES);
    }

    @Test
    void the_door_does_not_tell_figures() throws Exception {
        // Given, When
        HttpResponse<String> answer = get(platform.gateway() + "/q/metrics");

        // Then
        assertThat(answer.statusCode()).isEqualTo(404);
    }

    /** A case, its order, and a refusal; returns the case number. */
    private String somethingHasHappened() {
        Answer pushed =
                platform.push(
                        "p110",
                        "application/json",
                        new Records(platform.now()).policeAboutParking().toString());
        String caseNo = platform.caseOf("p110", pushed.text("receiptId"));
        platform.caseIn(caseNo, "DISPATCHED");
        platform.asClient("source-p110", "GET", "/sources/court/feedback", null);
        return caseNo;
    }

    private Set<String> exported() throws Exception {
        return WatchFiles.exported(everything());
    }

    private String everything() throws Exception {
        StringBuilder all = new StringBuilder();
        for (String service : List.of("intake", "dispatch", "mediation", "risk", "reporting")) {
            all.append(get(platform.direct(service) + "/q/metrics").body());
        }
        return all.append(get(platform.metricsOfGateway()).body()).toString();
    }

    private HttpResponse<String> get(String url) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(url)).build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
