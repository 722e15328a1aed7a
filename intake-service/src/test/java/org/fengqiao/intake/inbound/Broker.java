package org.fengqiao.intake.inbound;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.fengqiao.outbox.Arrival;
import org.fengqiao.testkit.TestInfra;

/** What other clients of the real broker write and read. */
final class Broker {

    private Broker() {}

    /** Sends as the source, with its own SCRAM user. */
    static void push(String system, String key, byte[] payload, Map<String, String> headers) {
        send("source-" + system, "source." + system + ".v1", key, payload, headers);
    }

    static void send(
            String user, String topic, String key, byte[] payload, Map<String, String> headers) {
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(
                        new HashMap<>(TestInfra.get().kafkaClient(user)),
                        new StringSerializer(),
                        new ByteArraySerializer())) {
            ProducerRecord<String, byte[]> record = new ProducerRecord<>(topic, key, payload);
            headers.forEach((n, v) -> record.headers().add(n, v.getBytes(StandardCharsets.UTF_8)));
            producer.send(record).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The events of a case on the topic, from the beginning. */
    static List<Arrival> events(String topic, UUID caseId) {
        return all(topic).stream()
                .flatMap(r -> Arrival.of(r).stream())
                .filter(a -> a.caseId().equals(caseId))
                .toList();
    }

    static List<ConsumerRecord<String, byte[]>> all(String topic) {
        Map<String, Object> settings = new HashMap<>(TestInfra.get().kafkaClient("admin"));
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(
                        settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions =
                    consumer.partitionsFor(topic).stream()
                            .map(p -> new TopicPartition(topic, p.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
            while (partitions.stream()
                    .anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
            return records;
        }
    }
}
