package org.fengqiao.systemtests.bench;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.fengqiao.simulators.Source;
import org.fengqiao.simulators.World;

/** What is sent next. The seed decides about sources; persons are new in every run. */
final class Mix {

    /** Property matters and labour matters go to units with a Kafka door that do not mediate. */
    private static final List<String> PLAYED = List.of("15", "10");

    /** Told of six workers at once: flagged MASS, which a person must triage. */
    private static final String MANY_WORKERS = "1001";

    private final Map<Source, Integer> shares;
    private final boolean lifecycle;
    private final SplittableRandom random;
    private final World world;
    private int told;

    /**
     * @param lifecycle only matters of units that {@link Units} plays
     */
    Mix(Map<Source, Integer> shares, boolean lifecycle, long seed, Instant now) {
        this.shares = shares;
        this.lifecycle = lifecycle;
        this.random = new SplittableRandom(seed);
        this.world =
                new World(
                        seed + now.toEpochMilli(),
                        Long.toString(now.getEpochSecond(), Character.MAX_RADIX)
                                .toUpperCase(Locale.ROOT));
    }

    World.Push next(Instant now) {
        Source source = source();
        if (!lifecycle) {
            return world.next(now, source);
        }
        String category = PLAYED.get(told++ % PLAYED.size());
        World.Push record = world.next(now, source, category);
        while (!isPlayed(record)) {
            record = world.next(now, source, category);
        }
        return record;
    }

    private static boolean isPlayed(World.Push record) {
        String county = record.regionCode().substring(0, 6);
        String category = record.quarrel().category();
        // The baseline routes property fees of this county to the court's outpost, which mediates.
        boolean toCourt = county.equals("520527") && category.equals("1501");
        return Units.COUNTIES.contains(county) && !toCourt && !category.equals(MANY_WORKERS);
    }

    private Source source() {
        int at = random.nextInt(shares.values().stream().mapToInt(Integer::intValue).sum());
        for (Source source : Source.values()) {
            at -= shares.getOrDefault(source, 0);
            if (at < 0) {
                return source;
            }
        }
        throw new IllegalStateException("shares " + shares);
    }
}
