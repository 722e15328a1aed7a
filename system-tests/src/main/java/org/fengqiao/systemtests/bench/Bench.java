package org.fengqiao.systemtests.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.fengqiao.simulators.Outside;
import org.fengqiao.simulators.Source;
import org.fengqiao.systemtests.bench.BenchOptions.Doors;
import org.fengqiao.systemtests.bench.BenchOptions.Kind;
import org.jspecify.annotations.Nullable;

/**
 * {@code fengqiao bench}: drives the running platform from outside and prints what it did with it.
 * Ends with 1 if anything accepted is lost, doubled or not brought to its end.
 */
public final class Bench {

    /** How long a player asks again: longer than the launcher needs for its slowest part. */
    private static final Duration INSISTS = Duration.ofMinutes(4);

    private final BenchOptions options;
    private final Parts parts = new Parts(Place.parts());
    private final Errors errors = new Errors();
    private final EdgeLog log = new EdgeLog();
    private final Outside outside = new Outside(Place.gateway(), Place.keycloak());
    private final Insistence insistence = new Insistence(errors, INSISTS);

    private Bench(BenchOptions options) {
        this.options = options;
    }

    public static void main(String[] args) throws IOException, SQLException, InterruptedException {
        BenchOptions options;
        try {
            options = BenchOptions.of(args);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
            return;
        }
        Figures figures = new Bench(options).run();
        Report report = new Report(System.out);
        report.print(figures);
        Path json = options.json();
        if (json != null) {
            report.write(figures, json);
        }
        System.exit(figures.balance().isEven() ? 0 : 1);
    }

    private Figures run() throws IOException, SQLException, InterruptedException {
        Databases.requireDurability();
        Preload.@Nullable Done stored =
                options.preload() == 0
                        ? null
                        : Preload.store(options.preload(), outside, Place.keyset());
        List<Source> sources = List.copyOf(options.mix().keySet());
        Inquiry inquiry = new Inquiry(outside, insistence, sources);
        List<Door> doors = doors(sources);
        Mix mix = new Mix(options.mix(), options.lifecycle(), options.seed(), Instant.now());
        Load load = new Load(mix, doors);
        try (Units units = new Units(outside, insistence, errors, load, log)) {
            if (options.lifecycle()) {
                units.begin(Place.kafka(), sources);
            }
            return measure(load, units, inquiry, stored);
        } finally {
            doors.forEach(Door::close);
        }
    }

    private List<Door> doors(List<Source> sources) {
        List<Door> doors = new ArrayList<>();
        if (options.doors() != Doors.KAFKA) {
            // Under chaos a source keeps what was not taken and sends it again; otherwise refusals
            // are part of the figure.
            doors.add(
                    new HttpDoor(
                            outside,
                            errors,
                            options.kind() == Kind.CHAOS ? insistence : null,
                            Map.of()));
        }
        if (options.doors() != Doors.HTTP) {
            doors.add(new KafkaDoor(Place.kafka(), sources, errors, INSISTS));
        }
        return doors;
    }

    private Figures measure(Load load, Units units, Inquiry inquiry, Preload.@Nullable Done stored)
            throws IOException, SQLException, InterruptedException {
        Meter meter = new Meter(parts);
        Path directory = options.profile();
        @Nullable Profile profile = directory == null ? null : new Profile(directory, parts);
        if (profile != null) {
            profile.begin();
        }
        long begun = System.nanoTime();
        List<Chaos.Round> rounds = List.of();
        List<Spike.Step> steps = List.of();
        switch (options.kind()) {
            case LOAD -> load.drive(options.rate(), i -> i < options.records());
            case CHAOS -> rounds = chaos(load);
            case SPIKE -> steps = spike(load, units);
        }
        load.awaitAnswers();
        double pushing = (System.nanoTime() - begun) / 1e9;
        settle(load);
        List<Track> accepted = load.accepted();
        List<Track> closed = accepted.stream().filter(t -> t.visitTold > 0).toList();
        long last = closed.stream().mapToLong(t -> t.visitTold).max().orElse(begun);
        int each = Math.max(1, options.lifecycle() ? closed.size() : accepted.size());
        List<Meter.PartCost> spent = meter.parts(each);
        Meter.Costs costs = meter.costs(spent, each);
        if (profile != null) {
            profile.end();
        }
        List<Percentiles> screens = stored == null ? List.of() : screens();
        Evidence evidence = inquiry.close(load.tracks(), log, options.settle());
        return new Figures(
                "%s, %s"
                        .formatted(options.kind(), options.lifecycle() ? "lifecycles" : "records")
                        .toLowerCase(java.util.Locale.ROOT),
                options.doors().name().toLowerCase(java.util.Locale.ROOT),
                options.rate(),
                options.seed(),
                load.tracks().size(),
                accepted.size(),
                accepted.size() / pushing,
                closed.size(),
                closed.isEmpty() ? 0 : closed.size() / ((last - begun) / 1e9),
                Hops.of(accepted, units, options.lifecycle()),
                costs,
                evidence.fates().values().stream()
                        .collect(
                                Collectors.groupingBy(
                                        Evidence.Fate::status,
                                        TreeMap::new,
                                        Collectors.counting())),
                errors.all(),
                rounds,
                steps,
                stored,
                screens,
                Balance.of(evidence, options.lifecycle()));
    }

    /** After the load, when nothing else is to do. */
    private List<Percentiles> screens() throws IOException, SQLException, InterruptedException {
        Screens screens = new Screens(outside, errors);
        Path plans = options.explain();
        if (plans != null) {
            screens.explain(plans);
        }
        return screens.measure();
    }

    /** Load all the while, and one kill after another. */
    private List<Chaos.Round> chaos(Load load) throws InterruptedException {
        AtomicBoolean over = new AtomicBoolean();
        Thread driving =
                Thread.ofPlatform()
                        .name("load")
                        .start(
                                () -> {
                                    try {
                                        load.drive(options.rate(), i -> !over.get());
                                    } catch (InterruptedException e) {
                                        Thread.currentThread().interrupt();
                                    }
                                });
        List<Chaos.Round> rounds =
                new Chaos(parts, errors, options.seed()).rounds(options.rounds());
        over.set(true);
        driving.join();
        return rounds;
    }

    private List<Spike.Step> spike(Load load, Units units) throws InterruptedException {
        try (Spike spike = new Spike(load, units)) {
            spike.drive(options.rate(), options.duration());
            load.awaitAnswers();
            settle(load);
            return spike.steps();
        }
    }

    /** Until every accepted record has come to its end, or the time for it is over. */
    private void settle(Load load) throws InterruptedException {
        long until = System.nanoTime() + options.settle().toNanos();
        while (options.lifecycle()
                && System.nanoTime() < until
                && !load.tracks().stream().allMatch(t -> !t.accepted || t.visitTold > 0)) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }
}
