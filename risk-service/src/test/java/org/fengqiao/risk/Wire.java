package org.fengqiao.risk;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.fengqiao.contracts.Actor;
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

/** Intake and the readers of risk's events, as risk meets them: on the wire. */
final class Wire implements AutoCloseable {

    static final Instant NOW = Instant.parse("2026-11-20T02:00:00Z");

    private final KafkaProducer<String, byte[]> producer =
            new KafkaProducer<>(
                    TestInfra.get().kafkaClient("admin"),
                    new StringSerializer(),
                    new ByteArraySerializer());

    record Case(UUID id, String no) {}

    Case aRedCase() {
        UUID id = UUID.randomUUID();
        return new Case(
                id,
                "ZZ52052720261120" + "%07d".formatted(Math.floorMod(id.hashCode(), 10_000_000)));
    }

    void register(Case c) {
        publish(Topics.INTAKE_EVENTS, c, EventCodec.encode(registered(c)));
    }

    /** A registration that does not fit its contract. */
    void breakRegistration(Case c) {
        publish(Topics.INTAKE_EVENTS, c, "{\"flags\":{}}");
    }

    private static IntakeEvent.CaseRegistered registered(Case c) {
        SourceRecord source =
                new SourceRecord(
                        SourceSystem.P110,
                        "KEY-" + c.no(),
                        "1",
                        UUID.randomUUID(),
                        NOW,
                        NOW,
                        List.of(),
                        Map.of(),
                        false);
        return new IntakeEvent.CaseRegistered(
                header(c),
                "7K3MP9XQ2T4A",
                "测试事项",
                "测试事项摘要",
                MatterKind.DISPUTE,
                "02",
                new Explanation("test", Map.of(), List.of(), 1),
                null,
                Set.of(Flag.SUICIDE),
                Secrecy.NORMAL,
                "zh-CN",
                1,
                new BigDecimal("100"),
                null,
                List.of(),
                null,
                source);
    }

    /** What risk has told of the case so far. */
    List<Arrival> told(Case c) {
        Map<String, Object> settings = new HashMap<>(TestInfra.get().kafkaClient("admin"));
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(
                        settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions =
                    consumer.partitionsFor(Topics.RISK_EVENTS).stream()
                            .map(p -> new TopicPartition(Topics.RISK_EVENTS, p.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<Arrival> told = new ArrayList<>();
            while (partitions.stream()
                    .anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
                consumer.poll(Duration.ofMillis(200))
                        .forEach(
                                r ->
                                        Arrival.of(r)
                                                .filter(a -> a.caseId().equals(c.id()))
                                                .ifPresent(told::add));
            }
            return told;
        }
    }

    private static CaseHeader header(Case c) {
        return new CaseHeader(
                c.id(), c.no(), 1, c.id(), null, "520527002000", NOW, Actor.SYSTEM, null);
    }

    private void publish(String topic, Case c, String json) {
        String key = c.id().toString();
        String type = EventTypes.nameOf(IntakeEvent.CaseRegistered.class);
        Map<String, String> headers =
                Outbox.cloudEvent(UUID.randomUUID(), type, "intake", c.no(), NOW, key, Cause.NONE);
        headers.put("ce_sequence", "1");
        ProducerRecord<String, byte[]> record =
                new ProducerRecord<>(topic, key, json.getBytes(StandardCharsets.UTF_8));
        headers.forEach((n, v) -> record.headers().add(n, v.getBytes(StandardCharsets.UTF_8)));
        try {
            producer.send(record).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
