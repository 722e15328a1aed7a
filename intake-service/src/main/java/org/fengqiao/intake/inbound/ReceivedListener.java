package org.fengqiao.intake.inbound;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.header.Header;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.fengqiao.contracts.IntakeEvent.RecordReceived;
import org.fengqiao.intake.handling.RegistrationHandler;
import org.fengqiao.outbox.Delivery;
import org.fengqiao.outbox.EventCodec;
import org.fengqiao.outbox.Spans;
import org.fengqiao.outbox.Story.Cause;
import org.fengqiao.privacy.Wordless;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Hears {@code intake.received.v1}, where both doors meet. A batch that cannot be registered is
 * taken apart until the record that hinders it is alone; that one is put aside.
 */
@ApplicationScoped
class ReceivedListener {

    private static final Logger LOG = Logger.getLogger(ReceivedListener.class);

    private final RegistrationHandler handler;

    ReceivedListener(RegistrationHandler handler) {
        this.handler = handler;
    }

    @Incoming("received")
    Uni<Void> hear(ConsumerRecords<String, byte[]> records) {
        Map<UUID, Cause> received = new LinkedHashMap<>();
        Spans.OfBatch spans = new Spans.OfBatch();
        for (ConsumerRecord<String, byte[]> record : records) {
            read(record, received, spans);
        }
        return received.isEmpty() ? Uni.createFrom().voidItem() : spans.until(register(received));
    }

    private static void read(
            ConsumerRecord<String, byte[]> record, Map<UUID, Cause> into, Spans.OfBatch spans) {
        String type = text(record.headers().lastHeader("ce_type"));
        if (type != null
                && EventCodec.decode(type, new String(record.value(), StandardCharsets.UTF_8))
                                .orElse(null)
                        instanceof RecordReceived event) {
            into.put(
                    event.receiptId(),
                    new Cause(
                            text(record.headers().lastHeader("ce_id")),
                            spans.begin(
                                    "handle record-received",
                                    text(record.headers().lastHeader("traceparent")))));
        } else {
            LOG.warnf("skipped a foreign record %s/%d", record.topic(), record.offset());
        }
    }

    private Uni<Void> register(Map<UUID, Cause> received) {
        return Delivery.insistently(() -> handler.register(received))
                .onFailure()
                .recoverWithUni(failure -> apart(received, failure));
    }

    private Uni<Void> apart(Map<UUID, Cause> received, Throwable failure) {
        if (received.size() == 1) {
            UUID id = received.keySet().iterator().next();
            LOG.errorf(Wordless.of(failure), "put aside receipt %s", id);
            return Delivery.insistently(
                    () -> handler.putAside(id, failure.getClass().getSimpleName()));
        }
        return Multi.createFrom()
                .iterable(received.entrySet())
                .onItem()
                .transformToUniAndConcatenate(e -> register(Map.of(e.getKey(), e.getValue())))
                .collect()
                .asList()
                .replaceWithVoid();
    }

    private static @Nullable String text(@Nullable Header header) {
        return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
