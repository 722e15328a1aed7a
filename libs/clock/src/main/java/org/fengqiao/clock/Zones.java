package org.fengqiao.clock;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** The zone of all days and case dates, and the two conversions that go with it. */
public final class Zones {

    /** Asia/Shanghai: no daylight saving since 1992, so a day here is always 24 hours long. */
    public static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    private Zones() {}

    /** The Shanghai date an instant falls on. */
    public static LocalDate dateOf(Instant instant) {
        return LocalDate.ofInstant(instant, SHANGHAI);
    }

    /** 00:00 of the day. */
    public static Instant startOf(LocalDate day) {
        return day.atStartOfDay(SHANGHAI).toInstant();
    }

    /** 24:00 of the day, which is 00:00 of the next. */
    public static Instant endOf(LocalDate day) {
        return startOf(day.plusDays(1));
    }
}
