package org.fengqiao.clock;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * Counts legal periods (期间): the hour and day at which a period begins are not counted, a day limit
 * ends at 24:00 of its last day and, where the limit rolls, on the first workday if that day is one
 * of rest (民事诉讼法 art 85); hour limits end to the second.
 *
 * <p>Pure: the same start, limit and calendar give the same answer, so a limit can be counted again
 * when a new year's notice arrives.
 */
public final class DueInstants {

    private DueInstants() {}

    /** With the usual working hours, see {@link WorkHours#USUAL}. */
    public static Due dueAt(Instant start, Limit limit, WorkCalendar calendar) {
        return dueAt(start, limit, calendar, WorkHours.USUAL);
    }

    /**
     * When the limit ends.
     *
     * @param start when its clock starts
     * @param hours used by work-hour limits only
     */
    public static Due dueAt(Instant start, Limit limit, WorkCalendar calendar, WorkHours hours) {
        LocalDate day = Zones.dateOf(start);
        int amount = limit.amount();
        return switch (limit.unit()) {
            case MIN -> new Due(start.plus(amount, ChronoUnit.MINUTES), false);
            case H -> new Due(start.plus(amount, ChronoUnit.HOURS), false);
            case WH -> afterWorkHours(start, Duration.ofHours(amount), calendar, hours);
            case WD -> afterWorkdays(day, amount, calendar);
            case ND -> onLastDay(day.plusDays(amount), limit, calendar);
            case MONTH -> onLastDay(day.plusMonths(amount), limit, calendar);
            case YEAR -> onLastDay(day.plusYears(amount), limit, calendar);
        };
    }

    private static Due onLastDay(LocalDate lastDay, Limit limit, WorkCalendar calendar) {
        if (limit.roll() == Limit.Roll.NONE) {
            return new Due(Zones.endOf(lastDay), false);
        }
        LocalDate day = calendar.isWorkday(lastDay) ? lastDay : calendar.nextWorkday(lastDay);
        return new Due(Zones.endOf(day), touchesUnknownYear(lastDay, day, calendar));
    }

    private static Due afterWorkdays(LocalDate startDay, int amount, WorkCalendar calendar) {
        LocalDate day = startDay;
        for (int counted = 0; counted < amount; counted++) {
            day = calendar.nextWorkday(day);
        }
        return new Due(Zones.endOf(day), touchesUnknownYear(startDay.plusDays(1), day, calendar));
    }

    private static Due afterWorkHours(
            Instant start, Duration amount, WorkCalendar calendar, WorkHours hours) {
        LocalDate firstDay = Zones.dateOf(start);
        Duration left = amount;
        for (LocalDate day = firstDay; ; day = day.plusDays(1)) {
            if (!calendar.isWorkday(day)) {
                continue;
            }
            for (WorkHours.Shift shift : hours.shifts()) {
                Instant from = later(shift.startOn(day), start);
                Duration room = Duration.between(from, shift.endOn(day));
                // Ends at 12:00 rather than 14:00 when the shift is used up exactly.
                if (left.compareTo(room) <= 0) {
                    return new Due(from.plus(left), touchesUnknownYear(firstDay, day, calendar));
                }
                if (room.isPositive()) {
                    left = left.minus(room);
                }
            }
        }
    }

    private static boolean touchesUnknownYear(LocalDate from, LocalDate to, WorkCalendar calendar) {
        for (int year = from.getYear(); year <= to.getYear(); year++) {
            if (!calendar.knows(year)) {
                return true;
            }
        }
        return false;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
