package org.fengqiao.intake.handling;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.fengqiao.clock.Zones;
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

    private static final String REJECTED = "org.fengqiao.intake.record-rejected.v1";

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
        List<Push> pushes = new ArrayList<>();
        long end = next;
        for (Taken taken : records) {
            if (taken.offset() >= next) {
                pushes.add(taken.push());
                end = taken.offset() + 1;
            }
        }
        if (pushes.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Instant now = clock.instant();
        LocalDate day = Zones.dateOf(now);
        long to = end;
        return reception
                .receive(session, pushes, now, Cause.NONE)
                .chain(
                        answers ->
                                Outbox.append(session, List.of(), rejections(answers))
                                        .chain(
                                                () ->
                                                        counts.advance(
                                                                session, partition, day, next,
                                                                to)));
    }

    /** Nobody waits for an answer here: what was not taken goes to the dead letters, ids only. */
    private List<Outbox.Message> rejections(List<Receipt> answers) {
        List<Outbox.Message> letters = new ArrayList<>();
        for (Receipt answer : answers) {
            switch (answer) {
                case Receipt.Quarantined q when !q.repeated() ->
                        letters.add(
                                letter(
                                        q.system().wireName() + ":" + q.quarantineId(),
                                        "quarantined",
                                        q.quarantineId()));
                case Receipt.Conflict c when !c.repeated() ->
                        letters.add(
                                letter(
                                        c.system().wireName() + ":" + c.sourceKey(),
                                        "source-conflict",
                                        c.receiptId()));
                case Receipt.Quarantined ignored -> {}
                case Receipt.Conflict ignored -> {}
                case Receipt.Stored ignored -> {}
                case Receipt.Duplicate ignored -> {}
            }
        }
        return letters;
    }

    private Outbox.Message letter(String key, String reason, UUID id) {
        UUID letterId = TimeOrderedId.next();
        Map<String, String> payload = new LinkedHashMap<>();
        payload.put("reason", reason);
        payload.put("id", id.toString());
        return new Outbox.Message(
                Topics.deadLetter("intake"),
                null,
                key,
                letterId,
                REJECTED,
                key,
                Outbox.cloudEvent(
                        letterId, REJECTED, "intake", key, clock.instant(), key, Cause.NONE),
                EventCodec.encode(payload));
    }
}
