package org.fengqiao.systemtests.bench;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Listens at a Kafka edge as one SCRAM user, from the end of the topic on. */
final class Edge implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaConsumer<String, byte[]> consumer;
    private final Thread thread;
    private volatile boolean stopped;

    /** Returns when the position is known: what is written from now on is heard. */
    Edge(
            String kafka,
            String user,
            String topic,
            Consumer<ConsumerRecord<String, byte[]>> heard,
            Errors errors) {
        Map<String, Object> settings = Scram.as(user, kafka);
        settings.put("fetch.max.wait.ms", 100);
        settings.put("max.poll.records", 1000);
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
        thread = Thread.ofPlatform().name("edge-" + topic).start(() -> listen(heard, errors));
    }

    private void listen(Consumer<ConsumerRecord<String, byte[]>> heard, Errors errors) {
        while (!stopped) {
            try {
                consumer.poll(POLL).forEach(heard);
            } catch (KafkaException away) {
                // A broker that has just begun anew does not know its users yet; the position
                // stays.
                errors.count("edge: " + away.getClass().getSimpleName());
            }
        }
        consumer.close();
    }

    /** A CloudEvents attribute of the record, empty if absent. */
    static String attribute(ConsumerRecord<String, byte[]> record, String name) {
        Header header = record.headers().lastHeader("ce_" + name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
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
