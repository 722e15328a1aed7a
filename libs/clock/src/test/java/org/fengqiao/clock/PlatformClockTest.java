package org.fengqiao.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class PlatformClockTest {

    private static final Instant BASE = Instant.parse("2026-11-22T00:00:00Z");

    private final PlatformClock clock = new PlatformClock(Clock.fixed(BASE, Zones.SHANGHAI));

    @Test
    void without_offset_it_tells_the_base_time_in_utc() {
        assertThat(clock.instant()).isEqualTo(BASE);
        assertThat(clock.getZone()).isEqualTo(ZoneOffset.UTC);
        assertThat(new PlatformClock().offset()).isZero();
    }

    @Test
    void an_offset_is_absolute() {
        clock.moveTo(Duration.ofDays(8));
        clock.moveTo(Duration.ofDays(9));

        assertThat(clock.offset()).isEqualTo(Duration.ofDays(9));
        assertThat(clock.instant()).isEqualTo(BASE.plus(Duration.ofDays(9)));
        assertThat(clock.millis()).isEqualTo(clock.instant().toEpochMilli());
    }

    @Test
    void views_in_another_zone_move_along() {
        Clock view = clock.withZone(Zones.SHANGHAI);

        clock.moveTo(Duration.ofHours(-1));

        assertThat(view.getZone()).isEqualTo(Zones.SHANGHAI);
        assertThat(view.instant()).isEqualTo(BASE.minus(Duration.ofHours(1)));
    }
}
