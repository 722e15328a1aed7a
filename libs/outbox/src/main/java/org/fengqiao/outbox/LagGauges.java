package org.fengqiao.outbox;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.Config;

/**
 * How far this service's consumer groups are behind, by committed offsets: also right while a
 * handler stands still, when a consumer's own figures stop moving. Every replica tells the same
 * numbers of its group: take their maximum, not their sum.
 */
@ApplicationScoped
class LagGauges {

    private static final Duration PERIOD = Duration.ofSeconds(10);

    /** Records of sources are kept for 35 days; at 15 unread there is time to act (DESIGN §2). */
    private static final Duration OLD = Duration.ofDays(15);

    /** Reference data is read from the beginning by every process and never committed. */
    private static final Pattern GROUP =
            Pattern.compile(
                    "mp\\.messaging\\.(connector\\.smallrye-kafka|incoming\\.(?!reference\\.)[\\w-]+)\\.group\\.id");

    private final Map<String, Object> broker;
    private final Sampling sampling;
    private final Set<String> groups;
    private final MultiGauge lag;
    private final MultiGauge old;
    private volatile @org.jspecify.annotations.Nullable Admin admin;

    @Inject
    LagGauges(
            @Identifier("default-kafka-broker") Map<String, Object> broker,
            Sampling sampling,
            Config config,
            MeterRegistry meters) {
        this.broker = broker;
        this.sampling = sampling;
        this.groups =
                StreamSupport.stream(config.getPropertyNames().spliterator(), false)
                        .filter(name -> GROUP.matcher(name).matches())
                        .map(name -> config.getValue(name, String.class))
                        .collect(Collectors.toCollection(TreeSet::new));
        this.lag = MultiGauge.builder("fengqiao_consumer_lag").register(meters);
        this.old = MultiGauge.builder("fengqiao_consumer_old").register(meters);
    }

    void start(@Observes io.quarkus.runtime.StartupEvent started) {
        Map<String, Object> settings = new HashMap<>(broker);
        settings.keySet().retainAll(AdminClientConfig.configNames());
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 4000);
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5000);
        Admin opened = Admin.create(settings);
        admin = opened;
        sampling.every(PERIOD, "lag", () -> measure(opened));
    }

    @PreDestroy
    void stop() {
        Admin opened = admin;
        if (opened != null) {
            opened.close(Duration.ofSeconds(1));
        }
    }

    private record Place(String group, String topic) {}

    private record Committed(String group, TopicPartition partition, long offset) {}

    Uni<Void> measure(Admin admin) {
        Map<String, ListConsumerGroupOffsetsSpec> asked =
                groups.stream()
                        .collect(Collectors.toMap(g -> g, g -> new ListConsumerGroupOffsetsSpec()));
        return uni(admin.listConsumerGroupOffsets(asked).all())
                .map(LagGauges::committed)
                .chain(committed -> measure(admin, committed));
    }

    private Uni<Void> measure(Admin admin, List<Committed> committed) {
        // Kafka's records carry the machines' time, whatever the platform's clock says.
        long then = System.currentTimeMillis() - OLD.toMillis();
        return ends(admin, committed, OffsetSpec.latest())
                .chain(
                        ends -> {
                            List<Committed> behind =
                                    committed.stream().filter(c -> behind(c, ends) > 0).toList();
                            return ends(admin, behind, OffsetSpec.forTimestamp(then))
                                    .invoke(
                                            starts -> {
                                                show(lag, committed, c -> behind(c, ends));
                                                // No record is younger (-1): all of them are old.
                                                show(
                                                        old,
                                                        committed,
                                                        c ->
                                                                isYoungest(c, starts)
                                                                        ? behind(c, ends)
                                                                        : behind(c, starts));
                                            });
                        })
                .replaceWithVoid();
    }

    private static boolean isYoungest(
            Committed c, Map<TopicPartition, ListOffsetsResultInfo> starts) {
        ListOffsetsResultInfo start = starts.get(c.partition());
        return start != null && start.offset() < 0;
    }

    private static long behind(Committed c, Map<TopicPartition, ListOffsetsResultInfo> ends) {
        ListOffsetsResultInfo end = ends.get(c.partition());
        return end == null ? 0 : Math.max(0, end.offset() - c.offset());
    }

    private static void show(
            MultiGauge gauge,
            List<Committed> committed,
            java.util.function.ToLongFunction<Committed> figure) {
        Map<Place, Long> sums =
                new TreeMap<>(
                        java.util.Comparator.comparing(Place::group).thenComparing(Place::topic));
        committed.forEach(
                c ->
                        sums.merge(
                                new Place(c.group(), c.partition().topic()),
                                figure.applyAsLong(c),
                                Long::sum));
        List<MultiGauge.Row<?>> rows = new ArrayList<>();
        sums.forEach(
                (place, sum) ->
                        rows.add(
                                MultiGauge.Row.of(
                                        Tags.of("group", place.group(), "topic", place.topic()),
                                        sum)));
        gauge.register(rows, true);
    }

    private static List<Committed> committed(
            Map<String, Map<TopicPartition, OffsetAndMetadata>> offsets) {
        List<Committed> committed = new ArrayList<>();
        offsets.forEach(
                (group, ofGroup) ->
                        ofGroup.forEach(
                                (partition, offset) -> {
                                    if (offset != null) {
                                        committed.add(
                                                new Committed(group, partition, offset.offset()));
                                    }
                                }));
        return committed;
    }

    private static Uni<Map<TopicPartition, ListOffsetsResultInfo>> ends(
            Admin admin, List<Committed> committed, OffsetSpec spec) {
        if (committed.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        committed.forEach(c -> wanted.put(c.partition(), spec));
        return uni(admin.listOffsets(wanted).all());
    }

    private static <T> Uni<T> uni(KafkaFuture<T> future) {
        return Uni.createFrom().completionStage(future.toCompletionStage());
    }
}
