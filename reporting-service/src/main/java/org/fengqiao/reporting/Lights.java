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

    /** When the light turns yellow. */
    public static Instant yellowAt(Instant issuedAt, Instant dueAt) {
        return shareLeft(issuedAt, dueAt, YELLOW_LEFT);
    }

    /** When the light turns red. */
    public static Instant redAt(Instant issuedAt, Instant dueAt) {
        return shareLeft(issuedAt, dueAt, RED_LEFT);
    }

    /** The light of an open order at that moment; none without one. */
    public static Light of(@Nullable Instant issuedAt, @Nullable Instant dueAt, Instant now) {
        if (issuedAt == null || dueAt == null) {
            return Light.LIGHT_NONE;
        }
        if (!now.isBefore(dueAt)) {
            return Light.LIGHT_OVERDUE;
        }
        if (!now.isBefore(redAt(issuedAt, dueAt))) {
            return Light.LIGHT_RED;
        }
        return now.isBefore(yellowAt(issuedAt, dueAt)) ? Light.LIGHT_GREEN : Light.LIGHT_YELLOW;
    }

    private static Instant shareLeft(Instant issuedAt, Instant dueAt, double share) {
        long whole = Math.max(0, Duration.between(issuedAt, dueAt).toMillis());
        return dueAt.minusMillis(Math.round(whole * share));
    }
}
