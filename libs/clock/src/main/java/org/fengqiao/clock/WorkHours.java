package org.fengqiao.clock;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;

/**
 * The working time of a workday; regions may set their own.
 *
 * @param shifts in order, not overlapping, each inside one day
 */
public record WorkHours(List<Shift> shifts) {

    /** 08:30–12:00 and 14:00–17:30, seven hours. */
    public static final WorkHours USUAL =
            new WorkHours(
                    List.of(
                            new Shift(LocalTime.of(8, 30), LocalTime.of(12, 0)),
                            new Shift(LocalTime.of(14, 0), LocalTime.of(17, 30))));

    /** One stretch of work: from inclusive, to exclusive, Shanghai time. */
    public record Shift(LocalTime from, LocalTime to) {

        public Shift {
            if (!from.isBefore(to)) {
                throw new IllegalArgumentException("a shift ends after it starts");
            }
        }

        Instant startOn(LocalDate day) {
            return day.atTime(from).atZone(Zones.SHANGHAI).toInstant();
        }

        Instant endOn(LocalDate day) {
            return day.atTime(to).atZone(Zones.SHANGHAI).toInstant();
        }
    }

    public WorkHours {
        shifts = List.copyOf(shifts);
        if (shifts.isEmpty()) {
            throw new IllegalArgumentException("working time needs a shift");
        }
        for (int i = 1; i < shifts.size(); i++) {
            if (shifts.get(i).from().isBefore(shifts.get(i - 1).to())) {
                throw new IllegalArgumentException("shifts overlap");
            }
        }
    }

    /**
     * Working time between two instants; zero if the second does not lie later. Lights measure “≤ 4
     * work hours left” with it.
     */
    public Duration between(Instant from, Instant to, WorkCalendar calendar) {
        Duration sum = Duration.ZERO;
        LocalDate last = Zones.dateOf(to);
        for (LocalDate day = Zones.dateOf(from); !day.isAfter(last); day = day.plusDays(1)) {
            if (calendar.isWorkday(day)) {
                for (Shift shift : shifts) {
                    sum = sum.plus(overlap(shift.startOn(day), shift.endOn(day), from, to));
                }
            }
        }
        return sum;
    }

    private static Duration overlap(Instant start, Instant end, Instant from, Instant to) {
        Instant later = start.isAfter(from) ? start : from;
        Instant earlier = end.isBefore(to) ? end : to;
        return later.isBefore(earlier) ? Duration.between(later, earlier) : Duration.ZERO;
    }
}
