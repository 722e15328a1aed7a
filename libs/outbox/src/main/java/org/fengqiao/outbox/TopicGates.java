package org.fengqiao.outbox;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jboss.logging.Logger;

/**
 * Which topics can be sent to. A topic that is missing or forbidden, and a broker that is away,
 * make the producer wait for seconds; the broker is therefore asked beside the cycle, and rows of a
 * topic that does not answer stay out of it. What is missing today may be provisioned tomorrow: it
 * is asked again and again.
 */
final class TopicGates {

    private static final Logger LOG = Logger.getLogger(TopicGates.class);

    /** A broker that is there answers within milliseconds. */
    private static final Duration PATIENCE = Duration.ofMillis(300);

    private static final Duration PAUSE_WHEN_AWAY = Duration.ofSeconds(1);

    private final Producer<String, byte[]> producer;
    private final Set<String> open = ConcurrentHashMap.newKeySet();
    private final Map<String, CompletableFuture<Void>> asking = new ConcurrentHashMap<>();
    private final Map<String, Exception> unlawful = new ConcurrentHashMap<>();
    private final Pauses pauses = new Pauses();
    private final Set<String> reported = ConcurrentHashMap.newKeySet();
    private volatile long awayUntil = System.nanoTime();

    /** Gates of a relay, all closed. */
    TopicGates(Producer<String, byte[]> producer) {
        this.producer = producer;
    }

    /**
     * Completes when the topics have answered, after {@link #PATIENCE} in any case.
     *
     * @param opened run when a topic that was asked takes records
     */
    CompletableFuture<Void> ask(Collection<String> topics, Runnable opened) {
        List<CompletableFuture<Void>> asked =
                topics.stream()
                        .filter(t -> !open.contains(t) && !unlawful.containsKey(t))
                        .filter(t -> !isAway() && !pauses.has(t))
                        .map(t -> asking.computeIfAbsent(t, n -> askNow(n, opened)))
                        .toList();
        return CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new))
                .completeOnTimeout(null, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    boolean isOpen(String topic) {
        return open.contains(topic);
    }

    /** True if no broker will ever take a topic of that name. */
    boolean isUnlawful(String topic) {
        return unlawful.containsKey(topic);
    }

    String whyUnlawful(String topic) {
        return Objects.requireNonNull(unlawful.get(topic)).getClass().getSimpleName();
    }

    /** Topics whose rows need not be read now. */
    String[] closed() {
        return Stream.concat(asking.keySet().stream(), Stream.of(pauses.names()))
                .distinct()
                .toArray(String[]::new);
    }

    /** A record of the topic was acknowledged. */
    void proved(String topic) {
        pauses.end(topic);
        reported.remove(topic);
    }

    /** The topic was asked for or sent to in vain. */
    void close(String topic, Throwable failure) {
        open.remove(topic);
        if (isOfTopic(failure)) {
            pauses.add(topic);
            report(topic, failure);
        } else {
            awayUntil = System.nanoTime() + PAUSE_WHEN_AWAY.toNanos();
        }
    }

    /** True for a failure of this one topic, false if the broker does not answer at all. */
    static boolean isOfTopic(Throwable failure) {
        return failure instanceof TopicAuthorizationException
                || failure instanceof UnknownTopicOrPartitionException
                || failure.getCause() instanceof TopicAuthorizationException
                || failure.getCause() instanceof UnknownTopicOrPartitionException;
    }

    private boolean isAway() {
        return awayUntil - System.nanoTime() > 0;
    }

    private CompletableFuture<Void> askNow(String topic, Runnable opened) {
        CompletableFuture<Void> answer = new CompletableFuture<>();
        // It may wait for seconds: a virtual thread costs nothing meanwhile.
        Thread.ofVirtual()
                .name("relay asks for " + topic)
                .start(
                        () -> {
                            answered(topic);
                            asking.remove(topic);
                            answer.complete(null);
                            if (open.contains(topic) || unlawful.containsKey(topic)) {
                                opened.run();
                            }
                        });
        return answer;
    }

    private void answered(String topic) {
        try {
            if (producer.partitionsFor(topic).isEmpty()) {
                throw new UnknownTopicOrPartitionException();
            }
            open.add(topic);
        } catch (InvalidTopicException e) {
            unlawful.put(topic, e);
        } catch (RuntimeException e) {
            close(topic, e);
        }
    }

    private void report(String topic, Throwable failure) {
        if (reported.add(topic)) {
            Throwable reason = failure.getCause() == null ? failure : failure.getCause();
            LOG.warnf(
                    "topic %s takes nothing (%s): its rows wait, the others go on",
                    topic, reason.getClass().getSimpleName());
        }
    }
}
