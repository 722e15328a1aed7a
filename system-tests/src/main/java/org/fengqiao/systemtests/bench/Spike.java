package org.fengqiao.systemtests.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Drives bursts between calm times and watches the backlog: records accepted whose order has not
 * come out yet.
 */
final class Spike implements AutoCloseable {

    private static final List<Integer> TIMES = List.of(1, 15, 1, 25, 2, 35, 10);
    private static final long LOOK_MILLIS = 100;

    private final Load load;
    private final Units units;
    private final List<Sample> samples = new CopyOnWriteArrayList<>();
    private final List<Burst> bursts = new ArrayList<>();
    private final Thread watch;

    private record Sample(long at, int backlog) {}

    private record Burst(int times, double rate, long begun, long ended, List<Track> sent) {}

    Spike(Load load, Units units) {
        this.load = load;
        this.units = units;
        this.watch = Thread.ofPlatform().daemon().name("backlog").start(this::look);
    }

    /**
     * One step.
     *
     * @param errors pushes that were not accepted, by how they were answered
     * @param delay due → accepted, of those accepted
     * @param recovery seconds from its end until the backlog was no larger than before it; of a
     *     step that lower ones follow
     */
    record Step(
            int times,
            double rate,
            int due,
            int accepted,
            Map<String, Long> errors,
            Percentiles delay,
            int backlogBefore,
            int backlogAtEnd,
            String recovery) {}

    private void look() {
        try {
            while (true) {
                samples.add(new Sample(System.nanoTime(), backlog()));
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            }
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    private int backlog() {
        return load.accepted().size() - units.ordered();
    }

    /** Drives the steps, each as long. */
    void drive(double base, Duration each) throws InterruptedException {
        for (int times : TIMES) {
            double rate = base * times;
            long count = Math.round(rate * each.toSeconds());
            long begun = System.nanoTime();
            List<Track> sent = load.drive(rate, i -> i < count);
            bursts.add(new Burst(times, rate, begun, System.nanoTime(), sent));
            System.out.printf("%d times: %.1f/s, backlog %d%n", times, rate, backlog());
        }
    }

    /** What was seen; after everything has settled. */
    List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < bursts.size(); i++) {
            Burst burst = bursts.get(i);
            List<Track> accepted = burst.sent().stream().filter(t -> t.accepted).toList();
            boolean eases = i + 1 < bursts.size() && bursts.get(i + 1).times() < burst.times();
            steps.add(
                    new Step(
                            burst.times(),
                            burst.rate(),
                            burst.sent().size(),
                            accepted.size(),
                            burst.sent().stream()
                                    .map(t -> t.refusal)
                                    .filter(Objects::nonNull)
                                    .collect(
                                            Collectors.groupingBy(
                                                    r -> r, TreeMap::new, Collectors.counting())),
                            Percentiles.of("due → accepted", accepted, t -> t.answered - t.due),
                            backlogAt(burst.begun()),
                            backlogAt(burst.ended()),
                            eases ? recovery(burst, nextSpike(i)) : "-"));
        }
        return steps;
    }

    private int backlogAt(long time) {
        return samples.stream()
                .filter(s -> s.at() <= time)
                .mapToInt(Sample::backlog)
                .reduce(0, (earlier, later) -> later);
    }

    /** When the rate rises again; what is recovered later cannot be told apart any more. */
    private long nextSpike(int index) {
        for (int i = index + 2; i < bursts.size(); i++) {
            if (bursts.get(i).times() > bursts.get(i - 1).times()) {
                return bursts.get(i).begun();
            }
        }
        return Long.MAX_VALUE;
    }

    private String recovery(Burst burst, long until) {
        int level = Math.max(1, backlogAt(burst.begun()));
        @Nullable Sample back =
                samples.stream()
                        .filter(s -> s.at() > burst.ended() && s.at() < until)
                        .filter(s -> s.backlog() <= level)
                        .findFirst()
                        .orElse(null);
        return back == null ? "not yet" : "%.1f".formatted((back.at() - burst.ended()) / 1e9);
    }

    @Override
    public void close() {
        watch.interrupt();
    }
}
