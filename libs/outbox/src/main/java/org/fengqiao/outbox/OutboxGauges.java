package org.fengqiao.outbox;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/** What stands in the tables of this library, for alarms (README). */
@ApplicationScoped
class OutboxGauges {

    private static final Logger LOG = Logger.getLogger(OutboxGauges.class);
    private static final long PERIOD_MILLIS = 2000;

    private final Pool pool;
    private final Vertx vertx;
    private final AtomicLong outboxOldestSeconds;
    private final AtomicLong refused;
    private final AtomicLong waiting;
    private final AtomicLong waitingOldestSeconds;
    private final AtomicLong parked;

    @Inject
    OutboxGauges(Pool pool, Vertx vertx, MeterRegistry meters) {
        this.pool = pool;
        this.vertx = vertx;
        this.outboxOldestSeconds = gauge(meters, "fengqiao_outbox_oldest_seconds");
        this.refused = gauge(meters, "fengqiao_outbox_refused");
        this.waiting = gauge(meters, "fengqiao_waiting_events");
        this.waitingOldestSeconds = gauge(meters, "fengqiao_waiting_oldest_seconds");
        this.parked = gauge(meters, "fengqiao_parked_events");
    }

    private static AtomicLong gauge(MeterRegistry meters, String name) {
        AtomicLong value = new AtomicLong();
        // The registry holds its numbers weakly: this object keeps them.
        meters.gauge(name, value);
        return value;
    }

    void start(@Observes io.quarkus.runtime.StartupEvent started) {
        vertx.setPeriodic(
                PERIOD_MILLIS,
                t ->
                        measure()
                                .subscribe()
                                .with(
                                        done -> {},
                                        failure ->
                                                LOG.debugf(
                                                        "not measured: %s",
                                                        failure.getClass().getSimpleName())));
    }

    Uni<Void> measure() {
        return pool.query(
                        """
                        select coalesce((select extract(epoch from clock_timestamp() - min(created_at)) from outbox), 0)::bigint,
                               (select count(*) from outbox_refused),
                               count(*),
                               coalesce(extract(epoch from clock_timestamp() - min(since) filter (where parked is null)), 0)::bigint,
                               count(*) filter (where parked is not null)
                        from waiting_event
                        """)
                .execute()
                .invoke(
                        rows -> {
                            Row row = rows.iterator().next();
                            outboxOldestSeconds.set(row.getLong(0));
                            refused.set(row.getLong(1));
                            waiting.set(row.getLong(2));
                            waitingOldestSeconds.set(row.getLong(3));
                            parked.set(row.getLong(4));
                        })
                .replaceWithVoid();
    }
}
