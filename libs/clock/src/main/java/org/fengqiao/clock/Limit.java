package org.fengqiao.clock;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A time limit (期限) as policy states it: how much, of what, and whether its last day moves off a
 * day of rest.
 *
 * @param amount 1 to 10,000 of the unit
 * @param roll only day and calendar limits can roll; statutory natural-day limits do, internal
 *     service limits by default do not
 */
public record Limit(int amount, Unit unit, Roll roll) {

    /** What is counted. The names are those of the policy file. */
    public enum Unit {
        /** Natural days (自然日). */
        ND,
        /** Workdays (工作日), by the calendar. */
        WD,
        /** Clock hours (小时), which ignore holidays. */
        H,
        /** Work hours (工作小时), inside working time on workdays. */
        WH,
        /** Minutes (分钟), which ignore holidays. */
        MIN,
        /**
         * Calendar months (月); without a corresponding day the month's last day counts (民法典 art
         * 202).
         */
        MONTH,
        /** Calendar years (年), as months. */
        YEAR
    }

    /** What happens when the last day is a day of rest (民事诉讼法 art 85). */
    public enum Roll {
        NONE,
        NEXT_WORKDAY
    }

    private static final int MOST = 10_000;
    private static final Pattern TEXT =
            Pattern.compile("(\\d{1,5}) ?(ND|WD|WH|H|MIN|MONTH|YEAR)( ROLL)?");

    public Limit {
        if (amount < 1 || amount > MOST) {
            throw new IllegalArgumentException("a limit is 1 to " + MOST + ", not " + amount);
        }
        if (roll == Roll.NEXT_WORKDAY && !endsWithADay(unit)) {
            throw new IllegalArgumentException(unit + " does not end with a day and cannot roll");
        }
    }

    public static Limit naturalDays(int amount) {
        return new Limit(amount, Unit.ND, Roll.NONE);
    }

    public static Limit workdays(int amount) {
        return new Limit(amount, Unit.WD, Roll.NONE);
    }

    public static Limit hours(int amount) {
        return new Limit(amount, Unit.H, Roll.NONE);
    }

    public static Limit workHours(int amount) {
        return new Limit(amount, Unit.WH, Roll.NONE);
    }

    public static Limit minutes(int amount) {
        return new Limit(amount, Unit.MIN, Roll.NONE);
    }

    /** The same limit, its last day moved to the next workday when it is a day of rest. */
    public Limit rolling() {
        return new Limit(amount, unit, Roll.NEXT_WORKDAY);
    }

    /**
     * Reads {@code 7 ND}, {@code 60 ND roll}, {@code 30 MIN}, in either case.
     *
     * @throws IllegalArgumentException quoting the text
     */
    public static Limit parse(String text) {
        Matcher parts = TEXT.matcher(text.strip().toUpperCase(Locale.ROOT));
        if (!parts.matches()) {
            throw new IllegalArgumentException("not a time limit: " + text);
        }
        return new Limit(
                Integer.parseInt(parts.group(1)),
                Unit.valueOf(parts.group(2)),
                parts.group(3) == null ? Roll.NONE : Roll.NEXT_WORKDAY);
    }

    /** The form {@link #parse} reads. */
    @Override
    public String toString() {
        return amount + " " + unit + (roll == Roll.NEXT_WORKDAY ? " roll" : "");
    }

    private static boolean endsWithADay(Unit unit) {
        return switch (unit) {
            case ND, WD, MONTH, YEAR -> true;
            case H, WH, MIN -> false;
        };
    }
}
