package org.fengqiao.simulators;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.fengqiao.simulators.CaseTurn.Outcome;
import org.fengqiao.simulators.CaseTurn.Step;
import org.fengqiao.simulators.OpenCases.Found;
import org.fengqiao.simulators.Outside.Answer;

/**
 * Demo traffic: about six records a minute of the seed regions, and units and people that answer
 * them, so that a newcomer sees cases moving. Marked {@code demo}, never more than 500 open cases;
 * one unit, {@code 520527-HOUSING}, is left for people to play. Keeps nothing itself: it goes on
 * where the cases are. Single-threaded: one step after the other.
 */
public final class Demo {

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final String PLAY_UNIT = "520527-HOUSING";
    private static final int ENOUGH_TO_PLAY = 12;
    static final int MOST_OPEN = 500;

    /** The board of a platform that has no open case fills within half a minute. */
    private static final int FIRST_PUSHES = 12;

    private static final Duration FIRST_PAUSE = Duration.ofMillis(1_500);
    private static final Duration PUSH_PAUSE = Duration.ofSeconds(10);
    private static final Duration GLANCE_PAUSE = Duration.ofSeconds(6);
    private static final Duration SWEEP_PAUSE = Duration.ofMinutes(5);
    private static final Duration AWAY_PAUSE = Duration.ofSeconds(5);
    private static final Duration TICK = Duration.ofMillis(500);
    private static final int MOST_STEPS = 4;
    private static final Map<String, String> MARK = Map.of("ce-demo", "true");

    private final Outside outside;
    private final Clock clock;
    private final Consumer<String> log;
    private final World world;
    private final Programme programme;
    private final Staff staff;
    private final CaseActor actor;
    private final OpenCases cases;
    private final Pace pace;
    private final Rota rota = new Rota();
    private Duration ahead = Duration.ZERO;
    private Optional<LocalDate> day = Optional.empty();
    private long nextPush;
    private long nextGlance;
    private long nextSweep;
    private int firstPushes;

    /**
     * @param seed of everything that is made up
     * @param run distinguishes the keys of this run from those of others
     * @param log takes a line per step; no personal data
     */
    Demo(Outside outside, Clock clock, long seed, String run, Consumer<String> log) {
        SplittableRandom random = new SplittableRandom(seed);
        this.outside = outside;
        this.clock = clock;
        this.log = log;
        this.world = new World(random.nextLong(), run);
        this.programme = new Programme(world, random.split(), PLAY_UNIT);
        this.staff = new Staff(outside, this::say);
        this.actor = new CaseActor(staff, random.split(), PLAY_UNIT);
        this.cases = new OpenCases(staff);
        this.pace = new Pace(random.split());
    }

    /** Runs until it is ended. Arguments: base addresses of gateway and Keycloak. */
    public static void main(String[] args) throws InterruptedException {
        Clock clock = Clock.systemUTC();
        long seconds = clock.instant().getEpochSecond();
        String run = Long.toString(seconds, Character.MAX_RADIX).toUpperCase(Locale.ROOT);
        Outside outside = new Outside(args[0], args[1]);
        Demo demo = new Demo(outside, clock, seconds, run, System.out::println);
        demo.say("seed " + seconds);
        while (true) {
            Thread.sleep(demo.tick());
        }
    }

    /** Does what is due now; how long to wait before the next tick. */
    Duration tick() {
        long now = clock.millis();
        try {
            if (now >= nextSweep) {
                sweep(now);
                nextSweep = now + SWEEP_PAUSE.toMillis();
            }
            if (now >= nextGlance) {
                glance(now);
                nextGlance = now + GLANCE_PAUSE.toMillis();
            }
            if (now >= nextPush && rota.size() < MOST_OPEN) {
                nextPush = now + (firstPushes > 0 ? FIRST_PAUSE : PUSH_PAUSE).toMillis();
                firstPushes = Math.max(0, firstPushes - 1);
                push();
            }
            for (int i = 0; i < MOST_STEPS && step(now); i++) {}
            return TICK;
        } catch (CompletionException | Staff.Away away) {
            // What is down comes back: the demo waits with everybody else.
            Throwable cause = away.getCause() == null ? away : away.getCause();
            say("waits: " + cause);
            return AWAY_PAUSE;
        }
    }

    /** All open cases, also those of an earlier run, and on a new day what falls due. */
    private void sweep(long now) {
        readClock();
        LocalDate today = today();
        boolean newDay = !day.equals(Optional.of(today));
        for (String county : world.counties()) {
            meet(cases.all(county), now);
            if (newDay) {
                meet(cases.owing(county), now);
            }
        }
        if (day.isEmpty() && rota.size() < FIRST_PUSHES) {
            firstPushes = FIRST_PUSHES;
        }
        day = Optional.of(today);
        say("%d open, %d with %s".formatted(rota.size(), rota.with(PLAY_UNIT), PLAY_UNIT));
    }

    /** What has come since, and the platform's clock, which may have been moved. */
    private void glance(long now) {
        readClock();
        if (day.isPresent() && !today().equals(day.get())) {
            nextSweep = now;
        }
        for (String county : world.counties()) {
            meet(cases.newest(county), now);
        }
    }

    private void meet(List<Found> found, long now) {
        for (Found one : found) {
            Duration pause = day.isEmpty() ? pace.resumed(one.caseNo()) : pace.first();
            rota.meet(
                    new Rota.Entry(one.caseNo(), one.county(), one.unit(), now + pause.toMillis()));
        }
    }

    private void push() {
        boolean enough = rota.with(PLAY_UNIT) >= ENOUGH_TO_PLAY;
        World.Push next = programme.next(clock.instant().plus(ahead), enough);
        Answer answer = outside.push(next, MARK).join();
        say("pushed %s %s -> %d".formatted(next.source().system(), next.key(), answer.status()));
    }

    /** One step of the case that is due longest; false if none is due. */
    private boolean step(long now) {
        Optional<Rota.Entry> due = rota.next(now);
        due.ifPresent(entry -> step(entry, now));
        return due.isPresent();
    }

    private void step(Rota.Entry entry, long now) {
        Step step;
        try {
            step = actor.act(entry.caseNo(), entry.county(), today());
        } catch (CompletionException | Staff.Away away) {
            rota.again(entry.at(entry.unit(), now + AWAY_PAUSE.toMillis()));
            throw away;
        }
        if (step.outcome() == Outcome.ENDED) {
            rota.end(entry);
        } else {
            long next = now + pace.after(entry.caseNo(), step).toMillis();
            rota.again(entry.at(step.unit(), next));
        }
        if (step.outcome() == Outcome.DONE) {
            say(entry.caseNo() + " " + step.what());
        }
    }

    private LocalDate today() {
        return clock.instant().plus(ahead).atZone(SHANGHAI).toLocalDate();
    }

    /** Source times and days of payment follow the platform's clock. */
    private void readClock() {
        String person = "dispatcher-" + world.counties().getFirst();
        JsonNode asOf = staff.read(person, "/api/counts").body().path("asOf");
        if (asOf.isTextual()) {
            ahead = Duration.between(clock.instant(), Instant.parse(asOf.asText()));
        }
    }

    private void say(String line) {
        log.accept(clock.instant().truncatedTo(ChronoUnit.MILLIS) + " " + line);
    }
}
