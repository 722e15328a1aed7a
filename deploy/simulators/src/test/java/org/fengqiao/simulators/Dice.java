package org.fengqiao.simulators;

import java.util.random.RandomGenerator;

/**
 * Shows what a test wants to see.
 *
 * @param face of every throw, as far as the dice has it
 * @param yes of every toss
 */
record Dice(int face, boolean yes) implements RandomGenerator {

    /** Nothing out of the ordinary happens. */
    static final Dice ORDINARY = new Dice(1, false);

    /** Every rare thing happens. */
    static final Dice RARE = new Dice(0, true);

    @Override
    public long nextLong() {
        return face;
    }

    @Override
    public int nextInt(int bound) {
        return Math.min(face, bound - 1);
    }

    @Override
    public boolean nextBoolean() {
        return yes;
    }
}
