package org.fengqiao.local;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** How many records each service has not yet worked off, summed over its consumer groups. */
final class ConsumerLag {

    private ConsumerLag() {}

    /** Empty when the broker is away; a service without committed offsets does not appear. */
    static Map<String, Long> ofServices(String bootstrap) throws InterruptedException {
        Map<String, Object> settings = LocalKafka.clientSettings(bootstrap, LocalKafka.ADMIN);
        settings.put("request.timeout.ms", 3000);
        settings.put("default.api.timeout.ms", 4000);
        try (Admin admin = Admin.create(settings)) {
            return lag(admin);
        } catch (ExecutionException brokerAway) {
            return Map.of();
        }
    }

    private static Map<String, Long> lag(Admin admin)
            throws ExecutionException, InterruptedException {
        List<String> groups =
                admin.listGroups().all().get().stream().map(GroupListing::groupId).toList();
        Map<String, ListConsumerGroupOffsetsSpec> all =
                groups.stream()
                        .collect(
                                Collectors.toMap(
                                        group -> group,
                                        group -> new ListConsumerGroupOffsetsSpec()));
        if (all.isEmpty()) {
            return Map.of();
        }
        Map<String, Map<TopicPartition, OffsetAndMetadata>> committed =
                admin.listConsumerGroupOffsets(all).all().get();
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        committed
                .values()
                .forEach(
                        offsets ->
                                offsets.keySet().forEach(p -> wanted.put(p, OffsetSpec.latest())));
        Map<TopicPartition, ListOffsetsResultInfo> ends = admin.listOffsets(wanted).all().get();
        Map<String, Long> lag = new HashMap<>();
        committed.forEach(
                (group, offsets) ->
                        LocalTopology.SERVICES.stream()
                                .filter(group::startsWith)
                                .forEach(
                                        service ->
                                                lag.merge(
                                                        service,
                                                        behind(offsets, ends),
                                                        Long::sum)));
        return lag;
    }

    private static long behind(
            Map<TopicPartition, OffsetAndMetadata> offsets,
            Map<TopicPartition, ListOffsetsResultInfo> ends) {
        long behind = 0;
        for (Map.Entry<TopicPartition, OffsetAndMetadata> offset : offsets.entrySet()) {
            ListOffsetsResultInfo end = ends.get(offset.getKey());
            if (offset.getValue() != null && end != null) {
                behind += Math.max(0, end.offset() - offset.getValue().offset());
            }
        }
        return behind;
    }
}
