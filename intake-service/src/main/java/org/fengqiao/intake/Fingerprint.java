package org.fengqiao.intake;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What of a matter can be recognised in another: keyed hashes and codes only.
 *
 * @param sourceTime the source's own time: windows count by it, not by arrival
 * @param idKeys keyed hashes of valid id numbers
 * @param phoneKeys keyed hashes of phones
 * @param recordKeys {@code system:key} of the records that fed it
 * @param earlierKeys {@code system:key} of records it says it continues
 */
public record Fingerprint(
        Instant sourceTime,
        String category,
        Set<String> idKeys,
        Set<String> phoneKeys,
        @Nullable String addressKey,
        Set<String> recordKeys,
        Set<String> earlierKeys) {

    public Fingerprint {
        idKeys = Set.copyOf(idKeys);
        phoneKeys = Set.copyOf(phoneKeys);
        recordKeys = Set.copyOf(recordKeys);
        earlierKeys = Set.copyOf(earlierKeys);
    }
}
