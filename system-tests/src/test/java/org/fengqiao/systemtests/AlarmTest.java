package org.fengqiao.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Prometheus with the repository's rules rings when a part is stopped, and then stops. */
@NeedsRunningPlatform
class AlarmTest {

    private static final List<String> SERVICES =
            List.of("intake", "dispatch", "mediation", "risk", "reporting");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir Path folder;

    private final Platform platform = new Platform();
    private final HttpClient http = HttpClient.newHttpClient();
    private Process prometheus;
    private int port;

    @AfterEach
    void stopPrometheus() throws InterruptedException {
        if (prometheus != null) {
            prometheus.destroy();
            prometheus.waitFor(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void one_alarm_rings_when_a_part_is_killed_and_ends_when_it_is_back() throws Exception {
        // Given
        assumeThat(WatchFilesTest.onPath("prometheus"))
                .as("prometheus is not installed (package prometheus)")
                .isTrue();
        startPrometheus();
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(up()).hasSize(6).allMatch("1"::equals));
        assertThat(firing()).isEmpty();

        // When
        ProcessHandle.of(pidOf("reporting")).orElseThrow().destroyForcibly();

        // Then
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(
                        () -> assertThat(firing()).containsExactly("FengqiaoPartDown reporting"));
        await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> assertThat(firing()).isEmpty());
    }

    /** The rules as they are, but for the patience: the launcher has the part back in seconds. */
    private void startPrometheus() throws IOException {
        String rules = WatchFiles.read(WatchFiles.RULES);
        Files.writeString(
                folder.resolve("alerts.yml"),
                rules.replaceAll("(alert: FengqiaoPartDown\\n.*\\n\\s+for: )1m", "$11s"));
        StringBuilder config =
                new StringBuilder(
                        """
                        global: {scrape_interval: 1s, scrape_timeout: 1s, evaluation_interval: 1s}
                        rule_files: [alerts.yml]
                        scrape_configs:
                        """);
        SERVICES.forEach(s -> config.append(job(s, platform.direct(s) + "/q/metrics")));
        config.append(job("gateway", platform.metricsOfGateway()));
        Files.writeString(folder.resolve("prometheus.yml"), config);
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        prometheus =
                new ProcessBuilder(
                                "prometheus",
                                "--config.file=" + folder.resolve("prometheus.yml"),
                                "--storage.tsdb.path=" + folder.resolve("data"),
                                "--web.listen-address=localhost:" + port)
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("prometheus.log").toFile())
                        .start();
    }

    private static String job(String name, String url) {
        URI uri = URI.create(url);
        return "  - {job_name: %s, metrics_path: %s, static_configs: [{targets: ['%s:%d']}]}\n"
                .formatted(name, uri.getPath(), uri.getHost(), uri.getPort());
    }

    private List<String> up() throws Exception {
        List<String> values = new ArrayList<>();
        ask("query?query=up")
                .at("/data/result")
                .forEach(r -> values.add(r.at("/value/1").asText()));
        return values;
    }

    private List<String> firing() throws Exception {
        List<String> alarms = new ArrayList<>();
        for (JsonNode alert : ask("alerts").at("/data/alerts")) {
            // Other tests leave cases that ring for themselves.
            if (alert.path("state").asText().equals("firing")
                    && alert.at("/labels/alertname").asText().startsWith("FengqiaoPart")) {
                alarms.add(
                        alert.at("/labels/alertname").asText()
                                + " "
                                + alert.at("/labels/job").asText());
            }
        }
        return alarms;
    }

    private JsonNode ask(String what) throws Exception {
        try {
            return JSON.readTree(
                    http.send(
                                    HttpRequest.newBuilder(
                                                    URI.create(
                                                            "http://localhost:"
                                                                    + port
                                                                    + "/api/v1/"
                                                                    + what))
                                            .build(),
                                    HttpResponse.BodyHandlers.ofString())
                            .body());
        } catch (IOException starting) {
            return JSON.createObjectNode();
        }
    }

    private static long pidOf(String part) throws IOException {
        Path home = Path.of(System.getenv().getOrDefault("FENGQIAO_HOME", ".fengqiao"));
        Path parts = WatchFiles.ROOT.resolve(home).resolve("run/parts.json");
        for (JsonNode line : JSON.readTree(parts.toFile())) {
            if (line.path("part").asText().equals(part)) {
                return line.path("pid").asLong();
            }
        }
        throw new IllegalStateException(part + " does not run");
    }
}
