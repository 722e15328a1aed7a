package org.fengqiao.clock;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Workdays as the State Council's yearly notice orders them: statutory holidays (法定节假日) and the
 * weekend days worked instead (调休).
 *
 * <p>Immutable. A year without a notice counts Monday to Friday; what was counted with it is
 * provisional, see {@link Due#provisional()}.
 */
public final class WorkCalendar {

    private static final String HEADER = "date,kind";

    // Every notice starts with New Year's Day (元旦), while a neighbour year's notice may reach over
    // the turn of the year: only
    // this day proves that the year's own notice is loaded.
    private static final MonthDay NEW_YEAR = MonthDay.of(1, 1);

    private final Set<LocalDate> holidays;
    private final Set<LocalDate> makeUpWorkdays;
    private final Set<Integer> years;

    /**
     * @param holidays days off, whatever their weekday; a year is known when its 1 January is among
     *     them
     * @param makeUpWorkdays weekend days on which work is done
     * @throws IllegalArgumentException if a day is in both sets
     */
    public WorkCalendar(Set<LocalDate> holidays, Set<LocalDate> makeUpWorkdays) {
        this.holidays = Set.copyOf(holidays);
        this.makeUpWorkdays = Set.copyOf(makeUpWorkdays);
        this.years =
                this.holidays.stream()
                        .filter(day -> MonthDay.from(day).equals(NEW_YEAR))
                        .map(LocalDate::getYear)
                        .collect(Collectors.toUnmodifiableSet());
        for (LocalDate day : this.makeUpWorkdays) {
            if (this.holidays.contains(day)) {
                throw new IllegalArgumentException(
                        day + " is both a holiday and a make-up workday");
            }
        }
    }

    /** No notice at all: Monday to Friday, every year unknown. */
    public static WorkCalendar mondayToFriday() {
        return new WorkCalendar(Set.of(), Set.of());
    }

    /**
     * Reads lines {@code 2026-02-15,HOLIDAY} or {@code 2026-02-14,MAKE_UP} under the header {@code
     * date,kind}.
     *
     * @throws IllegalArgumentException naming the line that cannot be read
     */
    public static WorkCalendar readCsv(Reader csv) throws IOException {
        Set<LocalDate> holidays = new HashSet<>();
        Set<LocalDate> makeUps = new HashSet<>();
        BufferedReader lines = new BufferedReader(csv);
        String header = lines.readLine();
        if (header == null || !HEADER.equals(header.strip())) {
            throw new IllegalArgumentException("calendar line 1: expected " + HEADER);
        }
        int number = 1;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            if (!line.isBlank()) {
                readLine(line.strip(), number, holidays, makeUps);
            }
        }
        return new WorkCalendar(holidays, makeUps);
    }

    private static void readLine(
            String line, int number, Set<LocalDate> holidays, Set<LocalDate> makeUps) {
        int comma = line.indexOf(',');
        String kind = comma < 0 ? "" : line.substring(comma + 1).strip();
        try {
            LocalDate day = LocalDate.parse(line.substring(0, Math.max(comma, 0)).strip());
            switch (kind) {
                case "HOLIDAY" -> holidays.add(day);
                case "MAKE_UP" -> makeUps.add(day);
                default ->
                        throw new IllegalArgumentException(
                                "calendar line "
                                        + number
                                        + ": kind must be HOLIDAY or MAKE_UP, not '"
                                        + kind
                                        + "'");
            }
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "calendar line " + number + ": not a date: " + line, e);
        }
    }

    /** Whether people work on the day. */
    public boolean isWorkday(LocalDate day) {
        if (holidays.contains(day)) {
            return false;
        }
        return makeUpWorkdays.contains(day) || !isWeekend(day);
    }

    /** Whether the year's notice is loaded. */
    public boolean knows(int year) {
        return years.contains(year);
    }

    /** The first workday after the day. */
    public LocalDate nextWorkday(LocalDate day) {
        LocalDate next = day.plusDays(1);
        while (!isWorkday(next)) {
            next = next.plusDays(1);
        }
        return next;
    }

    /** Workdays after the first date up to and including the second; 0 if it does not lie later. */
    public int workdaysBetween(LocalDate from, LocalDate to) {
        return (int)
                from.plusDays(1)
                        .datesUntil(max(from.plusDays(1), to.plusDays(1)))
                        .filter(this::isWorkday)
                        .count();
    }

    private static LocalDate max(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }

    private static boolean isWeekend(LocalDate day) {
        return day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
    }
}
