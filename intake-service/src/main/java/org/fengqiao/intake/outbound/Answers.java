package org.fengqiao.intake.outbound;

import static org.fengqiao.intake.outbound.Columns.texts;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.fengqiao.contracts.DispatchEvent.Answer;
import org.fengqiao.outbox.Sql;
import org.hibernate.reactive.mutiny.Mutiny;

/** What dispatch told the sources, shown with their receipts. */
@ApplicationScoped
public class Answers {

    /** Keeps the latest state of each kind of answer; at most one per record and kind in a call. */
    public Uni<Void> keep(Mutiny.Session session, List<Answer> answers) {
        if (answers.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return Sql.update(
                        session,
                        """
                        insert into answer (system, source_key, kind, state, at)
                        select s, k, i, t, cast(a as timestamptz)
                        from unnest(cast($1 as text[]), cast($2 as text[]), cast($3 as text[]), cast($4 as text[]),
                                    cast($5 as text[])) as x(s, k, i, t, a)
                        on conflict (system, source_key, kind) do update set state = excluded.state, at = excluded.at
                        """,
                        texts(answers, a -> a.system().name()),
                        texts(answers, Answer::sourceKey),
                        texts(answers, a -> a.kind().name()),
                        texts(answers, a -> a.state().name()),
                        texts(answers, a -> a.at().toString()))
                .replaceWithVoid();
    }
}
