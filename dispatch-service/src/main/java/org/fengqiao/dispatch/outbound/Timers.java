package org.fengqiao.dispatch.outbound;

import static org.fengqiao.dispatch.outbound.WorkOrders.texts;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Due rows. A timer that no longer fits the state of its case does nothing when it fires. */
@ApplicationScoped
public class Timers {

    public Uni<Void> set(Mutiny.Session session, List<Timer> timers) {
        if (timers.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return session.createNativeQuery(
                        """
                        insert into timer (case_id, kind, subject, due_at)
                        select cast(c as uuid), k, s, cast(d as timestamptz)
                        from unnest(cast(?1 as text[]), cast(?2 as text[]), cast(?3 as text[]), cast(?4 as text[])) as x(c, k, s, d)
                        """)
                .setParameter(1, texts(timers, t -> t.caseId().toString()))
                .setParameter(2, texts(timers, t -> t.kind().name()))
                .setParameter(3, texts(timers, Timer::subject))
                .setParameter(4, texts(timers, t -> t.dueAt().toString()))
                .executeUpdate()
                .replaceWithVoid();
    }

    /** Takes timers that are due; they are gone with the commit that did what they ask for. */
    public Uni<List<Timer>> takeDue(Mutiny.Session session, Instant now, int most) {
        return session.createNativeQuery(
                        """
                        delete from timer where id in
                            (select id from timer where due_at <= cast(cast(?1 as text) as timestamptz) order by due_at limit ?2 for update skip locked)
                        returning cast(case_id as text), kind, subject
                        """,
                        Object[].class)
                .setParameter(1, now.toString())
                .setParameter(2, most)
                .getResultList()
                .map(
                        rows ->
                                rows.stream()
                                        .map(
                                                r ->
                                                        new Timer(
                                                                UUID.fromString((String) r[0]),
                                                                Kind.valueOf((String) r[1]),
                                                                (String) r[2],
                                                                now))
                                        .toList());
    }

    /** What a timer is for. */
    public enum Kind {
        RISK_WAIT,
        URGE
    }

    /**
     * One due row.
     *
     * @param subject order number or empty
     */
    public record Timer(UUID caseId, Kind kind, String subject, Instant dueAt) {}
}
