package org.fengqiao.systemtests.bench;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known after a run, from the world outside and from the records of the cases; nothing a
 * service has counted itself.
 *
 * @param accepted every push that was answered with a receipt, or acknowledged by the broker
 * @param fates what the receipts say, by receipt id
 * @param cases cases on record that belong to these pushes
 * @param nameless cases registered during the run that no record led to
 * @param filed states in the case files, by case number
 * @param offered orders the units were offered
 * @param told answers the sources were given
 * @param positions positions heard, by stream
 * @param differences what the sources' ledgers received without an outcome, by system
 */
record Evidence(
        List<Accepted> accepted,
        Map<String, Fate> fates,
        List<OnRecord> cases,
        List<String> nameless,
        Map<String, String> filed,
        Collection<EdgeLog.Offered> offered,
        Collection<EdgeLog.Told> told,
        Map<String, NavigableSet<Long>> positions,
        Map<String, Long> differences) {

    /**
     * A push that was taken.
     *
     * @param receipt null if the platform never gave one
     * @param closed the source has been told of the visit, the end of its story
     */
    record Accepted(String key, @Nullable String receipt, boolean closed) {}

    /** A receipt as its source reads it. */
    record Fate(String status, @Nullable String caseNo, @Nullable String reason) {}

    /** A case and the source keys that led to it. */
    record OnRecord(String caseNo, Set<String> keys) {}
}
