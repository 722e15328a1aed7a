package org.fengqiao.reporting;

import java.time.Instant;
import java.util.UUID;
import org.fengqiao.contracts.SourceRecord;

/** A source record. */
public record SourceLine(
        String system,
        String sourceKey,
        String version,
        Instant receivedAt,
        String status,
        UUID receiptId) {
    static SourceLine of(SourceRecord s) {
        return new SourceLine(
                s.system().wireName(),
                s.sourceKey(),
                s.version(),
                s.receivedAt(),
                "REGISTERED",
                s.receiptId());
    }
}
