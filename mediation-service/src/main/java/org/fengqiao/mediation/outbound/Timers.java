package org.fengqiao.mediation.outbound;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.fengqiao.outbox.Sql;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Due days of instalments. A timer that no longer fits the state of its case does nothing when it
 * fires.
 */
@ApplicationScoped
public class Timers {

    public Uni<Void> set(Mutiny.Session session, List<Timer> timers) {
        if (timers.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return Sql.update(
                        session,
                        """
                        insert into timer (case_id, subject, seq, due_at)
                        select cast(c as uuid), s, cast(q as integer), cast(d as timestamptz)
                        from unnest(cast($1 as text[]), cast($2 as text[]), cast($3 as text[]), cast($4 as text[])) as x(c, s, q, d)
                        """,
                        timers.stream().map(t -> t.caseId().toString()).toArray(String[]::new),
                        timers.stream().map(Timer::agreementNo).toArray(String[]::new),
                        timers.stream().map(t -> Integer.toString(t.seq())).toArray(String[]::new),
                        timers.stream().map(t -> t.dueAt().toString()).toArray(String[]::new))
                .replaceWithVoid();
    }

    /** Takes timers that are due; they are gone with the commit that did what they ask for. */
    public Uni<List<Timer>> takeDue(Mutiny.Session session, Instant now, int most) {
        return Sql.rows(
                        session,
                        """
                        delete from timer where id in
                            (select id from timer where due_at <= cast(cast($1 as text) as timestamptz)
                             order by due_at limit $2 for update skip locked)
                        returning cast(case_id as text), subject, seq
                        """,
                        now.toString(),
                        most)
                .map(rows -> rows.stream().map(r -> read(r, now)).toList());
    }

    /** The same for one case. */
    public Uni<List<Timer>> takeDueOf(Mutiny.Session session, UUID caseId, Instant now) {
        return Sql.rows(
                        session,
                        """
                        delete from timer where id in
                            (select id from timer where case_id = cast(cast($2 as text) as uuid)
                             and due_at <= cast(cast($1 as text) as timestamptz) for update skip locked)
                        returning cast(case_id as text), subject, seq
                        """,
                        now.toString(),
                        caseId.toString())
                .map(rows -> rows.stream().map(r -> read(r, now)).toList());
    }

    /** The cases of timers that are due. */
    public Uni<List<UUID>> dueCases(Mutiny.Session session, Instant now, int most) {
        return Sql.column(
                        session,
                        String.class,
                        """
                        select distinct cast(case_id as text) from
                            (select case_id from timer where due_at <= cast(cast($1 as text) as timestamptz)
                             order by due_at limit $2) as due
                        """,
                        now.toString(),
                        most)
                .map(rows -> rows.stream().map(UUID::fromString).toList());
    }

    /** Timers of a case that fail come again after 1, 2, 3 … minutes, at most an hour. */
    public Uni<Void> putOff(Mutiny.Session session, UUID caseId, Instant now) {
        return Sql.update(
                        session,
                        """
                        update timer set attempts = attempts + 1,
                               due_at = cast(cast($1 as text) as timestamptz) + least(attempts + 1, 60) * interval '1 minute'
                        where case_id = cast(cast($2 as text) as uuid)
                          and due_at <= cast(cast($1 as text) as timestamptz)
                        """,
                        now.toString(),
                        caseId.toString())
                .replaceWithVoid();
    }

    private static Timer read(Object[] row, Instant now) {
        return new Timer(
                UUID.fromString((String) row[0]),
                (String) row[1],
                ((Number) row[2]).intValue(),
                now);
    }

    /** The end of the due day of one instalment. */
    public record Timer(UUID caseId, String agreementNo, int seq, Instant dueAt) {}
}
