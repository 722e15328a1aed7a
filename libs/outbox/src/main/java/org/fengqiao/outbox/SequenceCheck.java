package org.fengqiao.outbox;

import static org.fengqiao.outbox.Outbox.longs;
import static org.fengqiao.outbox.Outbox.texts;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Hears events in the order their owner told them. The last sequence per owner and case is kept in
 * the transaction that applies the event: lower or equal is done already, the next is applied, a
 * higher one or one of a case not met yet waits.
 *
 * <p>{@link #admit} first takes a lock per case, held until commit. It serialises everything that
 * touches one case in this service (events of several owners, commands, timers), so that an early
 * event cannot miss the one it waits for.
 */
public final class SequenceCheck {

    private SequenceCheck() {}

    /**
     * Locks the cases for this transaction, always in the same order so that two batches cannot
     * deadlock.
     */
    public static Uni<Void> lock(Mutiny.Session session, Collection<UUID> cases) {
        if (cases.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return Sql.value(
                        session,
                        Long.class,
                        """
                        select count(pg_advisory_xact_lock(k) is null)
                        from (select distinct hashtextextended(c, 0) as k from unnest(cast($1 as text[])) as c order by 1) as l
                        """,
                        (Object) texts(new TreeSet<>(cases), UUID::toString))
                .replaceWithVoid();
    }

    /** Locks the cases of the batch, loads their cursors and whatever waited for them. */
    public static Uni<Admission> admit(Mutiny.Session session, List<Arrival> batch) {
        Batch delivered = batch instanceof Batch b ? b : new Batch(batch);
        Set<UUID> cases = new TreeSet<>(delivered.cases());
        delivered.begin();
        // Sent one after the other without waiting in between; the server reads under the lock.
        return Uni.combine()
                .all()
                .unis(lock(session, cases), cursors(session, cases), waiting(session, cases))
                .with((locked, cursors, waiting) -> new Admission(delivered, cursors, waiting));
    }

    /** Keeps the cursors, stores what must wait, removes what waited and is done. */
    public static Uni<Void> settle(Mutiny.Session session, Admission admission) {
        return Sql.together(
                keepCursors(session, admission.moved()),
                store(session, admission.toWait()),
                remove(session, admission.doneWaiting()));
    }

    /**
     * Parks one event alone: it waits for a person, and later events of its case wait behind it.
     */
    public static Uni<Void> park(Mutiny.Session session, Arrival poison, String reason) {
        return Sql.update(
                        session,
                        """
                        insert into waiting_event (owner, case_id, sequence, type, headers, payload, parked)
                        values ($1, cast(cast($2 as text) as uuid), $3, $4, $5, $6, $7)
                        on conflict (case_id, owner, sequence) do update set parked = excluded.parked
                        """,
                        poison.owner(),
                        poison.caseId().toString(),
                        poison.sequence(),
                        poison.type(),
                        EventCodec.encode(poison.headers()),
                        poison.json(),
                        reason)
                .replaceWithVoid();
    }

    /**
     * A person lets a parked event be tried again. True if there was one; it is applied with {@link
     * Delivery#redeliver} or with the next event of its case.
     */
    public static Uni<Boolean> release(
            Mutiny.Session session, UUID caseId, String owner, long sequence) {
        return Sql.update(
                        session,
                        "update waiting_event set parked = null where case_id = cast(cast($1 as text) as uuid) and owner = $2 and sequence = $3 and parked is not null",
                        caseId.toString(),
                        owner,
                        sequence)
                .map(n -> n == 1);
    }

    /**
     * A person skips an event: it counts as done, what waited behind it may go on. It must be the
     * next of its owner and case, so that nothing before it is skipped too: parked, or one that
     * never came while a later one waits for it. False if it is neither.
     */
    public static Uni<Boolean> skip(
            Mutiny.Session session, UUID caseId, String owner, long sequence) {
        return Sql.value(
                        session,
                        Long.class,
                        """
                        with due as (
                            select 1 where $3 = 1 + coalesce((select c.sequence from case_cursor c
                                where c.owner = $2 and c.case_id = cast(cast($1 as text) as uuid)), 0)
                            and exists (select 1 from waiting_event w
                                where w.owner = $2 and w.case_id = cast(cast($1 as text) as uuid)
                                  and (w.sequence = $3 and w.parked is not null or w.sequence > $3))
                            and not exists (select 1 from waiting_event w
                                where w.owner = $2 and w.case_id = cast(cast($1 as text) as uuid)
                                  and w.sequence = $3 and w.parked is null)
                        ), gone as (
                            delete from waiting_event w using due
                            where w.owner = $2 and w.case_id = cast(cast($1 as text) as uuid) and w.sequence = $3
                        )
                        select count(*) from due
                        """,
                        caseId.toString(),
                        owner,
                        sequence)
                .chain(
                        n ->
                                n == 0
                                        ? Uni.createFrom().item(false)
                                        : keepCursors(
                                                        session,
                                                        Map.of(new Key(owner, caseId), sequence))
                                                .replaceWith(true));
    }

    private static Uni<Map<Key, Long>> cursors(Mutiny.Session session, Collection<UUID> cases) {
        return Sql.rows(
                        session,
                        "select owner, cast(case_id as text), sequence from case_cursor where case_id = any(cast($1 as uuid[]))",
                        (Object) cases.toArray(UUID[]::new))
                .map(
                        rows -> {
                            Map<Key, Long> found = new LinkedHashMap<>();
                            for (Object[] row : rows) {
                                found.put(
                                        new Key((String) row[0], UUID.fromString((String) row[1])),
                                        ((Number) row[2]).longValue());
                            }
                            return found;
                        });
    }

    private static Uni<List<Waiting>> waiting(Mutiny.Session session, Collection<UUID> cases) {
        return Sql.rows(
                        session,
                        """
                        select owner, cast(case_id as text), sequence, type, headers, payload, parked
                        from waiting_event where case_id = any(cast($1 as uuid[])) order by sequence
                        """,
                        (Object) cases.toArray(UUID[]::new))
                .map(rows -> rows.stream().map(SequenceCheck::waitingOf).toList());
    }

    private static Waiting waitingOf(Object[] row) {
        return new Waiting(
                new Arrival(
                        (String) row[0],
                        UUID.fromString((String) row[1]),
                        ((Number) row[2]).longValue(),
                        (String) row[3],
                        EventCodec.headers((String) row[4]),
                        (String) row[5]),
                row[6] != null);
    }

    private static Uni<Void> keepCursors(Mutiny.Session session, Map<Key, Long> moved) {
        if (moved.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return Sql.update(
                        session,
                        """
                        insert into case_cursor (owner, case_id, sequence)
                        select o, cast(c as uuid), s from unnest(cast($1 as text[]), cast($2 as text[]), cast($3 as bigint[])) as x(o, c, s)
                        on conflict (owner, case_id) do update set sequence = greatest(case_cursor.sequence, excluded.sequence)
                        """,
                        texts(moved.entrySet(), e -> e.getKey().owner()),
                        texts(moved.entrySet(), e -> e.getKey().caseId().toString()),
                        longs(moved.entrySet(), Map.Entry::getValue))
                .replaceWithVoid();
    }

    /** Stores events that cannot be applied yet; one that waits or is parked already stays so. */
    static Uni<Void> store(Mutiny.Session session, List<Arrival> early) {
        if (early.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return Sql.update(
                        session,
                        """
                        insert into waiting_event (owner, case_id, sequence, type, headers, payload)
                        select o, cast(c as uuid), s, t, h, p
                        from unnest(cast($1 as text[]), cast($2 as text[]), cast($3 as bigint[]), cast($4 as text[]),
                                    cast($5 as text[]), cast($6 as text[])) as x(o, c, s, t, h, p)
                        on conflict do nothing
                        """,
                        texts(early, Arrival::owner),
                        texts(early, a -> a.caseId().toString()),
                        longs(early, Arrival::sequence),
                        texts(early, Arrival::type),
                        texts(early, a -> EventCodec.encode(a.headers())),
                        texts(early, Arrival::json))
                .replaceWithVoid();
    }

    private static Uni<Void> remove(Mutiny.Session session, List<Arrival> done) {
        if (done.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return Sql.update(
                        session,
                        """
                        delete from waiting_event w
                        using unnest(cast($1 as text[]), cast($2 as text[]), cast($3 as bigint[])) as x(o, c, s)
                        where w.owner = x.o and w.case_id = cast(x.c as uuid) and w.sequence = x.s
                        """,
                        texts(done, Arrival::owner),
                        texts(done, a -> a.caseId().toString()),
                        longs(done, Arrival::sequence))
                .replaceWithVoid();
    }

    private record Waiting(Arrival arrival, boolean parked) {}

    private record Key(String owner, UUID caseId) {}

    /**
     * The events of one transaction, handed out case by case in an order that is lawful. Not
     * thread-safe.
     */
    public static final class Admission {

        private final Map<UUID, List<Waiting>> pending = new LinkedHashMap<>();
        private final Map<Key, Long> cursors;
        private final Map<Key, Long> moved = new LinkedHashMap<>();
        private final Set<Arrival> stored;
        private final List<Arrival> doneWaiting = new ArrayList<>();
        private final Batch batch;

        private Admission(Batch batch, Map<Key, Long> cursors, List<Waiting> waiting) {
            this.batch = batch;
            this.cursors = new LinkedHashMap<>(cursors);
            this.stored = waiting.stream().map(Waiting::arrival).collect(Collectors.toSet());
            waiting.forEach(w -> pendingOf(w.arrival().caseId()).add(w));
            for (Arrival arrival : batch) {
                List<Waiting> ofCase = pendingOf(arrival.caseId());
                if (ofCase.stream().noneMatch(w -> same(w.arrival(), arrival))) {
                    ofCase.add(new Waiting(arrival, false));
                }
            }
        }

        public Set<UUID> cases() {
            return Set.copyOf(pending.keySet());
        }

        /**
         * The next event of the case that is due and acceptable to its taker, and marks it done.
         * The taker applies it before asking again. Empty when nothing more can be done now.
         *
         * @param acceptable false for an event whose case the taker has not met
         */
        public Optional<Arrival> next(UUID caseId, Predicate<Arrival> acceptable) {
            List<Waiting> ofCase = pendingOf(caseId);
            dropDone(ofCase);
            if (batch.isSpent()) {
                return Optional.empty();
            }
            for (Waiting candidate : ofCase) {
                Arrival arrival = candidate.arrival();
                Key key = keyOf(arrival);
                if (!candidate.parked()
                        && arrival.sequence() == cursors.getOrDefault(key, 0L) + 1
                        && acceptable.test(arrival)) {
                    cursors.put(key, arrival.sequence());
                    moved.put(key, arrival.sequence());
                    ofCase.remove(candidate);
                    rememberIfStored(arrival);
                    batch.handOut(arrival);
                    return Optional.of(arrival);
                }
            }
            return Optional.empty();
        }

        private void dropDone(List<Waiting> ofCase) {
            ofCase.removeIf(
                    w -> {
                        boolean done =
                                w.arrival().sequence()
                                        <= cursors.getOrDefault(keyOf(w.arrival()), 0L);
                        if (done) {
                            rememberIfStored(w.arrival());
                        }
                        return done;
                    });
        }

        private void rememberIfStored(Arrival arrival) {
            if (stored.contains(arrival)) {
                doneWaiting.add(arrival);
            }
        }

        private List<Waiting> pendingOf(UUID caseId) {
            return pending.computeIfAbsent(caseId, c -> new ArrayList<>());
        }

        private Map<Key, Long> moved() {
            return moved;
        }

        private List<Arrival> toWait() {
            return pending.values().stream()
                    .flatMap(List::stream)
                    .map(Waiting::arrival)
                    .filter(a -> !stored.contains(a))
                    .toList();
        }

        private List<Arrival> doneWaiting() {
            return doneWaiting;
        }

        private static Key keyOf(Arrival arrival) {
            return new Key(arrival.owner(), arrival.caseId());
        }

        private static boolean same(Arrival one, @Nullable Arrival other) {
            return other != null
                    && one.owner().equals(other.owner())
                    && one.caseId().equals(other.caseId())
                    && one.sequence() == other.sequence();
        }
    }
}
