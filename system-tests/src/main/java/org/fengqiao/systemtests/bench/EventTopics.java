package org.fengqiao.systemtests.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** How far the topics inside the platform have grown, as the broker says. */
final class EventTopics {

    /** The events of a lifecycle: what the budget of the design counts. */
    static final List<String> EVENTS =
            List.of(
                    "intake.events.v1",
                    "dispatch.events.v1",
                    "mediation.events.v1",
                    "risk.events.v1");

    /** What each service listens to. */
    static final Map<String, List<String>> HEARD =
            Map.of(
                    "intake", List.of("intake.received.v1", "dispatch.events.v1"),
                    "dispatch",
                            List.of("intake.events.v1", "mediation.events.v1", "risk.events.v1"),
                    "mediation",
                            List.of("intake.events.v1", "dispatch.events.v1", "risk.events.v1"),
                    "risk",
                            List.of(
                                    "intake.events.v1",
                                    "dispatch.events.v1",
                                    "mediation.events.v1"),
                    "reporting", EVENTS);

    private EventTopics() {}

    /** Records ever written, by topic. */
    static Map<String, Long> ends() {
        Map<String, Long> ends = new LinkedHashMap<>();
        // Each topic is asked as a service that may read it.
        ends.put("intake.received.v1", end("intake", "intake.received.v1"));
        EVENTS.forEach(topic -> ends.put(topic, end("reporting", topic)));
        return ends;
    }

    private static long end(String user, String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(
                        Scram.as(user, Place.kafka()),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())) {
            List<TopicPartition> partitions =
                    consumer.partitionsFor(topic).stream()
                            .map(p -> new TopicPartition(topic, p.partition()))
                            .toList();
            return consumer.endOffsets(partitions).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
        }
    }
}
