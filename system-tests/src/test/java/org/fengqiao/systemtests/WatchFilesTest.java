package org.fengqiao.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules and dashboards as files: what can be said of them without a platform. */
class WatchFilesTest {

    private static final Pattern RULE =
            Pattern.compile(
                    "- alert: (\\w+)\\n(?:(?!- alert:)[\\s\\S])*?severity: (\\w+)\\n(?:(?!- alert:)[\\s\\S])*?summary: \"([^\"]+)\"\\n"
                            + "\\s+summary_zh: \"([^\"]+)\"\\n\\s+runbook_url: docs/runbook.md#(\\S+)");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "max by (job) (fengqiao_outbox_rows) > 60 | fengqiao_outbox_rows",
                "absent(up{job=\"intake\"}) or a_b | a_b",
                "histogram_quantile(0.95, sum by (le, uri) (rate(x_bucket{job!=\"y\",status=~\"5..\"}[5m]))) | x_bucket",
                "rate(a_sum[5m]) / on (job) rate(a_count[1m]) | a_sum a_count",
            })
    void the_metrics_of_an_expression_are_found(String expression, String metrics) {
        // Given, When, Then
        assertThat(WatchFiles.metricsOf(expression)).containsExactly(metrics.split(" "));
    }

    @Test
    void every_alarm_says_how_bad_what_and_what_to_do() {
        // Given
        String rules = WatchFiles.read(WatchFiles.RULES);
        List<String> headings =
                WatchFiles.read(WatchFiles.ROOT.resolve("docs/runbook.md"))
                        .lines()
                        .filter(l -> l.startsWith("#"))
                        .map(l -> l.replaceFirst("^#+ ", "").toLowerCase(Locale.ROOT))
                        .toList();

        // When
        Matcher rule = RULE.matcher(rules);

        // Then
        long complete = 0;
        while (rule.find()) {
            complete++;
            assertThat(rule.group(2)).isIn("critical", "warning");
            assertThat(rule.group(4)).as(rule.group(1)).matches("(?s).*\\p{IsHan}.*");
            assertThat(rule.group(5)).isEqualTo(rule.group(1).toLowerCase(Locale.ROOT));
            assertThat(headings).contains(rule.group(5));
        }
        assertThat(complete)
                .isEqualTo(rules.lines().filter(l -> l.contains("- alert:")).count())
                .isPositive();
    }

    @Test
    void promtool_accepts_the_rules_and_their_tests_pass() throws Exception {
        // Given
        assumeThat(onPath("promtool"))
                .as("promtool is not installed (package prometheus)")
                .isTrue();
        Path folder = WatchFiles.RULES.getParent();

        // When, Then
        assertThat(run(folder, "promtool", "check", "rules", "alerts.yml")).isZero();
        assertThat(run(folder, "promtool", "check", "config", "prometheus.yml")).isZero();
        assertThat(run(folder, "promtool", "test", "rules", "alerts-test.yml")).isZero();
    }

    static boolean onPath(String program) {
        boolean there =
                Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .anyMatch(dir -> Files.isExecutable(Path.of(dir, program)));
        if (!there) {
            System.out.println("skipped: " + program + " is not installed");
        }
        return there;
    }

    private static int run(Path folder, String... command)
            throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = process.waitFor();
        if (code != 0) {
            System.out.println(Arrays.toString(command) + "\n" + said);
        }
        return code;
    }
}
