package org.fengqiao.intake.handling;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.fengqiao.clock.Zones;
import org.fengqiao.contracts.EventTypes;
import org.fengqiao.contracts.IntakeEvent.RecordReceived;
import org.fengqiao.contracts.Topics;
import org.fengqiao.intake.outbound.DoorCounts;
import org.fengqiao.intake.outbound.DoorCounts.Outcome;
import org.fengqiao.intake.outbound.DoorCounts.Tally;
import org.fengqiao.intake.outbound.Quarantine;
import org.fengqiao.intake.outbound.Receipts;
import org.fengqiao.intake.outbound.Receipts.NewReceipt;
import org.fengqiao.intake.outbound.Receipts.RecordKey;
import org.fengqiao.intake.reception.KnownReceipt;
import org.fengqiao.intake.reception.Push;
import org.fengqiao.intake.reception.Receipt;
import org.fengqiao.intake.reception.ReceiptStatus;
import org.fengqiao.intake.reception.ReceptionRules;
import org.fengqiao.intake.reception.Verdict;
import org.fengqiao.intake.source.RecordIdentity;
import org.fengqiao.intake.source.SourceReading;
import org.fengqiao.outbox.EventCodec;
import org.fengqiao.outbox.Outbox;
import org.fengqiao.outbox.Sql;
import org.fengqiao.outbox.Story.Cause;
import org.fengqiao.outbox.TimeOrderedId;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * 接收: receipt, sealed bytes, quarantine, door counts and the word to look at it, in one
 * transaction. What it answered is durable.
 */
@ApplicationScoped
public class Reception {

    private final Mutiny.SessionFactory sessions;
    private final Receipts receipts;
    private final Quarantine quarantine;
    private final DoorCounts counts;
    private final Clock clock;

    Reception(
            Mutiny.SessionFactory sessions,
            Receipts receipts,
            Quarantine quarantine,
            DoorCounts counts,
            Clock clock) {
        this.sessions = sessions;
        this.receipts = receipts;
        this.quarantine = quarantine;
        this.counts = counts;
        this.clock = clock;
    }

    /** Receives pushes; the answers come in their order. */
    public Uni<List<Receipt>> receive(List<Push> pushes) {
        return sessions.withTransaction((session, tx) -> receive(session, pushes, clock.instant()));
    }

    /** The same inside a transaction the Kafka door has begun, on the day its offsets count. */
    Uni<List<Receipt>> receive(Mutiny.Session session, List<Push> pushes, Instant now) {
        Set<RecordKey> keys = new LinkedHashSet<>();
        for (Push push : pushes) {
            if (push.reading() instanceof SourceReading.Usable usable) {
                keys.add(keyOf(usable.identity()));
            }
        }
        return Uni.combine()
                .all()
                .unis(
                        Locks.lock(session, keys.stream().map(k -> "RECEIPT:" + k).toList()),
                        receipts.known(session, keys))
                .asTuple()
                .chain(read -> receive(session, pushes, read.getItem2(), now));
    }

    private Uni<List<Receipt>> receive(
            Mutiny.Session session,
            List<Push> pushes,
            Map<RecordKey, List<KnownReceipt>> known,
            Instant now) {
        LocalDate day = Zones.dateOf(now);
        List<NewReceipt> fresh = new ArrayList<>();
        Map<Push, Receipt> answers = new HashMap<>();
        for (Push push : pushes) {
            if (push.reading() instanceof SourceReading.Usable usable) {
                answers.put(push, judge(push, usable.identity(), known, fresh, now, day));
            }
        }
        return keepBroken(session, pushes, answers, now, day)
                .chain(
                        () ->
                                Sql.together(
                                        receipts.add(session, fresh),
                                        quarantine.close(session, corrected(fresh)),
                                        counts.count(session, day, tallies(pushes, answers)),
                                        Outbox.append(session, List.of(), messages(fresh))))
                .map(done -> pushes.stream().map(p -> answerOf(answers, p)).toList());
    }

    private static Receipt judge(
            Push push,
            RecordIdentity identity,
            Map<RecordKey, List<KnownReceipt>> known,
            List<NewReceipt> fresh,
            Instant now,
            LocalDate day) {
        List<KnownReceipt> ofKey = known.computeIfAbsent(keyOf(identity), k -> new ArrayList<>());
        UUID id = identity.receiptId();
        Verdict verdict = ReceptionRules.judge(identity, ofKey);
        if (verdict instanceof Verdict.Duplicate(KnownReceipt first)) {
            return first.status() == ReceiptStatus.QUARANTINED
                    ? new Receipt.Conflict(
                            id, identity.system(), identity.sourceKey(), first.version(), true)
                    : new Receipt.Duplicate(
                            id,
                            identity.system(),
                            identity.sourceKey(),
                            first.version(),
                            first.status());
        }
        NewReceipt receipt =
                switch (verdict) {
                    case Verdict.Fresh f ->
                            new NewReceipt(
                                    push,
                                    identity,
                                    f.version(),
                                    ReceiptStatus.RECEIVED,
                                    null,
                                    now,
                                    day);
                    case Verdict.Superseded s ->
                            new NewReceipt(
                                    push,
                                    identity,
                                    s.version(),
                                    ReceiptStatus.SUPERSEDED,
                                    "已收到更新的版本",
                                    now,
                                    day);
                    case Verdict.Conflict c ->
                            new NewReceipt(
                                    push,
                                    identity,
                                    c.version(),
                                    ReceiptStatus.QUARANTINED,
                                    "source-conflict",
                                    now,
                                    day);
                    case Verdict.Duplicate ignored -> throw new IllegalStateException("judged");
                };
        fresh.add(receipt);
        var version = identity.version();
        ofKey.add(
                new KnownReceipt(
                        id,
                        receipt.version(),
                        version == null ? null : version.order(),
                        receipt.status()));
        return verdict instanceof Verdict.Conflict
                ? new Receipt.Conflict(
                        id, identity.system(), identity.sourceKey(), receipt.version(), false)
                : new Receipt.Stored(
                        id, identity.system(), identity.sourceKey(), receipt.version());
    }

    /** Broken records are rare: one statement each. */
    private Uni<Void> keepBroken(
            Mutiny.Session session,
            List<Push> pushes,
            Map<Push, Receipt> answers,
            Instant now,
            LocalDate day) {
        return Multi.createFrom()
                .iterable(pushes)
                .onItem()
                .transformToUniAndConcatenate(
                        push ->
                                push.reading() instanceof SourceReading.Unusable broken
                                        ? quarantine
                                                .keep(session, push, broken, now, day)
                                                .invoke(kept -> answers.put(push, kept))
                                                .replaceWithVoid()
                                        : Uni.createFrom().voidItem())
                .collect()
                .asList()
                .replaceWithVoid();
    }

    private static Map<RecordKey, UUID> corrected(List<NewReceipt> fresh) {
        Map<RecordKey, UUID> corrected = new LinkedHashMap<>();
        fresh.stream()
                .filter(r -> r.status() == ReceiptStatus.RECEIVED)
                .forEach(r -> corrected.put(keyOf(r.identity()), r.identity().receiptId()));
        return corrected;
    }

    private static List<Tally> tallies(List<Push> pushes, Map<Push, Receipt> answers) {
        return pushes.stream()
                .map(
                        push ->
                                new Tally(
                                        push.system(),
                                        push.door(),
                                        outcome(answerOf(answers, push))))
                .toList();
    }

    private static Outcome outcome(Receipt receipt) {
        return switch (receipt) {
            case Receipt.Stored ignored -> Outcome.RECEIVED;
            case Receipt.Duplicate ignored -> Outcome.DUPLICATE;
            case Receipt.Conflict c -> c.repeated() ? Outcome.DUPLICATE : Outcome.CONFLICT;
            case Receipt.Quarantined q -> q.repeated() ? Outcome.REPEATED : Outcome.QUARANTINED;
        };
    }

    private static List<Outbox.Message> messages(List<NewReceipt> fresh) {
        return fresh.stream()
                .filter(r -> r.status() == ReceiptStatus.RECEIVED)
                .map(Reception::message)
                .toList();
    }

    private static Outbox.Message message(NewReceipt receipt) {
        RecordIdentity identity = receipt.identity();
        String key = keyOf(identity).toString();
        String type = EventTypes.nameOf(RecordReceived.class);
        UUID id = TimeOrderedId.next();
        // Each push has its own trace, also where one transaction serves many.
        Cause cause = new Cause(null, receipt.push().traceparent());
        RecordReceived event =
                new RecordReceived(
                        identity.receiptId(),
                        identity.system(),
                        identity.sourceKey(),
                        receipt.version(),
                        receipt.push().door().name());
        return new Outbox.Message(
                Topics.INTAKE_RECEIVED,
                null,
                key,
                id,
                type,
                key,
                Outbox.cloudEvent(id, type, "intake", key, receipt.at(), key, cause),
                EventCodec.encode(event));
    }

    private static Receipt answerOf(Map<Push, Receipt> answers, Push push) {
        Receipt answer = answers.get(push);
        if (answer == null) {
            throw new IllegalStateException("a push without an answer");
        }
        return answer;
    }

    private static RecordKey keyOf(RecordIdentity identity) {
        return new RecordKey(identity.system(), identity.sourceKey());
    }
}
