package org.fengqiao.testkit.planted.good;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A domain class as it should be. */
public record Promise(Instant due, List<String> units, @Nullable String note) {

    private static final int[] DAYS = {1, 2};

    public static Promise now(Clock clock) {
        return new Promise(Instant.now(clock).plusSeconds(DAYS[0]), List.of(), null);
    }
}
