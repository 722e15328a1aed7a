package org.fengqiao.intake.reception;

import java.util.UUID;
import org.fengqiao.contracts.SourceSystem;
import org.fengqiao.intake.source.Rejection;
import org.jspecify.annotations.Nullable;

/** What a door tells the source. */
public sealed interface Receipt {

    /** Stored durably, 202. */
    record Stored(UUID receiptId, SourceSystem system, String sourceKey, String version)
            implements Receipt {}

    /** Received before, 200. */
    record Duplicate(
            UUID receiptId,
            SourceSystem system,
            String sourceKey,
            String version,
            ReceiptStatus status)
            implements Receipt {}

    /** Equal version, different content, 409. */
    record Conflict(
            UUID receiptId, SourceSystem system, String sourceKey, String version, boolean repeated)
            implements Receipt {}

    /**
     * Not taken, bytes kept, 400 or 422.
     *
     * @param sourceKey where it could be read
     * @param repeated the same bytes were kept before
     */
    record Quarantined(
            UUID quarantineId,
            SourceSystem system,
            @Nullable String sourceKey,
            Rejection rejection,
            boolean repeated)
            implements Receipt {}
}
