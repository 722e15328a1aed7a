package org.fengqiao.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Expected values: the test vectors of the field's rules, the law's wording, and days counted by
 * hand on the 2026 calendar.
 */
class DueInstantsTest {

    @ParameterizedTest(name = "{4}")
    @CsvSource({
        "2026-02-13T15:00, 5 WD,       2026-02-27, false, vector a: five workdays around the Spring Festival",
        "2026-09-18T10:00, 15 ND roll, 2026-10-08, false, vector b: natural days that end in the National Day",
        "2026-01-15T10:00, 30 ND roll, 2026-02-14, false, vector c: a make-up workday does not roll",
        "2026-09-18T10:00, 15 ND,      2026-10-03, false, an internal limit does not roll",
        "2026-02-13T23:59, 1 WD,       2026-02-14, false, the start day is not counted however late",
        "2026-02-13T00:00, 1 WD,       2026-02-14, false, nor however early",
        "2026-12-31T10:00, 1 WD,       2027-01-01, true,  nobody knows 2027 yet",
        "2026-12-30T10:00, 1 WD,       2026-12-31, false, the last day of a known year",
        "2026-12-03T10:00, 30 ND roll, 2027-01-04, true,  a roll over an unknown weekend",
        "2026-12-03T10:00, 30 ND,      2027-01-02, false, natural days need no calendar",
        "2026-01-31T10:00, 1 MONTH,    2026-02-28, false, no corresponding day: the last of the month",
        "2025-11-05T10:00, 3 MONTH roll, 2026-02-05, false, summary procedure",
        "2024-02-29T10:00, 2 YEAR,     2026-02-28, false, two years to apply for enforcement"
    })
    void a_day_limit_ends_with_its_last_day(
            LocalDateTime start, String limit, LocalDate lastDay, boolean provisional, String why) {
        // When
        Due due = DueInstants.dueAt(at(start), Limit.parse(limit), Calendars.CN);

        // Then
        assertThat(due.lastDay()).isEqualTo(lastDay);
        assertThat(due.at())
                .isEqualTo(lastDay.plusDays(1).atStartOfDay(Zones.SHANGHAI).toInstant());
        assertThat(due.provisional()).isEqualTo(provisional);
    }

    @ParameterizedTest(name = "{3}")
    @CsvSource({
        "2026-02-15T22:10:00, 24 H,   2026-02-16T22:10:00, vector d: hours ignore holidays",
        "2026-02-15T22:10:31, 30 MIN, 2026-02-15T22:40:31, minutes too",
        "2026-11-04T09:00:00, 3 WH,   2026-11-04T12:00:00, ends with the morning and not after lunch",
        "2026-11-04T09:00:00, 4 WH,   2026-11-04T15:00:00, goes on after lunch",
        "2026-11-04T13:00:00, 1 WH,   2026-11-04T15:00:00, starts with the afternoon",
        "2026-11-04T17:30:00, 1 WH,   2026-11-05T09:30:00, starts with the next morning",
        "2026-11-06T16:30:00, 4 WH,   2026-11-09T11:30:00, over a weekend",
        "2026-02-14T16:30:00, 4 WH,   2026-02-24T11:30:00, over the Spring Festival from a make-up Saturday",
        "2026-11-07T10:00:00, 7 WH,   2026-11-09T17:30:00, a Saturday does not count; a whole day"
    })
    void an_hour_limit_ends_to_the_second(
            LocalDateTime start, String limit, LocalDateTime end, String why) {
        // When
        Due due = DueInstants.dueAt(at(start), Limit.parse(limit), Calendars.CN);

        // Then
        assertThat(due).isEqualTo(new Due(at(end), false));
    }

    @Test
    void work_hours_that_reach_an_unknown_year_are_provisional() {
        Due due =
                DueInstants.dueAt(
                        at(LocalDateTime.parse("2026-12-31T17:00")),
                        Limit.workHours(1),
                        Calendars.CN);

        assertThat(due).isEqualTo(new Due(at(LocalDateTime.parse("2027-01-01T09:00")), true));
    }

    @Test
    void a_moment_at_24_o_clock_is_too_late_and_one_before_is_not() {
        Due due =
                DueInstants.dueAt(
                        at(LocalDateTime.parse("2026-02-13T15:00")),
                        Limit.workdays(5),
                        Calendars.CN);

        assertThat(due.isOver(at(LocalDateTime.parse("2026-02-28T00:00")))).isTrue();
        assertThat(due.isOver(at(LocalDateTime.parse("2026-02-27T23:59:59")))).isFalse();
    }

    @Test
    void generated_limits_hold_what_their_definition_says() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 5_000; i++) {
            Instant start =
                    Instant.parse("2025-01-01T00:00:00Z")
                            .plusSeconds(random.nextInt(2 * 365 * 24 * 3600));
            LocalDate startDay = Zones.dateOf(start);
            int amount = 1 + random.nextInt(60);
            String seen = "seed " + seed + ", start " + start + ", amount " + amount;

            LocalDate workday = due(start, Limit.workdays(amount)).lastDay();
            assertThat(Calendars.CN.isWorkday(workday)).as(seen).isTrue();
            assertThat(countWorkdays(startDay, workday)).as(seen).isEqualTo(amount);

            LocalDate natural = due(start, Limit.naturalDays(amount)).lastDay();
            LocalDate rolled = due(start, Limit.naturalDays(amount).rolling()).lastDay();
            assertThat(natural).as(seen).isEqualTo(startDay.plusDays(amount));
            assertThat(Calendars.CN.isWorkday(rolled)).as(seen).isTrue();
            assertThat(countWorkdays(natural.minusDays(1), rolled)).as(seen).isEqualTo(1);

            Instant worked = due(start, Limit.workHours(amount)).at();
            assertThat(WorkHours.USUAL.between(start, worked, Calendars.CN))
                    .as(seen)
                    .isEqualTo(Duration.ofHours(amount));
            assertThat(WorkHours.USUAL.between(start, worked.minusSeconds(1), Calendars.CN))
                    .as(seen)
                    .isLessThan(Duration.ofHours(amount));
        }
        System.out.println("generated_limits seed " + seed);
    }

    // Counts one by one, without the calendar's own counting.
    private static int countWorkdays(LocalDate after, LocalDate upTo) {
        int count = 0;
        for (LocalDate day = after.plusDays(1); !day.isAfter(upTo); day = day.plusDays(1)) {
            if (Calendars.CN.isWorkday(day)) {
                count++;
            }
        }
        return count;
    }

    private static Due due(Instant start, Limit limit) {
        return DueInstants.dueAt(start, limit, Calendars.CN);
    }

    private static Instant at(LocalDateTime shanghai) {
        return shanghai.atZone(Zones.SHANGHAI).toInstant();
    }
}
