package org.fengqiao.intake.source;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fengqiao.clock.Zones;
import org.jspecify.annotations.Nullable;

/**
 * A point in time as the sources write it: {@code 2020/03/18 00:01:00}, {@code 2019/7/23 14:45:55},
 * {@code 20251215094300}, epoch milliseconds, ISO 8601, or a date alone. Without an offset it is
 * Asia/Shanghai.
 *
 * @param instant for a date alone its 00:00
 * @param dateOnly a deadline given as a date ends at 24:00 of that day, see {@link #endOfDay()}
 */
public record SourceTime(Instant instant, boolean dateOnly) {

    private static final Pattern WRITTEN =
            Pattern.compile(
                    "(\\d{4})([-/])(\\d{1,2})\\2(\\d{1,2})"
                            + "(?:[ T](\\d{1,2}):(\\d{2})(?::(\\d{2})(?:\\.\\d{1,9})?)?"
                            + " ?(Z|[+-]\\d{2}:?\\d{2})?)?");
    private static final Pattern COMPACT =
            Pattern.compile("(\\d{4})(\\d{2})(\\d{2})(?:(\\d{2})(\\d{2})(\\d{2}))?");
    private static final Pattern EPOCH_MILLIS = Pattern.compile("\\d{13}");

    /** Earlier or later than any record a centre can get; a misread number shows up here. */
    private static final LocalDate FIRST = LocalDate.of(1990, 1, 1);

    private static final LocalDate LAST = LocalDate.of(2099, 12, 31);

    /** Reads a stripped text; empty when it is none of the forms or no existing date. */
    public static Optional<SourceTime> parse(String text) {
        try {
            return Optional.ofNullable(read(text)).filter(SourceTime::plausible);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static @Nullable SourceTime read(String text) {
        if (EPOCH_MILLIS.matcher(text).matches()) {
            return new SourceTime(Instant.ofEpochMilli(Long.parseLong(text)), false);
        }
        Matcher compact = COMPACT.matcher(text);
        if (compact.matches()) {
            LocalDate date = date(compact.group(1), compact.group(2), compact.group(3));
            return compact.group(4) == null
                    ? ofDate(date)
                    : ofLocal(date, compact.group(4), compact.group(5), compact.group(6), null);
        }
        Matcher written = WRITTEN.matcher(text);
        if (!written.matches()) {
            return null;
        }
        LocalDate date = date(written.group(1), written.group(3), written.group(4));
        return written.group(5) == null
                ? ofDate(date)
                : ofLocal(
                        date,
                        written.group(5),
                        written.group(6),
                        written.group(7),
                        written.group(8));
    }

    private static LocalDate date(String year, String month, String day) {
        return LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day));
    }

    private static SourceTime ofDate(LocalDate date) {
        return new SourceTime(Zones.startOf(date), true);
    }

    private static SourceTime ofLocal(
            LocalDate date,
            String hour,
            String minute,
            @Nullable String second,
            @Nullable String offset) {
        LocalTime time =
                LocalTime.of(
                        Integer.parseInt(hour),
                        Integer.parseInt(minute),
                        second == null ? 0 : Integer.parseInt(second));
        LocalDateTime local = date.atTime(time);
        Instant instant =
                offset == null
                        ? local.atZone(Zones.SHANGHAI).toInstant()
                        : local.toInstant(ZoneOffset.of(offset));
        return new SourceTime(instant, false);
    }

    private boolean plausible() {
        LocalDate day = Zones.dateOf(instant);
        return !day.isBefore(FIRST) && !day.isAfter(LAST);
    }

    /** As a deadline: a day limit ends at 24:00 of its last day. */
    public Instant endOfDay() {
        return dateOnly ? Zones.endOf(Zones.dateOf(instant)) : instant;
    }
}
