package org.fengqiao.mediation.inbound;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.fengqiao.mediation.handling.DueInstalments;
import org.jboss.logging.Logger;

/** Looks for instalments whose due day is over; any replica may, each row is taken once. */
@ApplicationScoped
class InstalmentTimer {

    private static final Logger LOG = Logger.getLogger(InstalmentTimer.class);

    private final DueInstalments instalments;

    InstalmentTimer(DueInstalments instalments) {
        this.instalments = instalments;
    }

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> due() {
        return instalments
                .fireDue()
                .repeat()
                .until(n -> n == 0)
                .collect()
                .asList()
                .replaceWithVoid()
                .onFailure()
                .invoke(e -> LOG.warnf("timers wait: %s", e.getClass().getSimpleName()))
                .onFailure()
                .recoverWithNull();
    }
}
