package org.fengqiao.mediation.handling;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import org.fengqiao.mediation.outbound.Resolutions;
import org.fengqiao.mediation.outbound.Timers;
import org.fengqiao.outbox.Outbox;
import org.fengqiao.outbox.Sql;
import org.hibernate.reactive.mutiny.Mutiny;

/** Writes what happened to cases: timers, aggregates, journal and outbox, in one transaction. */
@ApplicationScoped
class CaseWorks {

    private final Resolutions resolutions;
    private final Timers timers;

    CaseWorks(Resolutions resolutions, Timers timers) {
        this.resolutions = resolutions;
        this.timers = timers;
    }

    Uni<Void> keep(Mutiny.Session session, Collection<CaseWork> works) {
        return Sql.together(
                timers.set(session, works.stream().flatMap(w -> w.timers().stream()).toList()),
                aggregates(session, works)
                        .chain(
                                () ->
                                        Outbox.append(
                                                session,
                                                works.stream().map(CaseWork::story).toList(),
                                                List.of())));
    }

    private Uni<Void> aggregates(Mutiny.Session session, Collection<CaseWork> works) {
        return Multi.createFrom()
                .iterable(works)
                .onItem()
                .transformToUniAndConcatenate(
                        w ->
                                resolutions.keep(
                                        session, w.state(), w.story().tail(), w.isNew(), w.at()))
                .collect()
                .asList()
                .replaceWithVoid();
    }
}
