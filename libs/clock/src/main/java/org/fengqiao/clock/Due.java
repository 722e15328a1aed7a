package org.fengqiao.clock;

import java.time.Instant;
import java.time.LocalDate;

/**
 * When a limit ends.
 *
 * @param at the first instant that is too late: a day limit ends at 24:00 of its last day, which is
 *     00:00 of the next
 * @param provisional the count touched a year whose notice is not loaded; it is counted again when
 *     the notice arrives, and marked on screen and in events until then
 */
public record Due(Instant at, boolean provisional) {

    /** The last day on which acting is in time: what people are told as the date. */
    public LocalDate lastDay() {
        return Zones.dateOf(at.minusNanos(1));
    }

    /** Whether the moment is too late. */
    public boolean isOver(Instant moment) {
        return !moment.isBefore(at);
    }
}
