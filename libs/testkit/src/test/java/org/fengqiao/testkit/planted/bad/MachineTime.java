package org.fengqiao.testkit.planted.bad;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** Every forbidden way to ask for the time. */
final class MachineTime {

    Instant instant() {
        return Instant.now();
    }

    LocalDate date() {
        return LocalDate.now(ZoneId.of("Asia/Shanghai"));
    }

    ZoneId zone() {
        return ZoneId.systemDefault();
    }

    Clock clock() {
        return Clock.systemUTC();
    }
}
