package org.fengqiao.systemtests.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.fengqiao.simulators.Source;
import org.jspecify.annotations.Nullable;

/**
 * What to drive.
 *
 * @param kind what the run is for
 * @param lifecycle every record to its closed case; otherwise records only
 * @param rate records per second; of a spike the base
 * @param duration of the load, of a spike of each step
 * @param settle how long the rest may take after the last record was due
 * @param seed of the mix and of what chaos kills; persons are new in every run
 * @param mix shares of the sources
 * @param json where the figures go as JSON
 * @param profile directory for profiles of the services under load
 * @param explain directory for the plans of the hot queries
 * @param rounds how often chaos kills
 * @param preload cases to store before the load; 0: none
 */
record BenchOptions(
        Kind kind,
        boolean lifecycle,
        double rate,
        Duration duration,
        Duration settle,
        long seed,
        Doors doors,
        Map<Source, Integer> mix,
        @Nullable Path json,
        @Nullable Path profile,
        @Nullable Path explain,
        int rounds,
        int preload) {

    /** What the run is for. */
    enum Kind {
        LOAD,
        CHAOS,
        SPIKE
    }

    /** Through which doors records come; of both, every second record takes the other. */
    enum Doors {
        HTTP,
        KAFKA,
        BOTH
    }

    private static final String USAGE =
            """
            bench takes --mode push|lifecycle --rate N --duration S --settle S --seed N --doors http|kafka|both
              --mix p110=70,h12345=30 (of p110 h12345 court) --json FILE --profile DIR --explain DIR
              --preload [N]   --spike   --chaos [--rounds N]\
            """;

    private static final String MILLION = "1000000";
    private static final Map<String, String> DEFAULTS =
            Map.ofEntries(
                    Map.entry("mode", "lifecycle"),
                    Map.entry("rate", "5"),
                    Map.entry("duration", "30"),
                    Map.entry("settle", "120"),
                    Map.entry("seed", "1"),
                    Map.entry("doors", "http"),
                    Map.entry("mix", "p110=1"),
                    Map.entry("json", ""),
                    Map.entry("profile", ""),
                    Map.entry("explain", ""),
                    Map.entry("rounds", "20"),
                    Map.entry("preload", "0"),
                    Map.entry("chaos", ""),
                    Map.entry("spike", ""));

    private static final List<String> FLAGS = List.of("chaos", "spike");

    /**
     * {@code --rate 100 --duration 60}: seconds, records per second.
     *
     * @throws IllegalArgumentException with a text for the person who typed it
     */
    static BenchOptions of(String[] args) {
        Map<String, String> given = new HashMap<>(DEFAULTS);
        for (int i = 0; i < args.length; i++) {
            String name = args[i].startsWith("--") ? args[i].substring(2) : "";
            boolean hasValue = i + 1 < args.length && !args[i + 1].startsWith("--");
            if (!DEFAULTS.containsKey(name) || (FLAGS.contains(name) && hasValue)) {
                throw new IllegalArgumentException(USAGE + "\nnot " + args[i]);
            }
            if (FLAGS.contains(name)) {
                given.put(name, "yes");
            } else if (hasValue) {
                given.put(name, args[++i]);
            } else if (name.equals("preload")) {
                given.put(name, MILLION);
            } else {
                throw new IllegalArgumentException(USAGE + "\n" + args[i] + " wants a value");
            }
        }
        Map<String, String> all = Map.copyOf(given);
        if (whole(all, "preload") > Twin.MOST) {
            throw new IllegalArgumentException("--preload stores no more than " + Twin.MOST);
        }
        return new BenchOptions(
                kind(all),
                oneOf(all, "mode", List.of("push", "lifecycle")).equals("lifecycle"),
                Double.parseDouble(text(all, "rate")),
                Duration.ofSeconds(whole(all, "duration")),
                Duration.ofSeconds(whole(all, "settle")),
                whole(all, "seed"),
                Doors.valueOf(
                        oneOf(all, "doors", List.of("http", "kafka", "both"))
                                .toUpperCase(Locale.ROOT)),
                mix(text(all, "mix")),
                path(all, "json"),
                path(all, "profile"),
                path(all, "explain"),
                (int) whole(all, "rounds"),
                (int) whole(all, "preload"));
    }

    private static Kind kind(Map<String, String> given) {
        if (!text(given, "chaos").isEmpty() && !text(given, "spike").isEmpty()) {
            throw new IllegalArgumentException("--chaos or --spike, not both");
        }
        if (!text(given, "chaos").isEmpty() && !text(given, "profile").isEmpty()) {
            throw new IllegalArgumentException(
                    "--profile not with --chaos: who is killed has none");
        }
        if (!text(given, "chaos").isEmpty()) {
            return Kind.CHAOS;
        }
        if (!text(given, "spike").isEmpty() && !text(given, "mode").equals("lifecycle")) {
            throw new IllegalArgumentException("--spike watches orders: it wants --mode lifecycle");
        }
        return text(given, "spike").isEmpty() ? Kind.LOAD : Kind.SPIKE;
    }

    private static Map<Source, Integer> mix(String text) {
        Map<Source, Integer> mix = new EnumMap<>(Source.class);
        for (String share : text.split(",", -1)) {
            String[] pair = share.split("=", 2);
            Source source =
                    List.of(Source.values()).stream()
                            .filter(s -> s.system().equals(pair[0]))
                            .findFirst()
                            .orElseThrow(
                                    () ->
                                            new IllegalArgumentException(
                                                    "--mix: no such system connected: " + pair[0]));
            int parts =
                    pair.length == 2 && pair[1].matches("[0-9]{1,4}")
                            ? Integer.parseInt(pair[1])
                            : 0;
            if (parts == 0) {
                throw new IllegalArgumentException("--mix wants p110=70,h12345=30, not " + text);
            }
            mix.put(source, parts);
        }
        return Map.copyOf(mix);
    }

    private static String oneOf(Map<String, String> given, String name, List<String> known) {
        String value = text(given, name);
        if (!known.contains(value)) {
            throw new IllegalArgumentException("--%s is one of %s".formatted(name, known));
        }
        return value;
    }

    private static long whole(Map<String, String> given, String name) {
        return Long.parseLong(text(given, name));
    }

    private static @Nullable Path path(Map<String, String> given, String name) {
        String value = text(given, name);
        return value.isEmpty() ? null : Path.of(value);
    }

    private static String text(Map<String, String> given, String name) {
        return given.getOrDefault(name, "");
    }

    int records() {
        return (int) Math.round(rate * duration.toSeconds());
    }
}
