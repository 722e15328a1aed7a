package org.fengqiao.systemtests.bench;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.fengqiao.simulators.Source;

/**
 * Writes native records to {@code source.<system>.v1} as the source's SCRAM user. Accepted is what
 * the broker has acknowledged.
 */
final class KafkaDoor implements Door {

    private final Map<Source, KafkaProducer<String, byte[]>> producers =
            new EnumMap<>(Source.class);
    private final Errors errors;

    /**
     * @param patience how long a record may wait for a broker that is away
     */
    KafkaDoor(String kafka, Iterable<Source> sources, Errors errors, Duration patience) {
        this.errors = errors;
        for (Source source : sources) {
            Map<String, Object> settings = Scram.as("source-" + source.system(), kafka);
            settings.put("acks", "all");
            settings.put("linger.ms", 5);
            settings.put("max.block.ms", patience.toMillis());
            settings.put("delivery.timeout.ms", Math.toIntExact(patience.toMillis()));
            settings.put("request.timeout.ms", 10_000);
            KafkaProducer<String, byte[]> producer =
                    new KafkaProducer<>(
                            settings, new StringSerializer(), new ByteArraySerializer());
            producer.partitionsFor(topic(source));
            producers.put(source, producer);
        }
    }

    private static String topic(Source source) {
        return "source." + source.system() + ".v1";
    }

    @Override
    public CompletableFuture<Taken> push(Track track) {
        Source source = track.record.source();
        byte[] payload = track.record.payload().toString().getBytes(StandardCharsets.UTF_8);
        CompletableFuture<Taken> taken = new CompletableFuture<>();
        KafkaProducer<String, byte[]> producer = Objects.requireNonNull(producers.get(source));
        // The callback tells the same and need not be waited for.
        Future<RecordMetadata> unused =
                producer.send(
                        new ProducerRecord<>(topic(source), track.key(), payload),
                        (written, failure) -> {
                            if (failure == null) {
                                taken.complete(new Taken(true, null, null));
                                return;
                            }
                            String how = failure.getClass().getSimpleName();
                            errors.count("produce: " + how);
                            taken.complete(new Taken(false, null, how));
                        });
        return taken;
    }

    @Override
    public void close() {
        producers.values().forEach(p -> p.close(Duration.ofSeconds(5)));
    }
}
