package org.fengqiao.systemtests.bench;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Listens at a Kafka edge as one SCRAM user, from the end of the topic on. */
final class Edge implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaConsumer<String, byte[]> consumer;
    private final Thread thread;
    private volatile boolean stopped;

    /** Returns when the position is known: what is written from now on is heard. */
    Edge(String kafka, String user, String topic, Consumer<ConsumerRecord<String, byte[]>> heard) {
        Properties settings = new Properties();
        settings.putAll(
                Map.of(
                        "bootstrap.servers", kafka,
                        "security.protocol", "SASL_PLAINTEXT",
                        "sasl.mechanism", "SCRAM-SHA-512",
                        "sasl.jaas.config",
                                "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
                                        .formatted(user, user),
                        "fetch.max.wait.ms", "100",
                        "max.poll.records", "1000"));
        consumer =
                new KafkaConsumer<>(
                        settings, new StringDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions =
                consumer.partitionsFor(topic).stream()
                        .map(p -> new TopicPartition(topic, p.partition()))
                        .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        thread = Thread.ofPlatform().name("edge-" + topic).start(() -> listen(heard));
    }

    private void listen(Consumer<ConsumerRecord<String, byte[]>> heard) {
        while (!stopped) {
            consumer.poll(POLL).forEach(heard);
        }
        consumer.close();
    }

    @Override
    public void close() {
        stopped = true;
        try {
            thread.join(Duration.ofSeconds(3));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
