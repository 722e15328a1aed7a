package org.fengqiao.intake.outbound;

import static org.fengqiao.intake.outbound.Columns.texts;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.fengqiao.contracts.SourceSystem;
import org.fengqiao.intake.Fingerprint;
import org.fengqiao.intake.MergeRule.KnownCase;
import org.fengqiao.intake.outbound.Receipts.RecordKey;
import org.fengqiao.outbox.Sql;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Which case a record's key belongs to, and by which keyed hashes a matter is recognised. Used
 * inside a transaction of {@code handling} only.
 */
@ApplicationScoped
public class CaseLinks {

    private enum Kind {
        ID,
        PHONE,
        ADDRESS,
        RECORD,
        EARLIER
    }

    private record Key(Kind kind, String key) {}

    /**
     * Names to lock before matters are compared, so that two of one person cannot miss each other.
     */
    public static Set<String> lockNames(Fingerprint fingerprint) {
        Set<String> names = new HashSet<>();
        fingerprint.idKeys().forEach(k -> names.add("ID:" + k));
        fingerprint.phoneKeys().forEach(k -> names.add("PHONE:" + k));
        fingerprint.recordKeys().forEach(k -> names.add("RECORD:" + k));
        fingerprint.earlierKeys().forEach(k -> names.add("RECORD:" + k));
        return names;
    }

    /** The cases these records belong to. */
    public Uni<Map<RecordKey, UUID>> find(Mutiny.Session session, Collection<RecordKey> keys) {
        return Sql.rows(
                        session,
                        """
                        select system, source_key, cast(case_id as text) from case_record
                        where (system, source_key) in
                              (select s, k from unnest(cast($1 as text[]), cast($2 as text[])) as x(s, k))
                        """,
                        texts(keys, k -> k.system().name()),
                        texts(keys, RecordKey::sourceKey))
                .map(
                        rows -> {
                            Map<RecordKey, UUID> found = new HashMap<>();
                            for (Object[] row : rows) {
                                found.put(
                                        new RecordKey(
                                                SourceSystem.valueOf((String) row[0]),
                                                (String) row[1]),
                                        UUID.fromString((String) row[2]));
                            }
                            return found;
                        });
    }

    /** Ties records to their cases. */
    public Uni<Void> tie(Mutiny.Session session, Map<RecordKey, UUID> links) {
        if (links.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<Map.Entry<RecordKey, UUID>> entries = List.copyOf(links.entrySet());
        return Sql.update(
                        session,
                        """
                        insert into case_record (system, source_key, case_id)
                        select s, k, cast(c as uuid)
                        from unnest(cast($1 as text[]), cast($2 as text[]), cast($3 as text[])) as x(s, k, c)
                        """,
                        texts(entries, e -> e.getKey().system().name()),
                        texts(entries, e -> e.getKey().sourceKey()),
                        texts(entries, e -> e.getValue().toString()))
                .replaceWithVoid();
    }

    /** Keeps by what cases are recognised. */
    public Uni<Void> remember(Mutiny.Session session, Map<UUID, Fingerprint> fingerprints) {
        record Line(Key key, UUID caseId) {}
        List<Line> lines = new ArrayList<>();
        fingerprints.forEach((id, f) -> keys(f).forEach(k -> lines.add(new Line(k, id))));
        if (lines.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return Sql.update(
                        session,
                        """
                        insert into recognition_key (kind, key, case_id)
                        select t, k, cast(c as uuid)
                        from unnest(cast($1 as text[]), cast($2 as text[]), cast($3 as text[])) as x(t, k, c)
                        on conflict do nothing
                        """,
                        texts(lines, l -> l.key().kind().name()),
                        texts(lines, l -> l.key().key()),
                        texts(lines, l -> l.caseId().toString()))
                .replaceWithVoid();
    }

    /** The master is recognised by what its absorbed case was recognised by. */
    public Uni<Void> inherit(Mutiny.Session session, UUID master, UUID absorbed) {
        return Sql.update(
                        session,
                        """
                        insert into recognition_key (kind, key, case_id)
                        select kind, key, cast($1 as uuid) from recognition_key where case_id = cast($2 as uuid)
                        on conflict do nothing
                        """,
                        master.toString(),
                        absorbed.toString())
                .replaceWithVoid();
    }

    /**
     * Open cases that share a key with one of the matters; their fingerprints hold the shared keys.
     */
    public Uni<List<KnownCase>> sharing(Mutiny.Session session, Collection<Fingerprint> matters) {
        List<Key> keys = matters.stream().flatMap(f -> lookFor(f).stream()).distinct().toList();
        if (keys.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return Sql.rows(
                        session,
                        """
                        select cast(k.case_id as text), g.case_no, g.category, g.source_time, k.kind, k.key
                        from recognition_key k join registration g using (case_id)
                        where (k.kind, k.key) in
                              (select t, v from unnest(cast($1 as text[]), cast($2 as text[])) as x(t, v))
                          and g.state in ('REGISTERED', 'ACCEPTED')
                        """,
                        texts(keys, k -> k.kind().name()),
                        texts(keys, Key::key))
                .map(CaseLinks::knownCases);
    }

    private static List<KnownCase> knownCases(List<Object[]> rows) {
        Map<UUID, List<Object[]>> byCase = new LinkedHashMap<>();
        for (Object[] row : rows) {
            byCase.computeIfAbsent(UUID.fromString((String) row[0]), c -> new ArrayList<>())
                    .add(row);
        }
        List<KnownCase> known = new ArrayList<>();
        byCase.forEach((id, ofCase) -> known.add(knownCase(id, ofCase)));
        return known;
    }

    private static KnownCase knownCase(UUID id, List<Object[]> rows) {
        Object[] first = rows.getFirst();
        return new KnownCase(
                id,
                (String) first[1],
                new Fingerprint(
                        ((OffsetDateTime) first[3]).toInstant(),
                        (String) first[2],
                        of(rows, Kind.ID),
                        of(rows, Kind.PHONE),
                        of(rows, Kind.ADDRESS).stream().findFirst().orElse(null),
                        of(rows, Kind.RECORD),
                        of(rows, Kind.EARLIER)));
    }

    private static Set<String> of(List<Object[]> rows, Kind kind) {
        Set<String> keys = new HashSet<>();
        for (Object[] row : rows) {
            if (kind.name().equals(row[4])) {
                keys.add((String) row[5]);
            }
        }
        return keys;
    }

    private static List<Key> keys(Fingerprint fingerprint) {
        List<Key> keys = new ArrayList<>();
        fingerprint.idKeys().forEach(k -> keys.add(new Key(Kind.ID, k)));
        fingerprint.phoneKeys().forEach(k -> keys.add(new Key(Kind.PHONE, k)));
        fingerprint.recordKeys().forEach(k -> keys.add(new Key(Kind.RECORD, k)));
        fingerprint.earlierKeys().forEach(k -> keys.add(new Key(Kind.EARLIER, k)));
        if (fingerprint.addressKey() != null) {
            keys.add(new Key(Kind.ADDRESS, fingerprint.addressKey()));
        }
        return keys;
    }

    /** An earlier call is somebody's record, and somebody may have named ours as earlier. */
    private static List<Key> lookFor(Fingerprint fingerprint) {
        List<Key> keys = new ArrayList<>(keys(fingerprint));
        fingerprint.earlierKeys().forEach(k -> keys.add(new Key(Kind.RECORD, k)));
        fingerprint.recordKeys().forEach(k -> keys.add(new Key(Kind.EARLIER, k)));
        return keys;
    }
}
