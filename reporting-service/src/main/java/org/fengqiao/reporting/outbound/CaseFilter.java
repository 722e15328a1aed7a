package org.fengqiao.reporting.outbound;

import java.time.Instant;
import org.fengqiao.contracts.Light;
import org.jspecify.annotations.Nullable;

/**
 * What a list is narrowed to; null leaves a field open.
 *
 * @param region prefix of 12-digit codes, within the caller's own
 * @param category CL-02, level 1 includes level 2
 * @param from registered at or after
 * @param until registered before
 * @param text of the de-identified title, or the beginning of a case number
 */
public record CaseFilter(
        @Nullable String region,
        @Nullable String stage,
        @Nullable String category,
        @Nullable String risk,
        @Nullable Light light,
        @Nullable String source,
        @Nullable String unit,
        @Nullable Instant from,
        @Nullable Instant until,
        @Nullable String text,
        @Nullable Boolean demo) {}
