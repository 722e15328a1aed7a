package org.fengqiao.systemtests.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * Kills one part after another as {@code kill -9} does, whichever the seed says, and waits each
 * time until the launcher has it serving again.
 */
final class Chaos {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** Between two kills, so that some work is done: so long, and up to as long again. */
    private static final long CALM_MILLIS = 4000;

    private static final long LOOK_MILLIS = 100;

    private final Parts parts;
    private final Errors errors;
    private final long seed;
    private final SplittableRandom random;

    Chaos(Parts parts, Errors errors, long seed) {
        this.parts = parts;
        this.errors = errors;
        this.seed = seed;
        this.random = new SplittableRandom(seed);
    }

    /**
     * One kill.
     *
     * @param isBack it was ready again within the patience
     * @param errors what was answered otherwise than asked until everything was ready again
     */
    record Round(
            int number,
            String part,
            boolean isBack,
            double secondsToReady,
            Map<String, Integer> errors) {}

    /** Ends early when a part does not come back. */
    List<Round> rounds(int count) throws InterruptedException {
        List<Round> rounds = new ArrayList<>();
        System.out.printf("chaos, %d rounds, seed %d%n", count, seed);
        for (int i = 1; i <= count; i++) {
            TimeUnit.MILLISECONDS.sleep(CALM_MILLIS + random.nextLong(CALM_MILLIS));
            Round round = round(i);
            rounds.add(round);
            System.out.printf(
                    "round %d of %d: killed %s, ready after %.1f s, meanwhile %s%n",
                    i, count, round.part(), round.secondsToReady(), round.errors());
            if (!round.isBack()) {
                break;
            }
        }
        return rounds;
    }

    private Round round(int number) throws InterruptedException {
        List<Parts.Running> candidates =
                parts.running().stream()
                        .filter(p -> !p.name().equals("demo"))
                        .sorted(Comparator.comparing(Parts.Running::name))
                        .toList();
        Parts.Running victim = candidates.get(random.nextInt(candidates.size()));
        Map<String, Integer> before = errors.all();
        long killed = System.nanoTime();
        ProcessHandle.of(victim.pid()).ifPresent(ProcessHandle::destroyForcibly);
        boolean back = awaitReady(victim, killed);
        double seconds = (System.nanoTime() - killed) / 1e9;
        return new Round(number, victim.name(), back, seconds, errors.since(before));
    }

    /** All of them: a part may go down with the one it cannot do without. */
    private boolean awaitReady(Parts.Running victim, long killed) throws InterruptedException {
        while (System.nanoTime() - killed < PATIENCE.toNanos()) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            boolean ready =
                    parts.running().stream()
                            .filter(p -> !p.name().equals("demo"))
                            .allMatch(p -> p.isReady() && p.pid() != victim.pid());
            if (ready) {
                return true;
            }
        }
        return false;
    }
}
