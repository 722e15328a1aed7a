package org.fengqiao.dispatch;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.fengqiao.contracts.Actor;
import org.fengqiao.contracts.CaseEvent;
import org.fengqiao.contracts.CaseHeader;
import org.fengqiao.contracts.EventTypes;
import org.fengqiao.contracts.Explanation;
import org.fengqiao.contracts.Flag;
import org.fengqiao.contracts.IntakeEvent;
import org.fengqiao.contracts.MatterKind;
import org.fengqiao.contracts.Secrecy;
import org.fengqiao.contracts.SourceRecord;
import org.fengqiao.contracts.SourceSystem;
import org.fengqiao.contracts.Topics;
import org.fengqiao.outbox.Arrival;
import org.fengqiao.outbox.EventCodec;
import org.fengqiao.outbox.Outbox;
import org.fengqiao.outbox.Story.Cause;
import org.fengqiao.testkit.TestInfra;

/** The other services as dispatch meets them: on the wire. */
final class Wire implements AutoCloseable {

    private static final Instant NOW = Instant.parse("2026-11-20T02:00:00Z");

    private final KafkaProducer<String, byte[]> producer =
            new KafkaProducer<>(
                    TestInfra.get().kafkaClient("admin"),
                    new StringSerializer(),
                    new ByteArraySerializer());

    record Case(
            UUID id,
            String no,
            String category,
            String sourceKey,
            SourceSystem system,
            Set<Flag> flags) {}

    Case aCase(UUID id, String category, SourceSystem system, Set<Flag> flags) {
        String no = "ZZ52052720261120" + "%07d".formatted(Math.floorMod(id.hashCode(), 10_000_000));
        return new Case(id, no, category, "KEY-" + no, system, flags);
    }

    void register(Case c) {
        SourceRecord source =
                new SourceRecord(
                        c.system(),
                        c.sourceKey(),
                        "1",
                        UUID.randomUUID(),
                        NOW,
                        NOW,
                        List.of(),
                        Map.of("platformNo", "P-1"),
                        false);
        publish(
                Topics.INTAKE_EVENTS,
                "intake",
                new IntakeEvent.CaseRegistered(
                        header(c, 1),
                        "7K3MP9XQ2T4A",
                        "测试事项",
                        "测试事项摘要",
                        MatterKind.DISPUTE,
                        c.category(),
                        new Explanation("test", Map.of(), List.of(), 1),
                        null,
                        c.flags(),
                        Secrecy.NORMAL,
                        "zh-CN",
                        1,
                        new BigDecimal("100"),
                        null,
                        List.of(),
                        null,
                        source));
    }

    void accept(Case c) {
        publish(Topics.INTAKE_EVENTS, "intake", new IntakeEvent.CaseAccepted(header(c, 2), "N-1"));
    }

    void mediation(Case c, long sequence, Function<CaseHeader, CaseEvent> event) {
        publish(Topics.MEDIATION_EVENTS, "mediation", event.apply(header(c, sequence)));
    }

    /** Waits for that many events of the case. */
    List<Record> dispatchEvents(UUID caseId, int count) {
        return dispatchArrivals(caseId, count).stream().flatMap(a -> a.event().stream()).toList();
    }

    /** The same with their attributes. */
    List<Arrival> dispatchArrivals(UUID caseId, int count) {
        Map<String, Object> settings = TestInfra.get().kafkaClient("admin");
        settings.put("group.id", "wire-" + UUID.randomUUID());
        settings.put("auto.offset.reset", "earliest");
        List<Arrival> seen = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(
                        settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(Topics.DISPATCH_EVENTS));
            long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (seen.size() < count && System.nanoTime() < end) {
                for (ConsumerRecord<String, byte[]> record :
                        consumer.poll(Duration.ofMillis(200))) {
                    if (caseId.toString().equals(record.key())) {
                        Arrival.of(record).ifPresent(seen::add);
                    }
                }
            }
        }
        return seen;
    }

    private static CaseHeader header(Case c, long sequence) {
        return new CaseHeader(
                c.id(), c.no(), sequence, c.id(), null, "520527002000", NOW, Actor.SYSTEM, null);
    }

    private void publish(String topic, String owner, CaseEvent event) {
        CaseHeader header = event.header();
        String key = header.caseId().toString();
        String type = EventTypes.nameOf(event.getClass().asSubclass(Record.class));
        Map<String, String> headers =
                Outbox.cloudEvent(
                        UUID.randomUUID(), type, owner, header.caseNo(), NOW, key, Cause.NONE);
        headers.put("ce_sequence", Long.toString(header.sequence()));
        ProducerRecord<String, byte[]> record =
                new ProducerRecord<>(
                        topic, key, EventCodec.encode(event).getBytes(StandardCharsets.UTF_8));
        headers.forEach((n, v) -> record.headers().add(n, v.getBytes(StandardCharsets.UTF_8)));
        var sent = producer.send(record);
        producer.flush();
        assert sent.isDone();
    }

    @Override
    public void close() {
        producer.close();
    }
}
