package org.fengqiao.outbox;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.fengqiao.contracts.EventTypes;
import org.fengqiao.outbox.Story.Cause;

/**
 * Something a service of the platform tells that belongs to no case and carries no sequence, e.g. a
 * record that was rejected at the door. Told at least once: a repeat is known by its id.
 *
 * @param id CloudEvent id, the same in every repeat
 * @param headers all Kafka headers as text
 */
public record Announcement(
        String id, String key, String type, Map<String, String> headers, String json) {

    /** Empty for a record that is not of the platform, of no known type, or a case event. */
    static Optional<Announcement> of(ConsumerRecord<String, byte[]> record) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (Header header : record.headers()) {
            headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
        }
        String id = headers.getOrDefault("ce_id", "");
        String type = headers.getOrDefault("ce_type", "");
        boolean ours =
                headers.getOrDefault("ce_source", "").startsWith(Arrival.SOURCE_PREFIX)
                        && !headers.containsKey("ce_sequence")
                        && EventTypes.classOf(type).isPresent();
        if (!ours || id.isEmpty() || record.key() == null || record.value() == null) {
            return Optional.empty();
        }
        return Optional.of(
                new Announcement(
                        id,
                        record.key(),
                        type,
                        headers,
                        new String(record.value(), StandardCharsets.UTF_8)));
    }

    /**
     * The decoded event; empty for an unknown type.
     *
     * @throws EventCodec.UnreadableEvent if the JSON does not fit: a dead letter
     */
    public Optional<Record> event() {
        return EventCodec.decode(type, json);
    }

    /** What follows from it was caused by it. */
    public Cause cause() {
        return new Cause(id, headers.get("traceparent"));
    }
}
