package org.fengqiao.outbox;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * A case event as it came from another service: CloudEvent in Kafka's binary mode.
 *
 * @param owner the service that wrote it, from the attribute {@code source}
 * @param sequence 1, 2, 3 … per owner and case
 * @param headers all Kafka headers as text ({@code ce_id}, {@code ce_type}, {@code traceparent} …)
 * @param json the data, decoded on demand so that an unreadable one can be parked alone
 */
public record Arrival(
        String owner,
        UUID caseId,
        long sequence,
        String type,
        Map<String, String> headers,
        String json) {

    static final String SOURCE_PREFIX = "/fengqiao/";

    /**
     * Reads a Kafka record; empty if it lacks the attributes of a case event (a foreign record:
     * count and skip).
     */
    public static Optional<Arrival> of(ConsumerRecord<String, byte[]> record) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (Header header : record.headers()) {
            headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
        }
        String source = headers.getOrDefault("ce_source", "");
        String type = headers.getOrDefault("ce_type", "");
        String sequence = headers.getOrDefault("ce_sequence", "");
        if (!source.startsWith(SOURCE_PREFIX) || type.isEmpty() || !sequence.matches("\\d{1,18}")) {
            return Optional.empty();
        }
        UUID caseId;
        try {
            caseId = UUID.fromString(record.key());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        String json = new String(record.value(), StandardCharsets.UTF_8);
        return Optional.of(
                new Arrival(
                        source.substring(SOURCE_PREFIX.length()),
                        caseId,
                        Long.parseLong(sequence),
                        type,
                        headers,
                        json));
    }

    /** The decoded event; empty for an unknown type, which is counted and skipped. */
    public Optional<Record> event() {
        return EventCodec.decode(type, json);
    }

    /** CloudEvent id, the cause of whatever follows. */
    public String id() {
        return headers.getOrDefault("ce_id", "");
    }
}
