package org.fengqiao.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkHoursTest {

    @Test
    void lunch_and_night_do_not_count() {
        // 11:00 on Wednesday to 15:00 on Thursday in Shanghai
        Instant from = Instant.parse("2026-11-04T03:00:00Z");
        Instant to = Instant.parse("2026-11-05T07:00:00Z");

        assertThat(WorkHours.USUAL.between(from, to, Calendars.CN)).isEqualTo(Duration.ofHours(9));
        assertThat(WorkHours.USUAL.between(to, from, Calendars.CN)).isZero();
    }

    @Test
    void a_region_may_keep_other_hours() {
        WorkHours shortDay =
                new WorkHours(
                        List.of(new WorkHours.Shift(LocalTime.of(9, 0), LocalTime.of(13, 0))));

        Due due =
                DueInstants.dueAt(
                        Instant.parse("2026-11-04T04:00:00Z"),
                        Limit.workHours(2),
                        Calendars.CN,
                        shortDay);

        assertThat(due.at()).isEqualTo(Instant.parse("2026-11-05T02:00:00Z"));
    }

    @Test
    void shifts_that_overlap_or_end_early_are_refused() {
        assertThatThrownBy(() -> new WorkHours.Shift(LocalTime.NOON, LocalTime.NOON))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(
                        () ->
                                new WorkHours(
                                        List.of(
                                                new WorkHours.Shift(
                                                        LocalTime.of(8, 0), LocalTime.of(12, 0)),
                                                new WorkHours.Shift(
                                                        LocalTime.of(11, 0), LocalTime.of(13, 0)))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new WorkHours(List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
