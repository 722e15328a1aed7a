package org.fengqiao.intake.source;

import java.util.Optional;

/**
 * An explicit version of a record: p110's {@code gxsj}, or the CloudEvents extension {@code
 * sourceversion} (a whole number or a time).
 *
 * @param text as sent
 * @param order larger is newer; equal means the same version, however it was written
 */
public record SourceVersion(String text, long order) {

    /** The version that is a time, {@code text} as sent. */
    public static SourceVersion ofTime(String text, SourceTime time) {
        return new SourceVersion(text, time.instant().toEpochMilli());
    }

    /** Reads the extension {@code sourceversion}; empty when it is neither a number nor a time. */
    public static Optional<SourceVersion> parse(String text) {
        String stripped = text.strip();
        if (stripped.matches("\\d{1,12}")) {
            return Optional.of(new SourceVersion(stripped, Long.parseLong(stripped)));
        }
        return SourceTime.parse(stripped).map(time -> ofTime(stripped, time));
    }
}
