package org.fengqiao.dispatch.inbound;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.quarkus.vertx.ConsumeEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.fengqiao.dispatch.handling.DueWork;
import org.fengqiao.outbox.Relay;
import org.jboss.logging.Logger;

/** Looks for due timers and delivered answers; any replica may, each row is taken once. */
@ApplicationScoped
class DueTimer {

    private static final Logger LOG = Logger.getLogger(DueTimer.class);

    private final DueWork work;

    DueTimer(DueWork work) {
        this.work = work;
    }

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> timers() {
        return calm(untilIdle(work.fireDue()));
    }

    @ConsumeEvent(Relay.DELIVERED)
    Uni<Void> delivered(String nothing) {
        return calm(untilIdle(work.takeDeliveries()));
    }

    /**
     * The safety net: what another replica's relay delivered, or what was delivered before a crash.
     */
    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> deliveries() {
        return calm(untilIdle(work.takeDeliveries()));
    }

    @Scheduled(every = "1h", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> dropOld() {
        return calm(work.dropOld());
    }

    private static Uni<Void> untilIdle(Uni<Integer> once) {
        return once.repeat().until(n -> n == 0).collect().asList().replaceWithVoid();
    }

    /** The next round tries again. */
    private static Uni<Void> calm(Uni<Void> round) {
        return round.onFailure()
                .invoke(e -> LOG.warnf("timers wait: %s", e.getClass().getSimpleName()))
                .onFailure()
                .recoverWithNull();
    }
}
