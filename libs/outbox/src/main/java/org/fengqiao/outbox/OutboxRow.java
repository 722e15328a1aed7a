package org.fengqiao.outbox;

import io.vertx.mutiny.sqlclient.Row;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** A row of the outbox as the relay handles it. */
record OutboxRow(
        long id,
        @Nullable String topic,
        @Nullable String stream,
        @Nullable Long position,
        String key,
        UUID eventId,
        String type,
        String headers,
        String payload) {

    static OutboxRow of(Row row) {
        return new OutboxRow(
                row.getLong("id"),
                row.getString("topic"),
                row.getString("stream"),
                row.getLong("position"),
                row.getString("key"),
                row.getUUID("event_id"),
                row.getString("type"),
                row.getString("headers"),
                row.getString("payload"));
    }

    /**
     * Within a lane order is kept: one key of a topic, or one stream, whose readers follow its
     * positions.
     */
    String lane() {
        return topic + "\n" + (stream == null ? key : stream);
    }

    /**
     * The row as a Kafka record.
     *
     * @throws EventCodec.UnreadableEvent if the headers are no map of texts
     */
    ProducerRecord<String, byte[]> record(String to) {
        ProducerRecord<String, byte[]> record =
                new ProducerRecord<>(to, key, payload.getBytes(StandardCharsets.UTF_8));
        EventCodec.headers(headers)
                .forEach(
                        (name, value) ->
                                record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        if (position != null) {
            record.headers()
                    .add("ce_position", position.toString().getBytes(StandardCharsets.UTF_8));
        }
        return record;
    }
}
