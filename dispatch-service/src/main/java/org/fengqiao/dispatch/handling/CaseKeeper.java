package org.fengqiao.dispatch.handling;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import org.fengqiao.dispatch.outbound.Assignments;
import org.fengqiao.outbox.Outbox;
import org.hibernate.reactive.mutiny.Mutiny;

/** Keeps what a transaction decided: aggregates, their consequences, journal and outbox. */
@ApplicationScoped
class CaseKeeper {

    private final Assignments assignments;
    private final Consequences consequences;

    CaseKeeper(Assignments assignments, Consequences consequences) {
        this.assignments = assignments;
        this.consequences = consequences;
    }

    /** Writes the works, over the session's own connection. */
    Uni<Void> write(Mutiny.Session session, Collection<CaseWork> works) {
        return consequences
                .write(session, works)
                .call(() -> aggregates(session, works))
                .chain(
                        messages ->
                                Outbox.append(
                                        session,
                                        works.stream().map(CaseWork::story).toList(),
                                        messages));
    }

    private Uni<Void> aggregates(Mutiny.Session session, Collection<CaseWork> works) {
        return Multi.createFrom()
                .iterable(works)
                .onItem()
                .transformToUniAndConcatenate(
                        w ->
                                assignments.keep(
                                        session, w.state(), w.story().tail(), w.isNew(), w.at()))
                .collect()
                .asList()
                .replaceWithVoid();
    }
}
