package org.fengqiao.reporting.handling;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.fengqiao.reporting.outbound.Tallies;
import org.hibernate.reactive.mutiny.Mutiny;

/** Keeps the tally short. Counts are right without it, only slower to add up. */
@ApplicationScoped
class TallyTimer {

    private final Mutiny.SessionFactory sessions;
    private final Tallies tallies;

    TallyTimer(Mutiny.SessionFactory sessions, Tallies tallies) {
        this.sessions = sessions;
        this.tallies = tallies;
    }

    @Scheduled(every = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> fold() {
        return sessions.withTransaction((session, tx) -> tallies.fold(session));
    }
}
