package org.fengqiao.dispatch.outbound;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import org.fengqiao.outbox.Sampling;
import org.fengqiao.outbox.TimerGauges;

/** Tells how many timers are due and how late the oldest is (docs/metrics.md). */
@ApplicationScoped
class DueTimers {

    private final TimerGauges gauges;
    private final Sampling sampling;

    DueTimers(Pool pool, Clock clock, MeterRegistry meters, Sampling sampling) {
        this.gauges = new TimerGauges(pool, clock, meters);
        this.sampling = sampling;
    }

    void start(@Observes StartupEvent started) {
        gauges.start(sampling);
    }
}
