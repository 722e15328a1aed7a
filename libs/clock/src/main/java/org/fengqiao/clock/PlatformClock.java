package org.fengqiao.clock;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The clock every service injects: a base clock plus an offset.
 *
 * <p>The offset is zero in production. With {@code FENGQIAO_TEST_CLOCK=true} a service sets it from
 * {@code reference.v1} kind {@code clock}, so that a year of instalments and visits can be walked
 * in minutes. Whoever sets it must refuse to in the production profile; this class does not know
 * profiles.
 *
 * <p>Thread-safe. Views made by {@link #withZone} share the offset.
 */
public final class PlatformClock extends Clock {

    private final Clock base;
    private final AtomicReference<Duration> offset;

    /** Over the system clock, in UTC, without offset. */
    public PlatformClock() {
        this(Clock.systemUTC());
    }

    /** Over any base clock, read in UTC. */
    public PlatformClock(Clock base) {
        this(base.withZone(ZoneOffset.UTC), new AtomicReference<>(Duration.ZERO));
    }

    private PlatformClock(Clock base, AtomicReference<Duration> offset) {
        this.base = base;
        this.offset = offset;
    }

    /**
     * Sets the offset from the base clock; absolute, not added to the one before. May be negative.
     */
    public void moveTo(Duration newOffset) {
        offset.set(newOffset);
    }

    /** The offset in force. */
    public Duration offset() {
        return offset.get();
    }

    @Override
    public Instant instant() {
        return base.instant().plus(offset.get());
    }

    @Override
    public long millis() {
        return instant().toEpochMilli();
    }

    @Override
    public ZoneId getZone() {
        return base.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return zone.equals(getZone()) ? this : new PlatformClock(base.withZone(zone), offset);
    }

    // Two platform clocks with equal readings still move apart: identity is the only honest
    // equality.
    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    @Override
    public String toString() {
        return "PlatformClock[" + base + " + " + offset.get() + "]";
    }
}
