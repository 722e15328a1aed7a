package org.fengqiao.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.fengqiao.contracts.Light;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Lights by the time left: green above 25 %, yellow at 25 %, red at 10 %, overdue after (domain
 * 04).
 */
class LightsTest {

    private static final Instant ISSUED = Instant.parse("2026-11-01T00:00:00Z");
    private static final Instant DUE = Instant.parse("2026-11-05T04:00:00Z"); // 100 hours

    @ParameterizedTest
    @CsvSource({
        "2026-11-01T00:00:00Z, LIGHT_GREEN",
        "2026-11-04T02:59:59Z, LIGHT_GREEN",
        "2026-11-04T03:00:00Z, LIGHT_YELLOW",
        "2026-11-04T17:59:59Z, LIGHT_YELLOW",
        "2026-11-04T18:00:00Z, LIGHT_RED",
        "2026-11-05T03:59:59Z, LIGHT_RED",
        "2026-11-05T04:00:00Z, LIGHT_OVERDUE"
    })
    void the_light_follows_the_share_of_time_left(Instant now, Light light) {
        // Given // When // Then
        assertThat(Lights.of(ISSUED, DUE, now)).isEqualTo(light);
    }

    @Test
    void without_an_open_order_there_is_no_light() {
        // Given // When // Then
        assertThat(Lights.of(null, null, ISSUED)).isEqualTo(Light.LIGHT_NONE);
    }
}
