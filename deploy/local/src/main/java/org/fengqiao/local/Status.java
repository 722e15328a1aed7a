package org.fengqiao.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * {@code fengqiao status}: a line per part. Memory counts shared pages once (PSS), so that
 * PostgreSQL's many processes do not count its buffers many times. The exit code is 1 when a part
 * is not ready; the demo does not count.
 */
public final class Status {

    private static final String OLDEST = "fengqiao_outbox_oldest_seconds";
    private static final String WAITING = "fengqiao_waiting_events";

    private final Settings settings;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();

    private Status(Settings settings) {
        this.settings = settings;
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        LocalKafka.logToStandardError();
        System.exit(new Status(Settings.fromEnvironment()).print() ? 0 : 1);
    }

    private boolean print() throws IOException, InterruptedException {
        Path file = settings.run().resolve("parts.json");
        if (Files.notExists(file)) {
            System.out.println("not running");
            return false;
        }
        JsonNode parts = new ObjectMapper().readTree(file.toFile());
        Map<String, Long> lag = ConsumerLag.ofServices("localhost:" + settings.port("kafka"));
        System.out.printf(
                "%-14s %8s %7s %-10s %8s %9s %6s %8s %8s%n",
                "part",
                "pid",
                "port",
                "state",
                "restarts",
                "memory MB",
                "lag",
                "oldest s",
                "waiting");
        boolean allReady = true;
        long total = 0;
        for (JsonNode part : parts) {
            long pid = part.get("pid").asLong();
            boolean alive = pid != 0 && ProcessHandle.of(pid).isPresent();
            boolean ready = alive && "READY".equals(part.get("state").asText());
            allReady &= ready || part.path("optional").asBoolean();
            long memory = alive ? memory(pid) : 0;
            total += memory;
            print(part, pid, alive, memory, lag);
        }
        System.out.printf("%d MB together%n", total);
        return allReady;
    }

    private void print(JsonNode part, long pid, boolean alive, long memory, Map<String, Long> lag)
            throws InterruptedException {
        String name = part.get("part").asText();
        int replica = part.get("replica").asInt();
        boolean service = LocalTopology.SERVICES.contains(name);
        int port = part.get("port").asInt();
        String metrics = service && alive ? metrics(port) : "";
        Long groupLag = lag.get(name);
        System.out.printf(
                "%-14s %8d %7s %-10s %8d %9d %6s %8s %8s%n",
                replica == 1 ? name : name + "-" + replica,
                pid,
                port == 0 ? "" : Integer.toString(port),
                alive ? part.get("state").asText() : "DOWN",
                part.get("restarts").asInt(),
                memory,
                // Replicas share their groups: the lag is shown once.
                service && replica == 1 && groupLag != null ? groupLag.toString() : "",
                service ? shown(values(metrics, OLDEST).max(), metrics, OLDEST) : "",
                service
                        ? shown(OptionalDouble.of(values(metrics, WAITING).sum()), metrics, WAITING)
                        : "");
    }

    private static String shown(OptionalDouble value, String metrics, String gauge) {
        return metrics.contains(gauge) && value.isPresent()
                ? "%.0f".formatted(value.getAsDouble())
                : "?";
    }

    private static DoubleStream values(String metrics, String gauge) {
        return metrics.lines()
                .filter(line -> line.startsWith(gauge + " ") || line.startsWith(gauge + "{"))
                .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .mapToDouble(Double::parseDouble)
                .filter(value -> !Double.isNaN(value));
    }

    private String metrics(int port) throws InterruptedException {
        URI uri = URI.create("http://localhost:" + port + "/q/metrics");
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(uri)
                            .header("Accept", "text/plain")
                            .timeout(Duration.ofSeconds(3))
                            .build();
            return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException notServing) {
            return "";
        }
    }

    /** MB of a process and everything it has started; 0 where the system does not tell. */
    private static long memory(long pid) {
        return ProcessHandle.of(pid).stream()
                        .flatMap(
                                process -> Stream.concat(Stream.of(process), process.descendants()))
                        .mapToLong(process -> proportionalKilobytes(process.pid()).orElse(0))
                        .sum()
                / 1024;
    }

    private static OptionalLong proportionalKilobytes(long pid) {
        try (Stream<String> lines =
                Files.lines(Path.of("/proc", Long.toString(pid), "smaps_rollup"))) {
            return lines.filter(line -> line.startsWith("Pss:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst();
        } catch (IOException endedMeanwhile) {
            return OptionalLong.empty();
        }
    }
}
