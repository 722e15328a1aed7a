package org.fengqiao.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.time.LocalDate;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkCalendarTest {

    @ParameterizedTest
    @CsvSource({
        "2026-02-13, true, an ordinary Friday",
        "2026-02-14, true, a Saturday worked for the Spring Festival",
        "2026-02-15, false, first day of the Spring Festival",
        "2026-02-23, false, its last day",
        "2026-02-24, true, the Tuesday after it",
        "2026-03-01, false, an ordinary Sunday",
        "2025-10-11, true, a Saturday worked for the National Day",
        "2025-10-08, false, a Wednesday off",
        "2024-10-01, true, a Tuesday of a year nobody loaded"
    })
    void a_day_is_worked_as_the_notice_says(LocalDate day, boolean worked, String why) {
        assertThat(Calendars.CN.isWorkday(day)).as(why).isEqualTo(worked);
    }

    @Test
    void a_year_is_known_by_its_own_notice_only() {
        // Given a day of 2024 that the notice of 2025 might order
        WorkCalendar calendar =
                new WorkCalendar(
                        Set.of(LocalDate.of(2024, 12, 31), LocalDate.of(2025, 1, 1)), Set.of());

        // Then
        assertThat(calendar.knows(2025)).isTrue();
        assertThat(calendar.knows(2024)).isFalse();
        assertThat(Calendars.CN.knows(2026)).isTrue();
        assertThat(Calendars.CN.knows(2027)).isFalse();
        assertThat(WorkCalendar.mondayToFriday().knows(2026)).isFalse();
    }

    @Test
    void workdays_between_two_dates_leave_out_the_first() {
        assertThat(between("2026-02-13", "2026-02-27")).isEqualTo(5);
        assertThat(between("2026-02-13", "2026-02-14")).isEqualTo(1);
        assertThat(between("2026-02-14", "2026-02-23")).isZero();
        assertThat(between("2026-02-27", "2026-02-13")).isZero();
    }

    @Test
    void a_line_that_cannot_be_read_is_named() {
        assertThatThrownBy(() -> read("date,kind\n2026-01-01,HOLIDAY\n2026-13-01,HOLIDAY\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("line 3");
        assertThatThrownBy(() -> read("date,kind\n2026-01-01,FREE\n"))
                .hasMessageContaining("line 2")
                .hasMessageContaining("FREE");
        assertThatThrownBy(() -> read("date,kind\n2026-01-01\n")).hasMessageContaining("line 2");
        assertThatThrownBy(() -> read("day;kind\n")).hasMessageContaining("line 1");
        assertThatThrownBy(() -> read("")).hasMessageContaining("line 1");
    }

    @Test
    void a_day_cannot_be_both() {
        LocalDate day = LocalDate.of(2026, 1, 1);

        assertThatThrownBy(() -> new WorkCalendar(Set.of(day), Set.of(day)))
                .hasMessageContaining("2026-01-01");
    }

    private static int between(String from, String to) {
        return Calendars.CN.workdaysBetween(LocalDate.parse(from), LocalDate.parse(to));
    }

    private static WorkCalendar read(String csv) throws java.io.IOException {
        return WorkCalendar.readCsv(new StringReader(csv));
    }
}
