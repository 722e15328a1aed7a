package org.fengqiao.outbox;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends rows and takes their acknowledgements one by one: a row that fails holds back what follows
 * it in its lane, and nothing else.
 */
final class Sender {

    /** Failures no further try can mend; everything else is tried again. */
    private static final List<Class<? extends RuntimeException>> FOR_EVER =
            List.of(
                    RecordTooLargeException.class,
                    RecordBatchTooLargeException.class,
                    InvalidRecordException.class,
                    InvalidTimestampException.class,
                    InvalidTopicException.class,
                    PolicyViolationException.class,
                    SerializationException.class,
                    EventCodec.UnreadableEvent.class);

    private final Producer<String, byte[]> producer;
    private final TopicGates gates;
    private final Pauses lanes = new Pauses();

    Sender(Producer<String, byte[]> producer) {
        this.producer = producer;
        this.gates = new TopicGates(producer);
    }

    static Producer<String, byte[]> producer(Map<String, Object> broker) {
        Map<String, Object> config = new HashMap<>(broker);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        // A broker away is found out quickly, so that rows are not held locked for minutes.
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 2000);
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 4000);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 5000);
        return new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
    }

    /**
     * What became of the rows of a cycle; those in neither list stay for the next one.
     *
     * @param done to be deleted
     * @param refused to be moved aside
     * @param away failure of a broker that acknowledged nothing at all; null if it answers
     */
    record Sent(List<OutboxRow> done, List<Refused> refused, @Nullable Throwable away) {}

    /** A row refused for ever, and the class of the failure. */
    record Refused(OutboxRow row, String reason) {}

    /** A row on its way; the outcome is its failure, null once it was acknowledged. */
    private record Attempt(OutboxRow row, CompletableFuture<@Nullable Throwable> outcome) {

        static Attempt ended(OutboxRow row, @Nullable Throwable failure) {
            return new Attempt(row, CompletableFuture.completedFuture(failure));
        }

        boolean failedAtOnce() {
            return outcome.isDone() && outcome.join() != null;
        }

        /** Without an acknowledgement a row counts as failed, whatever the reason. */
        @Nullable Throwable failure() {
            return outcome.isDone() ? outcome.join() : new TimeoutException("not acknowledged");
        }
    }

    /** Topics whose rows cannot be sent now. */
    String[] closedTopics() {
        return gates.closed();
    }

    /** Lanes whose rows failed a moment ago. */
    String[] pausedLanes() {
        return lanes.names();
    }

    /**
     * Sends rows and waits for the broker's word about each.
     *
     * @param wake run when a topic answers whose rows had to be left out
     */
    Uni<Sent> send(List<OutboxRow> rows, Runnable wake) {
        Set<String> topics = new HashSet<>();
        rows.stream().map(OutboxRow::topic).filter(Objects::nonNull).forEach(topics::add);
        return Uni.createFrom()
                .completionStage(() -> gates.ask(topics, wake))
                // send() may block for metadata: not on the event loop.
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(asked -> sendAll(rows))
                .map(this::judge);
    }

    private List<Attempt> sendAll(List<OutboxRow> rows) {
        List<Attempt> attempts = new ArrayList<>(rows.size());
        Set<String> stuck = new HashSet<>();
        for (OutboxRow row : rows) {
            String topic = row.topic();
            if (topic == null) {
                // A stream without a Kafka door: its numbered entry is all there is to it.
                attempts.add(Attempt.ended(row, null));
            } else if (gates.isUnlawful(topic)) {
                attempts.add(Attempt.ended(row, new InvalidTopicException()));
            } else if (gates.isOpen(topic) && !stuck.contains(row.lane())) {
                Attempt attempt = send(row, topic);
                attempts.add(attempt);
                Throwable failure = attempt.failedAtOnce() ? attempt.failure() : null;
                if (failure != null && !isForEver(failure)) {
                    stuck.add(row.lane());
                }
                if (failure instanceof TimeoutException) {
                    // It has waited for the broker in vain; the next one would wait as long.
                    break;
                }
            }
        }
        producer.flush();
        return attempts;
    }

    private Attempt send(OutboxRow row, String topic) {
        CompletableFuture<@Nullable Throwable> outcome = new CompletableFuture<>();
        try {
            // The callback completes the outcome; the future of send is not needed beside it.
            var unused =
                    producer.send(
                            row.record(topic), (metadata, failure) -> outcome.complete(failure));
        } catch (RuntimeException e) {
            outcome.complete(e);
        }
        return new Attempt(row, outcome);
    }

    /** After the flush every outcome is known. */
    private Sent judge(List<Attempt> attempts) {
        List<OutboxRow> done = new ArrayList<>();
        List<Refused> refused = new ArrayList<>();
        Map<String, Throwable> heldBack = new LinkedHashMap<>();
        boolean answered = false;
        for (Attempt attempt : attempts) {
            OutboxRow row = attempt.row();
            String topic = row.topic();
            Throwable failure = attempt.failure();
            answered |= topic != null && failure == null;
            if (heldBack.containsKey(row.lane())) {
                // Perhaps acknowledged, but behind a failure: it is sent once more, after it, so
                // that the last word of the lane comes in order.
                continue;
            }
            if (failure == null) {
                done.add(row);
                lanes.end(row.lane());
                if (topic != null) {
                    gates.proved(topic);
                }
            } else if (isForEver(failure)) {
                refused.add(new Refused(row, failure.getClass().getSimpleName()));
            } else {
                heldBack.put(row.lane(), failure);
                if (topic != null && TopicGates.isOfTopic(failure)) {
                    answered = true;
                    gates.close(topic, failure);
                }
            }
        }
        if (heldBack.isEmpty() || answered) {
            heldBack.keySet().forEach(lanes::add);
            return new Sent(done, refused, null);
        }
        return new Sent(done, refused, heldBack.values().iterator().next());
    }

    private static boolean isForEver(Throwable failure) {
        return FOR_EVER.stream().anyMatch(c -> c.isInstance(failure));
    }

    void close() {
        producer.close(Duration.ofSeconds(2));
    }
}
