package org.fengqiao.intake.outbound;

import static org.fengqiao.intake.outbound.Columns.longs;
import static org.fengqiao.intake.outbound.Columns.texts;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import org.fengqiao.contracts.SourceSystem;
import org.fengqiao.intake.reception.Door;
import org.fengqiao.outbox.Sql;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * How many answers the doors gave, apart from the receipts: HTTP by answers, Kafka by the broker's
 * offsets. What it counts is committed with the answer, so a crash leaves no difference behind.
 */
@ApplicationScoped
public class DoorCounts {

    private static final int SLOTS = 32;

    /** What a door said. */
    public enum Outcome {
        RECEIVED,
        CONFLICT,
        QUARANTINED,
        DUPLICATE,
        REPEATED
    }

    /** One thing to count. */
    public record Tally(SourceSystem system, Door door, Outcome outcome) {}

    /** A partition of a source's topic. */
    public record Partition(SourceSystem system, int number) {

        @Override
        public String toString() {
            return system.wireName() + "/" + number;
        }
    }

    /** Adds the tallies to the day. */
    public Uni<Void> count(Mutiny.Session session, LocalDate day, List<Tally> tallies) {
        if (tallies.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        // in one order, so that two writers in the same slot cannot deadlock
        Map<Tally, Long> sums =
                new TreeMap<>(
                        Comparator.comparing(Tally::system)
                                .thenComparing(Tally::door)
                                .thenComparing(Tally::outcome));
        tallies.forEach(t -> sums.merge(t, 1L, Long::sum));
        return Sql.update(
                        session,
                        """
                        insert into door_tally (system, day, door, outcome, slot, count)
                        select s, cast(cast($1 as text) as date), d, o, $2, c
                        from unnest(cast($3 as text[]), cast($4 as text[]), cast($5 as text[]), cast($6 as bigint[]))
                             as x(s, d, o, c)
                        on conflict (system, day, door, outcome, slot)
                            do update set count = door_tally.count + excluded.count
                        """,
                        day.toString(),
                        ThreadLocalRandom.current().nextInt(SLOTS),
                        texts(sums.keySet(), t -> t.system().name()),
                        texts(sums.keySet(), t -> t.door().name()),
                        texts(sums.keySet(), t -> t.outcome().name()),
                        longs(sums.values(), c -> c))
                .replaceWithVoid();
    }

    /** First offset not yet taken, per partition that was ever read. */
    public Uni<Map<Partition, Long>> next(Mutiny.Session session, SourceSystem system) {
        return Sql.rows(
                        session,
                        "select partition, max(to_offset) from door_offset where system = $1 group by partition",
                        system.name())
                .map(
                        rows -> {
                            Map<Partition, Long> next =
                                    new TreeMap<>(Comparator.comparingInt(Partition::number));
                            for (Object[] row : rows) {
                                next.put(
                                        new Partition(system, ((Number) row[0]).intValue()),
                                        ((Number) row[1]).longValue());
                            }
                            return next;
                        });
    }

    /**
     * Moves a partition's reading on.
     *
     * @param from where the day's reading starts if this is its first batch: the last day's end, so
     *     that a gap shows
     * @param to first offset not taken
     */
    public Uni<Void> advance(
            Mutiny.Session session, Partition partition, LocalDate day, long from, long to) {
        return Sql.update(
                        session,
                        """
                        insert into door_offset (system, partition, day, from_offset, to_offset)
                        values ($1, $2, cast(cast($3 as text) as date), $4, $5)
                        on conflict (system, partition, day) do update set to_offset = excluded.to_offset
                        """,
                        partition.system().name(),
                        partition.number(),
                        day.toString(),
                        from,
                        to)
                .replaceWithVoid();
    }
}
