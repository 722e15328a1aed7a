package org.fengqiao.simulators;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * What the sources send, one after the other: mostly something new, now and then a repeat, the same
 * matter from elsewhere, a threat. Not thread-safe.
 */
final class Programme {

    /** One record in so many is an armed threat, and one a threat in words. */
    private static final int THREATS = 40;

    /** One in so many was sent before, and one tells of an earlier matter under another key. */
    private static final int REPEATS = 16;

    /** This record of a run is a threat, so that a newcomer meets one. */
    private static final int EARLY_THREAT = 6;

    /** A matter is told again while it is still young. */
    private static final int REMEMBERED = 6;

    /** Of ten records four come by 110, four by 12345, two by court. */
    private static final List<Source> MIX =
            List.of(
                    Source.P110,
                    Source.P110,
                    Source.P110,
                    Source.P110,
                    Source.H12345,
                    Source.H12345,
                    Source.H12345,
                    Source.H12345,
                    Source.COURT,
                    Source.COURT);

    private final World world;
    private final RandomGenerator random;
    private final String playUnit;
    private final List<World.Push> told = new ArrayList<>();
    private int number;

    /**
     * @param playUnit people play with its orders; it gets no more than they can look at
     */
    Programme(World world, RandomGenerator random, String playUnit) {
        this.world = world;
        this.random = random;
        this.playUnit = playUnit;
    }

    /**
     * The next record.
     *
     * @param playUnitHasEnough nothing new for that unit
     */
    World.Push next(Instant now, boolean playUnitHasEnough) {
        number++;
        if (number == EARLY_THREAT || random.nextInt(THREATS) == 0) {
            return world.threatening(now);
        }
        if (random.nextInt(THREATS) == 0) {
            return world.menacing(now);
        }
        if (!told.isEmpty() && random.nextInt(REPEATS) == 0) {
            return told.get(random.nextInt(told.size()));
        }
        if (!told.isEmpty() && random.nextInt(REPEATS) == 0) {
            return elsewhere(told.remove(random.nextInt(told.size())), now);
        }
        World.Push fresh = fresh(now);
        while (playUnitHasEnough && isForPlayUnit(fresh)) {
            fresh = fresh(now);
        }
        told.add(fresh);
        if (told.size() > REMEMBERED) {
            told.removeFirst();
        }
        return fresh;
    }

    private World.Push fresh(Instant now) {
        return world.next(now, MIX.get(random.nextInt(MIX.size())));
    }

    private boolean isForPlayUnit(World.Push push) {
        String county = push.regionCode().substring(0, 6);
        return Units.leading(county, push.quarrel().category()).equals(playUnit);
    }

    /** By another source if one tells such things, otherwise the same source once more. */
    private World.Push elsewhere(World.Push before, Instant now) {
        for (Source source : Source.values()) {
            if (source != before.source() && world.isTold(before, source)) {
                return world.again(before, now, source);
            }
        }
        return world.again(before, now, before.source());
    }
}
