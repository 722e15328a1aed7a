package org.fengqiao.intake.handling;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fengqiao.clock.Zones;
import org.fengqiao.contracts.EventTypes;
import org.fengqiao.contracts.IntakeEvent.RecordRejected;
import org.fengqiao.contracts.Topics;
import org.fengqiao.intake.outbound.DoorCounts;
import org.fengqiao.intake.outbound.DoorCounts.Partition;
import org.fengqiao.intake.reception.Push;
import org.fengqiao.intake.reception.Receipt;
import org.fengqiao.outbox.EventCodec;
import org.fengqiao.outbox.Outbox;
import org.fengqiao.outbox.Story.Cause;
import org.fengqiao.outbox.TimeOrderedId;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * The Kafka door: the same reception, and the partition's offset in the same transaction. A record
 * delivered again is skipped, and what the ledger counts are the broker's own numbers.
 */
@ApplicationScoped
public class KafkaDoor {

    private static final String REJECTED = EventTypes.nameOf(RecordRejected.class);
    private static final String CONFLICT = "source-conflict";
    private static final String DEAD_LETTERS = Topics.deadLetter("intake");

    private static final Pattern SCHEMA_NAMES =
            Pattern.compile("(?:/(?:[A-Za-z][A-Za-z_]{0,40}|\\d{1,4})(?=/|$))*");

    private final Mutiny.SessionFactory sessions;
    private final Reception reception;
    private final DoorCounts counts;
    private final Clock clock;

    KafkaDoor(Mutiny.SessionFactory sessions, Reception reception, DoorCounts counts, Clock clock) {
        this.sessions = sessions;
        this.reception = reception;
        this.counts = counts;
        this.clock = clock;
    }

    /** One record of a source's topic. */
    public record Taken(Partition partition, long offset, Push push) {}

    /** Receives the records of one partition, in offset order. */
    public Uni<Void> receive(Partition partition, List<Taken> records) {
        return sessions.withTransaction(
                (session, tx) ->
                        Locks.lock(session, List.of("DOOR:" + partition))
                                .chain(() -> counts.next(session, partition.system()))
                                .chain(next -> receive(session, partition, records, next)));
    }

    private Uni<Void> receive(
            Mutiny.Session session,
            Partition partition,
            List<Taken> records,
            Map<Partition, Long> nextOffsets) {
        long next = nextOffsets.getOrDefault(partition, records.getFirst().offset());
        List<Taken> fresh = records.stream().filter(r -> r.offset() >= next).toList();
        if (fresh.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Instant now = clock.instant();
        LocalDate day = Zones.dateOf(now);
        long to = fresh.getLast().offset() + 1;
        return reception
                .receive(session, fresh.stream().map(Taken::push).toList(), now)
                .chain(
                        answers ->
                                Outbox.append(session, List.of(), rejections(fresh, answers, now))
                                        .chain(
                                                () ->
                                                        counts.advance(
                                                                session, partition, day, next,
                                                                to)));
    }

    /**
     * Nobody waits for an answer here: every record that was not taken is announced, for dispatch
     * to feed back, as the HTTP door answers every push. What was not kept before is a dead letter
     * as well.
     */
    private static List<Outbox.Message> rejections(
            List<Taken> records, List<Receipt> answers, Instant now) {
        List<Outbox.Message> messages = new ArrayList<>();
        for (int i = 0; i < records.size(); i++) {
            Taken taken = records.get(i);
            switch (answers.get(i)) {
                case Receipt.Quarantined q -> {
                    RecordRejected event = rejected(taken, q, now);
                    messages.add(message(Topics.INTAKE_EVENTS, event, taken));
                    if (!q.repeated()) {
                        messages.add(message(DEAD_LETTERS, event, taken));
                    }
                }
                case Receipt.Conflict c -> {
                    RecordRejected event = rejected(taken, c, now);
                    messages.add(message(Topics.INTAKE_EVENTS, event, taken));
                    if (!c.repeated()) {
                        messages.add(message(DEAD_LETTERS, event, taken));
                    }
                }
                case Receipt.Stored ignored -> {}
                case Receipt.Duplicate ignored -> {}
            }
        }
        return messages;
    }

    private static RecordRejected rejected(Taken taken, Receipt.Quarantined q, Instant now) {
        return new RecordRejected(
                q.system(),
                q.sourceKey(),
                null,
                q.rejection().kind().code(),
                q.quarantineId(),
                taken.partition().number(),
                taken.offset(),
                now,
                // The details quote values: they stay in quarantine.
                q.rejection().errors().stream()
                        .map(error -> innocent(error.pointer()))
                        .distinct()
                        .toList());
    }

    /**
     * The pointer as far as its names are those of a schema. A payload may name its members as it
     * likes, after a person for instance.
     */
    private static String innocent(String pointer) {
        Matcher names = SCHEMA_NAMES.matcher(pointer);
        return names.lookingAt() ? names.group() : "";
    }

    private static RecordRejected rejected(Taken taken, Receipt.Conflict c, Instant now) {
        return new RecordRejected(
                c.system(),
                c.sourceKey(),
                c.version(),
                CONFLICT,
                c.receiptId(),
                taken.partition().number(),
                taken.offset(),
                now,
                List.of());
    }

    /** No sequence: no case exists, and consumers of cases skip it. */
    private static Outbox.Message message(String topic, RecordRejected event, Taken taken) {
        UUID id = TimeOrderedId.next();
        String sourceKey = event.sourceKey();
        String key =
                event.system().wireName()
                        + ":"
                        + (sourceKey == null ? event.quarantineId() : sourceKey);
        Cause cause = new Cause(null, taken.push().traceparent());
        return new Outbox.Message(
                topic,
                null,
                key,
                id,
                REJECTED,
                key,
                Outbox.cloudEvent(id, REJECTED, "intake", key, event.at(), key, cause),
                EventCodec.encode(event));
    }
}
