package org.fengqiao.intake.inbound;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.fengqiao.contracts.Topics;
import org.fengqiao.intake.handling.KafkaDoor;
import org.fengqiao.intake.handling.KafkaDoor.Taken;
import org.fengqiao.intake.inbound.adapter.CloudEvent;
import org.fengqiao.intake.inbound.adapter.SourceAdapter;
import org.fengqiao.intake.outbound.DoorCounts.Partition;
import org.fengqiao.intake.reception.Door;
import org.fengqiao.intake.reception.Push;
import org.fengqiao.intake.source.PayloadFormat;
import org.fengqiao.intake.source.RecordReader;
import org.fengqiao.intake.source.SourceVersion;
import org.fengqiao.outbox.Delivery;
import org.fengqiao.outbox.Spans;
import org.jspecify.annotations.Nullable;

/**
 * Hears {@code source.<system>.v1}: native payloads or CloudEvents, the same rules as the HTTP
 * door. The broker's ACL has already seen to it that a system writes only its own topic.
 */
@ApplicationScoped
class SourceListener {

    private static final byte[] NOTHING = new byte[0];

    private final KafkaDoor door;
    private final RecordReader reader;

    SourceListener(KafkaDoor door, RecordReader reader) {
        this.door = door;
        this.reader = reader;
    }

    @Incoming("sources")
    Uni<Void> hear(ConsumerRecords<String, byte[]> records) {
        return Multi.createFrom()
                .iterable(records.partitions())
                .onItem()
                .transformToUniAndConcatenate(p -> hear(p, records.records(p)))
                .collect()
                .asList()
                .replaceWithVoid();
    }

    private Uni<Void> hear(TopicPartition partition, List<ConsumerRecord<String, byte[]>> records) {
        SourceAdapter adapter =
                SourceAdapter.ALL.stream()
                        .filter(a -> Topics.source(a.system()).equals(partition.topic()))
                        .findFirst()
                        .orElseThrow();
        Partition of = new Partition(adapter.system(), partition.partition());
        List<Taken> taken = new ArrayList<>(records.size());
        Spans.OfBatch spans = new Spans.OfBatch();
        for (ConsumerRecord<String, byte[]> record : records) {
            String parent = spans.begin("push " + partition.topic(), traceparent(record));
            taken.add(new Taken(of, record.offset(), push(adapter, record, parent)));
        }
        return spans.until(Delivery.insistently(() -> door.receive(of, taken)));
    }

    private Push push(
            SourceAdapter adapter,
            ConsumerRecord<String, byte[]> record,
            @Nullable String traceparent) {
        byte[] bytes = record.value() == null ? NOTHING : record.value();
        String mediaType = header(record, "content-type").orElse("");
        if (mediaType.startsWith(CloudEvent.MEDIA_TYPE)
                && CloudEvent.open(bytes) instanceof CloudEvent.Opened opened) {
            byte[] data = opened.data().get();
            return push(
                    adapter,
                    data,
                    format(adapter, opened.mediaType(), data),
                    version(opened.sourceVersion()),
                    opened.demo(),
                    traceparent);
        }
        return push(
                adapter,
                bytes,
                format(adapter, mediaType, bytes),
                version(header(record, "ce_sourceversion").orElse(null)),
                header(record, "ce_demo").map(Boolean::parseBoolean).orElse(false),
                traceparent);
    }

    /** Kafka's instrumentations write the plain header, CloudEvents' extension the prefixed one. */
    private static @Nullable String traceparent(ConsumerRecord<String, byte[]> record) {
        return header(record, "traceparent")
                .or(() -> header(record, "ce_traceparent"))
                .orElse(null);
    }

    private Push push(
            SourceAdapter adapter,
            byte[] bytes,
            PayloadFormat format,
            @Nullable SourceVersion sent,
            boolean demo,
            @Nullable String traceparent) {
        return new Push(
                adapter.system(),
                bytes,
                format,
                sent,
                Door.KAFKA,
                demo,
                traceparent,
                reader.read(adapter.system(), bytes, format, sent));
    }

    /** Native producers often send no content type: XML begins with its bracket. */
    private static PayloadFormat format(SourceAdapter adapter, String mediaType, byte[] bytes) {
        return PayloadFormat.ofMediaType(mediaType)
                .or(() -> looksLikeXml(bytes) ? Optional.of(PayloadFormat.XML) : Optional.empty())
                .filter(f -> adapter.formats().contains(f))
                .orElse(PayloadFormat.JSON);
    }

    private static boolean looksLikeXml(byte[] bytes) {
        for (byte b : bytes) {
            if (b == '<') {
                return true;
            }
            boolean mayPrecede = b == ' ' || b == '\n' || b == '\r' || b == '\t' || b < 0;
            if (!mayPrecede) {
                return false;
            }
        }
        return false;
    }

    private static @Nullable SourceVersion version(@Nullable String sent) {
        return sent == null ? null : SourceVersion.parse(sent).orElse(null);
    }

    private static Optional<String> header(ConsumerRecord<String, byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return Optional.ofNullable(header).map(h -> new String(h.value(), StandardCharsets.UTF_8));
    }
}
