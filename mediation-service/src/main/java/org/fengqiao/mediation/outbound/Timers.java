package org.fengqiao.mediation.outbound;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
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
        return session.createNativeQuery(
                        """
                        insert into timer (case_id, subject, seq, due_at)
                        select cast(c as uuid), s, cast(q as integer), cast(d as timestamptz)
                        from unnest(cast(?1 as text[]), cast(?2 as text[]), cast(?3 as text[]), cast(?4 as text[])) as x(c, s, q, d)
                        """)
                .setParameter(
                        1, timers.stream().map(t -> t.caseId().toString()).toArray(String[]::new))
                .setParameter(2, timers.stream().map(Timer::agreementNo).toArray(String[]::new))
                .setParameter(
                        3,
                        timers.stream().map(t -> Integer.toString(t.seq())).toArray(String[]::new))
                .setParameter(
                        4, timers.stream().map(t -> t.dueAt().toString()).toArray(String[]::new))
                .executeUpdate()
                .replaceWithVoid();
    }

    /** Takes timers that are due; they are gone with the commit that did what they ask for. */
    public Uni<List<Timer>> takeDue(Mutiny.Session session, Instant now, int most) {
        return session.createNativeQuery(
                        """
                        delete from timer where id in
                            (select id from timer where due_at <= cast(cast(?1 as text) as timestamptz)
                             order by due_at limit ?2 for update skip locked)
                        returning cast(case_id as text), subject, seq
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
                                                                (String) r[1],
                                                                ((Number) r[2]).intValue(),
                                                                now))
                                        .toList());
    }

    /** The end of the due day of one instalment. */
    public record Timer(UUID caseId, String agreementNo, int seq, Instant dueAt) {}
}
