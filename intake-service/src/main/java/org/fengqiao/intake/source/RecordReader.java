package org.fengqiao.intake.source;

import org.fengqiao.contracts.SourceSystem;
import org.jspecify.annotations.Nullable;

/** Reads native records: bytes to identity and clue. The same for both doors, and again later. */
public interface RecordReader {

    /**
     * Reads the bytes of one record as its system writes them.
     *
     * @param sent the CloudEvents extension {@code sourceversion}, used where the payload carries
     *     no version of its own
     */
    SourceReading read(
            SourceSystem system, byte[] bytes, PayloadFormat format, @Nullable SourceVersion sent);
}
