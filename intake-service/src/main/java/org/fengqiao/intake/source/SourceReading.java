package org.fengqiao.intake.source;

import org.fengqiao.intake.clue.Clue;
import org.jspecify.annotations.Nullable;

/** What came of reading one native record. */
public sealed interface SourceReading {

    /** A record that can be received. */
    record Usable(RecordIdentity identity, Clue clue) implements SourceReading {}

    /**
     * A record for quarantine.
     *
     * @param sourceKey where it could still be read: a corrected push of this key closes the item
     * @param bytesHash SHA-256 of the bytes as received: the same broken bytes again count up
     */
    record Unusable(Rejection rejection, @Nullable String sourceKey, String bytesHash)
            implements SourceReading {}
}
