package org.fengqiao.contracts;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One record of an upstream system that fed a case, as far as the others must know it to answer it.
 * Every source record is owed an answer ("一个口子进、一个口子出", seed 002-63).
 *
 * @param sourceKey key of the record in its system, e.g. {@code jjdbh}
 * @param version version as sent or counted by arrival
 * @param sourceTime when the source says it happened, UTC
 * @param deadlines deadlines as the source sent them; the earliest not yet past on arrival governs
 * @param references further keys the native answer must repeat (platformNo, ah, …); no personal
 *     data
 * @param secretCaller identity of the caller must not reach the handling unit (12345 {@code
 *     isSecret})
 */
public record SourceRecord(
        SourceSystem system,
        String sourceKey,
        String version,
        UUID receiptId,
        Instant receivedAt,
        @Nullable Instant sourceTime,
        List<Deadline> deadlines,
        Map<String, String> references,
        boolean secretCaller) {

    public SourceRecord {
        deadlines = List.copyOf(deadlines);
        references = Map.copyOf(references);
    }

    /**
     * A deadline as a source sent it.
     *
     * @param label the source's own name of it, e.g. {@code regionDeadline}
     * @param lateOnArrival already past when it arrived: shown, does not govern
     */
    public record Deadline(String label, Instant dueAt, boolean lateOnArrival) {}
}
