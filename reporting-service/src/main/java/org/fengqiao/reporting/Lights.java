package org.fengqiao.reporting;

import java.time.Duration;
import java.time.Instant;
import org.fengqiao.contracts.Light;
import org.jspecify.annotations.Nullable;

/** 督办灯 by the time left (domain 04: green above 25 %, red at 10 %; configurable defaults). */
public final class Lights {

    private static final double YELLOW_LEFT = 0.25;
    private static final double RED_LEFT = 0.10;

    private Lights() {}

    /** The light of an open order at that moment; none without one. */
    public static Light of(@Nullable Instant issuedAt, @Nullable Instant dueAt, Instant now) {
        if (issuedAt == null || dueAt == null) {
            return Light.LIGHT_NONE;
        }
        if (!now.isBefore(dueAt)) {
            return Light.LIGHT_OVERDUE;
        }
        double left =
                (double) Duration.between(now, dueAt).toMillis()
                        / Math.max(1, Duration.between(issuedAt, dueAt).toMillis());
        if (left <= RED_LEFT) {
            return Light.LIGHT_RED;
        }
        return left <= YELLOW_LEFT ? Light.LIGHT_YELLOW : Light.LIGHT_GREEN;
    }
}
