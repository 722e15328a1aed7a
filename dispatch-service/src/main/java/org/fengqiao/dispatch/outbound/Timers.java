package org.fengqiao.dispatch.outbound;

import static org.fengqiao.dispatch.outbound.WorkOrders.texts;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.fengqiao.outbox.Sql;
import org.hibernate.reactive.mutiny.Mutiny;

/** Due rows. A timer that no longer fits the state of its case does nothing when it fires. */
@ApplicationScoped
public class Timers {

    /** Sets timers; one that is set already moves. */
    public Uni<Void> set(Mutiny.Session session, List<Timer> timers) {
        if (timers.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return Sql.update(
                        session,
                        """
                        insert into timer (case_id, kind, subject, due_at)
                        select cast(c as uuid), k, s, cast(d as timestamptz)
                        from unnest(cast($1 as text[]), cast($2 as text[]), cast($3 as text[]), cast($4 as text[])) as x(c, k, s, d)
                        on conflict (case_id, kind, subject) do update set due_at = excluded.due_at, attempts = 0
                        """,
                        texts(timers, t -> t.caseId().toString()),
                        texts(timers, t -> t.kind().name()),
                        texts(timers, Timer::subject),
                        texts(timers, t -> t.dueAt().toString()))
                .replaceWithVoid();
    }

    /** Takes timers that are due; they are gone with the commit that did what they ask for. */
    public Uni<List<Timer>> takeDue(Mutiny.Session session, Instant now, int most) {
        return Sql.rows(
                        session,
                        """
                        delete from timer where id in
                            (select id from timer where due_at <= cast(cast($1 as text) as timestamptz) order by due_at limit $2 for update skip locked)
                        returning cast(case_id as text), kind, subject
                        """,
                        now.toString(),
                        most)
                .map(rows -> timers(rows, now));
    }

    /** The cases that have timers due. */
    public Uni<List<UUID>> dueCases(Mutiny.Session session, Instant now, int most) {
        return Sql.column(
                        session,
                        String.class,
                        """
                        select cast(case_id as text) from timer where due_at <= cast(cast($1 as text) as timestamptz)
                        group by case_id order by min(due_at) limit $2
                        """,
                        now.toString(),
                        most)
                .map(cases -> cases.stream().map(UUID::fromString).toList());
    }

    /** Takes the due timers of one case. */
    public Uni<List<Timer>> takeDueOf(Mutiny.Session session, UUID caseId, Instant now) {
        return Sql.rows(
                        session,
                        """
                        delete from timer where case_id = cast(cast($1 as text) as uuid) and due_at <= cast(cast($2 as text) as timestamptz)
                        returning cast(case_id as text), kind, subject
                        """,
                        caseId.toString(),
                        now.toString())
                .map(rows -> timers(rows, now));
    }

    /** Due timers of a case that cannot be fired now: later, each time a little more. */
    public Uni<Void> putOff(Mutiny.Session session, UUID caseId, Instant now) {
        return Sql.update(
                        session,
                        """
                        update timer set attempts = attempts + 1,
                               due_at = cast(cast($2 as text) as timestamptz) + least(attempts + 1, 60) * interval '1 minute'
                        where case_id = cast(cast($1 as text) as uuid) and due_at <= cast(cast($2 as text) as timestamptz)
                        """,
                        caseId.toString(),
                        now.toString())
                .replaceWithVoid();
    }

    private static List<Timer> timers(List<Object[]> rows, Instant now) {
        return rows.stream()
                .map(
                        r ->
                                new Timer(
                                        UUID.fromString((String) r[0]),
                                        Kind.valueOf((String) r[1]),
                                        (String) r[2],
                                        now))
                .toList();
    }

    /** What a timer is for. */
    public enum Kind {
        /** A flagged case waited long enough for its assessment. */
        RISK_WAIT,
        /** An open order of a red case is urged again. */
        URGE,
        /** Every source of the case may have its answer now. */
        ANSWERED
    }

    /**
     * One due row.
     *
     * @param subject order number or empty
     */
    public record Timer(UUID caseId, Kind kind, String subject, Instant dueAt) {}
}
