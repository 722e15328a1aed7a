package org.fengqiao.outbox;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Names that are left alone for a while, longer each time they fail again. */
final class Pauses {

    private static final long SHORTEST = Duration.ofSeconds(1).toNanos();
    private static final long LONGEST = Duration.ofSeconds(30).toNanos();

    private final Map<String, Pause> pauses = new ConcurrentHashMap<>();

    private record Pause(long since, long length) {

        boolean isOver() {
            return System.nanoTime() - since > length;
        }

        /** Long over and not failed again: what it was about has gone elsewhere. */
        boolean isForgotten() {
            return System.nanoTime() - since > length + 2 * LONGEST;
        }
    }

    void add(String name) {
        pauses.compute(
                name,
                (n, before) ->
                        new Pause(
                                System.nanoTime(),
                                before == null
                                        ? SHORTEST
                                        : Math.min(2 * before.length(), LONGEST)));
    }

    void end(String name) {
        pauses.remove(name);
    }

    boolean has(String name) {
        Pause pause = pauses.get(name);
        return pause != null && !pause.isOver();
    }

    /** Those that are not over yet. */
    String[] names() {
        pauses.values().removeIf(Pause::isForgotten);
        return pauses.entrySet().stream()
                .filter(e -> !e.getValue().isOver())
                .map(Map.Entry::getKey)
                .toArray(String[]::new);
    }
}
