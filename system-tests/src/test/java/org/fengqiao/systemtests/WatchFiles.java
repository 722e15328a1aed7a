package org.fengqiao.systemtests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Dashboards and alert rules of the repository, and the metrics they name. */
final class WatchFiles {

    static final Path ROOT = root();
    static final Path RULES = ROOT.resolve("deploy/prometheus/alerts.yml");

    private static final Pattern EXPR = Pattern.compile("^\\s*expr: (.+)$", Pattern.MULTILINE);

    /** What stands between metrics in PromQL: texts, selectors, ranges, lists of labels. */
    private static final Pattern BETWEEN =
            Pattern.compile(
                    "\"[^\"]*\"|\\{[^}]*}|\\[[^]]*]|\\b(by|without|on|ignoring|group_left|group_right)\\s*\\([^)]*\\)");

    private static final Pattern NAME =
            Pattern.compile("(?<![\\w:.])([a-zA-Z_:][\\w:]*)\\s*(\\(?)");
    private static final Set<String> WORDS = Set.of("and", "or", "unless", "bool", "offset");

    /** Prometheus's own series. */
    private static final Set<String> OF_PROMETHEUS = Set.of("up", "ALERTS");

    private WatchFiles() {}

    /** Where every expression stands, by its text. */
    static Map<String, String> expressions() {
        Map<String, String> found = new TreeMap<>();
        Matcher rule = EXPR.matcher(read(RULES));
        while (rule.find()) {
            found.put(rule.group(1), "alerts.yml");
        }
        for (Path dashboard : dashboards()) {
            for (JsonNode expr : json(dashboard).findValues("expr")) {
                found.put(expr.asText(), dashboard.getFileName().toString());
            }
        }
        return found;
    }

    static List<Path> dashboards() {
        try (Stream<Path> files = Files.list(ROOT.resolve("deploy/grafana/dashboards"))) {
            return files.filter(f -> f.toString().endsWith(".json")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Names that are neither words of PromQL nor functions. */
    static Set<String> metricsOf(String expression) {
        Set<String> metrics = new LinkedHashSet<>();
        Matcher name = NAME.matcher(BETWEEN.matcher(expression).replaceAll(" "));
        while (name.find()) {
            if (name.group(2).isEmpty() && !WORDS.contains(name.group(1))) {
                metrics.add(name.group(1));
            }
        }
        metrics.removeAll(OF_PROMETHEUS);
        return metrics;
    }

    /** Names of the series in a text that Prometheus scrapes. */
    static Set<String> exported(String scraped) {
        Set<String> names = new TreeSet<>();
        scraped.lines()
                .filter(line -> !line.startsWith("#") && !line.isBlank())
                .forEach(line -> names.add(line.split("[{ ]", 2)[0]));
        return names;
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode json(Path file) {
        try {
            return new ObjectMapper().readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path root() {
        Path here = Path.of("").toAbsolutePath();
        while (Files.notExists(here.resolve("fengqiao"))) {
            here = here.getParent();
        }
        return here;
    }
}
