package org.fengqiao.outbox;

import static org.fengqiao.outbox.Outbox.texts;

import io.smallrye.mutiny.Uni;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Ids seen at the edge, whose writers are not ours and carry no sequence: records of edge topics,
 * and the Idempotency-Keys of commands. Kept by day, dropped after the topic's retention.
 */
public final class EdgeInbox {

    private EdgeInbox() {}

    /** Of the ids, those not seen before; marks them seen in this transaction. */
    public static Uni<Set<String>> fresh(
            Mutiny.Session session, LocalDate day, Collection<String> ids) {
        if (ids.isEmpty()) {
            return Uni.createFrom().item(Set.of());
        }
        // A redelivery may come on a later day than the first delivery: look at all days, write to
        // today's.
        return Sql.column(
                        session,
                        String.class,
                        """
                        insert into edge_inbox (day, id)
                        select cast(cast($1 as text) as date), i from (select distinct i from unnest(cast($2 as text[])) as i) as x
                        where not exists (select 1 from edge_inbox e where e.id = x.i)
                        on conflict do nothing
                        returning id
                        """,
                        day.toString(),
                        texts(ids, i -> i))
                .map(HashSet::new);
    }

    /** True if the id was marked before, by {@link #fresh}. */
    public static Uni<Boolean> seen(Mutiny.Session session, String id) {
        return Sql.value(
                session,
                Boolean.class,
                "select exists (select 1 from edge_inbox where id = $1)",
                id);
    }

    /** Opens the partition of the day and drops those before {@code keepFrom}. */
    public static Uni<Void> roll(Mutiny.Session session, LocalDate day, LocalDate keepFrom) {
        return Sql.value(
                        session,
                        Integer.class,
                        "select edge_inbox_drop_before(cast(cast($1 as text) as date)) from (select edge_inbox_open(cast(cast($2 as text) as date))) as o",
                        keepFrom.toString(),
                        day.toString())
                .replaceWithVoid();
    }
}
