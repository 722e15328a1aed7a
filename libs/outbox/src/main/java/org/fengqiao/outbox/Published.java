package org.fengqiao.outbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Metrics;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts what the relay has brought out: every transition that others were told of, after its
 * commit and the broker's word. A row sent twice counts twice, as it does for those who hear it.
 */
final class Published {

    static final String DEAD_LETTERS = "fengqiao_dead_letters";

    /** As many as there are types of events, which our own code names. */
    private static final Map<String, Counter> COUNTERS = new ConcurrentHashMap<>();

    private Published() {}

    static void count(List<OutboxRow> rows) {
        rows.forEach(row -> COUNTERS.computeIfAbsent(kind(row), Published::counter).increment());
        Spans.published(rows);
    }

    /** A dead letter bears the type of what it buries: it is no transition. */
    private static String kind(OutboxRow row) {
        String topic = row.topic();
        return topic != null && topic.endsWith(".dead-letter.v1") ? "" : row.type();
    }

    private static Counter counter(String type) {
        return type.isEmpty()
                ? Metrics.counter(DEAD_LETTERS)
                : Metrics.counter("fengqiao_transitions", "event", Spans.shortName(type));
    }
}
