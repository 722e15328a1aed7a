package org.fengqiao.reporting.outbound;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map.Entry;
import java.util.function.Function;
import org.fengqiao.outbox.Sql;
import org.fengqiao.reporting.CaseTally;
import org.fengqiao.reporting.CaseTally.Cell;
import org.hibernate.reactive.mutiny.Mutiny;

/** The store of the tally; used inside a transaction of {@code handling}. */
@ApplicationScoped
public class Tallies {

    /** Appends what a batch changed. */
    public Uni<Void> keep(Mutiny.Session session, CaseTally tally) {
        List<Entry<Cell, Long>> changes = tally.changes();
        if (changes.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return Sql.update(
                        session,
                        """
                        insert into case_tally_change (kind, a, b, region_code, unit, secrecy, n)
                        select k, a, b, r, u, s, cast(n as bigint)
                        from unnest(cast($1 as text[]), cast($2 as text[]), cast($3 as text[]), cast($4 as text[]),
                                    cast($5 as text[]), cast($6 as text[]), cast($7 as text[])) as x(k, a, b, r, u, s, n)
                        """,
                        texts(changes, e -> e.getKey().kind().name()),
                        texts(changes, e -> e.getKey().a()),
                        texts(changes, e -> e.getKey().b()),
                        texts(changes, e -> e.getKey().regionCode()),
                        texts(changes, e -> e.getKey().unit()),
                        texts(changes, e -> e.getKey().secrecy()),
                        texts(changes, e -> Long.toString(e.getValue())))
                .replaceWithVoid();
    }

    /** Folds what was appended into the tally. */
    public Uni<Void> fold(Mutiny.Session session) {
        return Sql.rows(session, "select cast(case_tally_fold() as text)").replaceWithVoid();
    }

    private static String[] texts(
            List<Entry<Cell, Long>> changes, Function<Entry<Cell, Long>, String> field) {
        return changes.stream().map(field).toArray(String[]::new);
    }
}
