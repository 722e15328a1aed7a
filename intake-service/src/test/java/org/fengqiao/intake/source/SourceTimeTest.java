package org.fengqiao.intake.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourceTimeTest {

    @ParameterizedTest
    @CsvSource({
        "2020/03/18 00:01:00, 2020-03-17T16:01:00Z",
        "2019/7/23 14:45:55, 2019-07-23T06:45:55Z",
        "2025-11-04 09:35:12, 2025-11-04T01:35:12Z",
        "20251215094300, 2025-12-15T01:43:00Z",
        "1584460860000, 2020-03-17T16:01:00Z",
        "2025-11-12T19:22:31+08:00, 2025-11-12T11:22:31Z",
        "2025-11-12T11:22:31Z, 2025-11-12T11:22:31Z",
        "2025-11-06T15:20:11, 2025-11-06T07:20:11Z",
        "2025/11/4 15:22, 2025-11-04T07:22:00Z",
        "2025-10-29, 2025-10-28T16:00:00Z",
        "20251029, 2025-10-28T16:00:00Z",
    })
    void every_way_the_sources_write_a_time_is_read(String written, String instant) {
        // When
        SourceTime time = SourceTime.parse(written).orElseThrow();

        // Then
        assertThat(time.instant()).isEqualTo(Instant.parse(instant));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2025-02-30 10:00:00",
                "2025-11-03 25:00:00",
                "2025/11-03 10:00:00",
                "昨天",
                "0001-01-01 00:00:00",
                "9999-12-31 00:00:00",
                "2025",
                "20251303000000",
                "1e13",
                "2025-11-12T19:22:31+99:00",
            })
    void what_is_no_time_is_refused(String written) {
        assertThat(SourceTime.parse(written)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2025-11-28, 2025-11-28T16:00:00Z",
        "2025-11-28 18:00:00, 2025-11-28T10:00:00Z",
    })
    void a_day_as_deadline_ends_at_its_midnight(String written, String end) {
        assertThat(SourceTime.parse(written).orElseThrow().endOfDay())
                .isEqualTo(Instant.parse(end));
    }
}
