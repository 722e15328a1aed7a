package org.fengqiao.mediation;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.fengqiao.contracts.Actor;
import org.fengqiao.contracts.CaseEvent;
import org.fengqiao.contracts.CaseHeader;
import org.fengqiao.contracts.DispatchEvent;
import org.fengqiao.contracts.EventTypes;
import org.fengqiao.contracts.OrderKind;
import org.fengqiao.contracts.Topics;
import org.fengqiao.outbox.Arrival;
import org.fengqiao.outbox.EventCodec;
import org.fengqiao.outbox.Outbox;
import org.fengqiao.outbox.Story.Cause;
import org.fengqiao.testkit.TestInfra;

/** Dispatch, risk and the readers of mediation's events, as mediation meets them: on the wire. */
final class Wire implements AutoCloseable {

    static final Instant NOW = Instant.parse("2026-11-20T02:00:00Z");

    private final KafkaProducer<String, byte[]> producer =
            new KafkaProducer<>(
                    TestInfra.get().kafkaClient("admin"),
                    new StringSerializer(),
                    new ByteArraySerializer());

    record Case(UUID id, String no) {}

    Case aCase() {
        UUID id = UUID.randomUUID();
        return new Case(
                id,
                "ZZ52052720261120" + "%07d".formatted(Math.floorMod(id.hashCode(), 10_000_000)));
    }

    void order(Case c, long sequence) {
        dispatch(
                c,
                sequence,
                h ->
                        new DispatchEvent.OrderIssued(
                                h,
                                c.no() + "-01",
                                OrderKind.HANDLE,
                                "520527-COURT",
                                true,
                                false,
                                NOW,
                                NOW.plus(Duration.ofHours(2)),
                                NOW.plus(Duration.ofDays(30)),
                                "grade.normal",
                                false));
    }

    void dispatch(Case c, long sequence, Function<CaseHeader, CaseEvent> event) {
        publish(Topics.DISPATCH_EVENTS, "dispatch", event.apply(header(c, sequence)));
    }

    void risk(Case c, long sequence, Function<CaseHeader, CaseEvent> event) {
        publish(Topics.RISK_EVENTS, "risk", event.apply(header(c, sequence)));
    }

    /** What mediation has told of the case so far. */
    List<Arrival> told(Case c) {
        Map<String, Object> settings = new HashMap<>(TestInfra.get().kafkaClient("admin"));
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(
                        settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions =
                    consumer.partitionsFor(Topics.MEDIATION_EVENTS).stream()
                            .map(p -> new TopicPartition(Topics.MEDIATION_EVENTS, p.partition()))
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
