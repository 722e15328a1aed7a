package org.fengqiao.simulators;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.fengqiao.simulators.CaseTurn.Step;

/**
 * How long people take. A third of the cases is handled briskly, so that somebody who watches for
 * two minutes sees one through; the others fill the board. A case keeps its temper over a restart.
 */
final class Pace {

    private static final int[] TEMPERS = {1, 6, 30};
    private static final int RED = 20;
    private static final Duration SHORTEST = Duration.ofSeconds(5);
    private static final int SPREAD_MILLIS = 8_000;
    private static final Duration MACHINE = Duration.ofSeconds(10);
    private static final Duration REFUSED = Duration.ofMinutes(1);
    private static final Duration PEOPLE = Duration.ofMinutes(2);

    private final RandomGenerator random;

    Pace(RandomGenerator random) {
        this.random = random;
    }

    /** Until the first step of a new case. */
    Duration first() {
        return somewhile(1);
    }

    /** Until the first step of a case an earlier run has left: not all of them at once. */
    Duration resumed(String caseNo) {
        return somewhile(temper(caseNo));
    }

    /** Until the step after this one. */
    Duration after(String caseNo, Step step) {
        return switch (step.outcome()) {
            case DONE -> somewhile(step.red() ? RED : temper(caseNo));
            case WAITS -> MACHINE;
            case REFUSED -> REFUSED;
            case LEFT, ENDED -> PEOPLE;
        };
    }

    private static int temper(String caseNo) {
        return TEMPERS[Math.floorMod(caseNo.hashCode(), TEMPERS.length)];
    }

    private Duration somewhile(int times) {
        return SHORTEST.plusMillis(random.nextInt(SPREAD_MILLIS)).multipliedBy(times);
    }
}
