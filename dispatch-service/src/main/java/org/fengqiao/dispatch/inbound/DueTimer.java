package org.fengqiao.dispatch.inbound;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.quarkus.vertx.ConsumeEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.fengqiao.dispatch.handling.AssignmentHandler;
import org.fengqiao.outbox.Relay;
import org.jboss.logging.Logger;

/** Looks for due timers and delivered answers; any replica may, each row is taken once. */
@ApplicationScoped
class DueTimer {

    private static final Logger LOG = Logger.getLogger(DueTimer.class);

    private final AssignmentHandler handler;

    DueTimer(AssignmentHandler handler) {
        this.handler = handler;
    }

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> timers() {
        return untilIdle(handler.fireDue());
    }

    @ConsumeEvent(Relay.DELIVERED)
    Uni<Void> delivered(String nothing) {
        return untilIdle(handler.takeDeliveries());
    }

    /**
     * The safety net: what another replica's relay delivered, or what was delivered before a crash.
     */
    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> deliveries() {
        return untilIdle(handler.takeDeliveries());
    }

    private static Uni<Void> untilIdle(Uni<Integer> once) {
        return once.repeat()
                .until(n -> n == 0)
                .collect()
                .asList()
                .replaceWithVoid()
                .onFailure()
                .invoke(e -> LOG.warnf("timers wait: %s", e.toString()))
                .onFailure()
                .recoverWithNull();
    }
}
