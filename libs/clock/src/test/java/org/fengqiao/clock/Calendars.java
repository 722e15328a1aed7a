package org.fengqiao.clock;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The notices of 2025 and 2026. */
final class Calendars {

    static final WorkCalendar CN = read();

    private Calendars() {}

    private static WorkCalendar read() {
        try (Reader csv =
                new InputStreamReader(
                        Objects.requireNonNull(
                                Calendars.class.getResourceAsStream("/calendar.csv")),
                        StandardCharsets.UTF_8)) {
            return WorkCalendar.readCsv(csv);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
