package org.fengqiao.intake.handling;

import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.fengqiao.clock.Zones;
import org.fengqiao.intake.CaseCode;
import org.fengqiao.intake.CaseIdentity;
import org.fengqiao.intake.CaseNumber;
import org.fengqiao.intake.IntakePolicy;
import org.fengqiao.intake.MergeRule.KnownCase;
import org.fengqiao.intake.handling.Recognition.Recognised;
import org.fengqiao.intake.handling.RegistrationBatch.Numbers;
import org.fengqiao.intake.outbound.CaseLinks;
import org.fengqiao.intake.outbound.DemoMark;
import org.fengqiao.intake.outbound.Parties;
import org.fengqiao.intake.outbound.PendingRecords;
import org.fengqiao.intake.outbound.PendingRecords.Pending;
import org.fengqiao.intake.outbound.Receipts;
import org.fengqiao.intake.outbound.Receipts.Fate;
import org.fengqiao.intake.outbound.Receipts.RecordKey;
import org.fengqiao.intake.outbound.Registrations;
import org.fengqiao.intake.outbound.Registrations.Kept;
import org.fengqiao.intake.outbound.Serials;
import org.fengqiao.intake.reception.ReceiptStatus;
import org.fengqiao.intake.source.SourceReading;
import org.fengqiao.outbox.Outbox;
import org.fengqiao.outbox.SequenceCheck;
import org.fengqiao.outbox.Sql;
import org.fengqiao.outbox.Story.Cause;
import org.fengqiao.outbox.TimeOrderedId;
import org.hibernate.reactive.mutiny.Mutiny;

/** 登记: received records become cases, join the case of their key, or are information only. */
@ApplicationScoped
@Startup // a missing key file or a broken rule table must stop the start
public class RegistrationHandler {

    private static final DateTimeFormatter COMPACT = DateTimeFormatter.BASIC_ISO_DATE;

    private final Mutiny.SessionFactory sessions;
    private final PendingRecords pending;
    private final Recognition recognition;
    private final Serials serials;
    private final Receipts receipts;
    private final CaseLinks links;
    private final Registrations registrations;
    private final Parties parties;
    private final IntakePolicy policy;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    RegistrationHandler(
            Mutiny.SessionFactory sessions,
            PendingRecords pending,
            Recognition recognition,
            Serials serials,
            Receipts receipts,
            CaseLinks links,
            Registrations registrations,
            Parties parties,
            IntakePolicy policy,
            Clock clock) {
        this.sessions = sessions;
        this.pending = pending;
        this.recognition = recognition;
        this.serials = serials;
        this.receipts = receipts;
        this.links = links;
        this.registrations = registrations;
        this.parties = parties;
        this.policy = policy;
        this.clock = clock;
    }

    /** Registers received records; those already looked at are left alone. */
    public Uni<Void> register(Map<UUID, Cause> received) {
        return pending.load(received.keySet()).chain(records -> registerLoaded(records, received));
    }

    private Uni<Void> registerLoaded(List<Pending> records, Map<UUID, Cause> causes) {
        List<Recognised> readable = new ArrayList<>();
        List<Fate> unreadable = new ArrayList<>();
        for (Pending record : records) {
            switch (record.reading()) {
                case SourceReading.Usable usable ->
                        readable.add(recognition.recognise(record, usable.clue()));
                // the door took it, today's adapter does not: a person decides
                case SourceReading.Unusable ignored ->
                        unreadable.add(
                                new Fate(
                                        record.receiptId(),
                                        ReceiptStatus.QUARANTINED,
                                        null,
                                        "unreadable"));
            }
        }
        if (readable.isEmpty() && unreadable.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Instant now = clock.instant();
        return numbers(readable, now)
                .chain(
                        numbers ->
                                sessions.withTransaction(
                                        (session, tx) ->
                                                receipts.settle(session, unreadable)
                                                        .chain(
                                                                () ->
                                                                        decide(
                                                                                session, readable,
                                                                                numbers, causes))));
    }

    /** A number for every record that may open a case; one not used is a gap. */
    private Uni<Map<UUID, Numbers>> numbers(List<Recognised> records, Instant now) {
        LocalDate day = Zones.dateOf(now);
        Map<String, List<Recognised>> byRegion = new LinkedHashMap<>();
        for (Recognised record : records) {
            byRegion.computeIfAbsent(
                            record.clue().regionCode().substring(0, 6), r -> new ArrayList<>())
                    .add(record);
        }
        Map<UUID, Numbers> numbers = new HashMap<>();
        return Multi.createFrom()
                .iterable(byRegion.entrySet())
                .onItem()
                .transformToUniAndConcatenate(
                        e ->
                                serials.lease(
                                                "case:" + e.getKey() + ":" + day.format(COMPACT),
                                                e.getValue().size())
                                        .chain(
                                                cases ->
                                                        serials.lease(
                                                                        "notice:"
                                                                                + e.getKey()
                                                                                + ":"
                                                                                + day.getYear(),
                                                                        e.getValue().size())
                                                                .invoke(
                                                                        notices ->
                                                                                number(
                                                                                        e
                                                                                                .getValue(),
                                                                                        cases,
                                                                                        notices,
                                                                                        now,
                                                                                        numbers))))
                .collect()
                .asList()
                .replaceWith(numbers);
    }

    private void number(
            List<Recognised> records,
            List<Integer> cases,
            List<Integer> notices,
            Instant now,
            Map<UUID, Numbers> into) {
        LocalDate day = Zones.dateOf(now);
        for (int i = 0; i < records.size(); i++) {
            String region = records.get(i).clue().regionCode();
            CaseIdentity identity =
                    new CaseIdentity(
                            TimeOrderedId.next(),
                            CaseNumber.of(region, day, cases.get(i)).text(),
                            CaseCode.next(random).text(),
                            region,
                            now);
            String notice =
                    "%s受告〔%d〕%d号".formatted(region.substring(0, 6), day.getYear(), notices.get(i));
            into.put(records.get(i).pending().receiptId(), new Numbers(identity, notice));
        }
    }

    private Uni<Void> decide(
            Mutiny.Session session,
            List<Recognised> records,
            Map<UUID, Numbers> numbers,
            Map<UUID, Cause> causes) {
        Set<String> names = new HashSet<>();
        records.forEach(r -> names.addAll(CaseLinks.lockNames(r.fingerprint())));
        List<UUID> ids = records.stream().map(r -> r.pending().receiptId()).toList();
        List<RecordKey> keys = records.stream().map(Recognised::key).distinct().toList();
        return receipts.lockUntouched(session, ids)
                .call(() -> Locks.lock(session, names))
                .chain(
                        untouched ->
                                links.find(session, keys)
                                        .chain(
                                                found ->
                                                        decide(
                                                                session,
                                                                records.stream()
                                                                        .filter(
                                                                                r ->
                                                                                        untouched
                                                                                                .contains(
                                                                                                        r.pending()
                                                                                                                .receiptId()))
                                                                        .toList(),
                                                                found,
                                                                numbers,
                                                                causes)));
    }

    private Uni<Void> decide(
            Mutiny.Session session,
            List<Recognised> records,
            Map<RecordKey, UUID> found,
            Map<UUID, Numbers> numbers,
            Map<UUID, Cause> causes) {
        Set<UUID> cases = new HashSet<>(found.values());
        return SequenceCheck.lock(session, cases)
                .chain(() -> registrations.find(session, cases))
                .chain(
                        (Map<UUID, Kept> loaded) ->
                                links.sharing(
                                                session,
                                                records.stream()
                                                        .map(Recognised::fingerprint)
                                                        .toList())
                                        .map(known -> batch(found, loaded, known)))
                .chain(
                        batch -> {
                            for (Recognised record : records) {
                                UUID id = record.pending().receiptId();
                                Numbers number = numbers.get(id);
                                if (number != null) {
                                    batch.take(record, number, causes.getOrDefault(id, Cause.NONE));
                                }
                            }
                            return keep(session, batch);
                        });
    }

    private RegistrationBatch batch(
            Map<RecordKey, UUID> found, Map<UUID, Kept> loaded, List<KnownCase> known) {
        return new RegistrationBatch(policy, found, loaded, known);
    }

    private Uni<Void> keep(Mutiny.Session session, RegistrationBatch batch) {
        return registrations
                .add(session, batch.opened())
                .chain(() -> registrations.change(session, batch.changed()))
                .chain(
                        () ->
                                Sql.together(
                                        Outbox.append(session, batch.stories(), List.of()),
                                        DemoMark.put(session, batch.demo()),
                                        links.tie(session, batch.newLinks()),
                                        links.remember(session, batch.fingerprints()),
                                        parties.add(session, batch.parties()),
                                        receipts.settle(session, batch.fates())));
    }

    /** A record that cannot be registered is put aside alone, for a person. */
    public Uni<Void> putAside(UUID receiptId, String reason) {
        return sessions.withTransaction(
                (session, tx) ->
                        receipts.settle(
                                session,
                                List.of(
                                        new Fate(
                                                receiptId,
                                                ReceiptStatus.QUARANTINED,
                                                null,
                                                reason))));
    }
}
