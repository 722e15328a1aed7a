package org.fengqiao.systemtests.bench;

import java.util.Collection;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Everything that came out of the edges, as it came: the evidence of the balance. Thread-safe. */
final class EdgeLog {

    private final Set<Offered> offered = ConcurrentHashMap.newKeySet();
    private final Set<Told> told = ConcurrentHashMap.newKeySet();
    private final Map<String, NavigableSet<Long>> positions = new ConcurrentHashMap<>();

    /** An order that was offered to its unit. */
    record Offered(String caseNo, String orderNo) {}

    /**
     * An answer to a source. The same CloudEvent may come twice (at least once), another one of the
     * same kind must not.
     */
    record Told(String key, String kind, String caseNo, String eventId) {}

    /** False if it is known: the unit has been offered it before. */
    boolean offered(String caseNo, String orderNo) {
        return offered.add(new Offered(caseNo, orderNo));
    }

    /** False if it is known: the source has read this very event before. */
    boolean told(Told answer) {
        return told.add(answer);
    }

    void position(ConsumerRecord<String, byte[]> record) {
        String position = Edge.attribute(record, "position");
        if (!position.isEmpty()) {
            positions
                    .computeIfAbsent(record.topic(), t -> new ConcurrentSkipListSet<>())
                    .add(Long.valueOf(position));
        }
    }

    Collection<Offered> offered() {
        return offered;
    }

    Collection<Told> told() {
        return told;
    }

    /** By stream, in order. */
    Map<String, NavigableSet<Long>> positions() {
        return new TreeMap<>(positions);
    }
}
