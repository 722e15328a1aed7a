package org.fengqiao.systemtests.bench;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * What to drive.
 *
 * @param mode {@code push}: records only; {@code lifecycle}: every record to its closed case
 * @param rate records per second
 * @param settle how long the rest may take after the last record was due
 */
record BenchOptions(String mode, double rate, Duration duration, Duration settle, long seed) {

    private static final Map<String, String> DEFAULTS =
            Map.of(
                    "mode", "lifecycle",
                    "rate", "20",
                    "duration", "30",
                    "settle", "120",
                    "seed", "1");

    /** {@code --rate 100 --duration 60}: seconds, records per second. */
    static BenchOptions of(String[] args) {
        Map<String, String> given = new HashMap<>(DEFAULTS);
        for (int i = 0; i < args.length; i += 2) {
            String name = args[i].startsWith("--") ? args[i].substring(2) : args[i];
            if (!DEFAULTS.containsKey(name) || i + 1 == args.length) {
                throw new IllegalArgumentException(
                        "bench takes --mode push|lifecycle --rate N --duration S --settle S --seed N, not "
                                + args[i]);
            }
            given.put(name, args[i + 1]);
        }
        return new BenchOptions(
                given.getOrDefault("mode", ""),
                Double.parseDouble(given.getOrDefault("rate", "")),
                Duration.ofSeconds(Long.parseLong(given.getOrDefault("duration", ""))),
                Duration.ofSeconds(Long.parseLong(given.getOrDefault("settle", ""))),
                Long.parseLong(given.getOrDefault("seed", "")));
    }

    boolean isLifecycle() {
        return mode.equals("lifecycle");
    }

    int records() {
        return (int) Math.round(rate * duration.toSeconds());
    }
}
