package org.fengqiao.outbox;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What stands in the tables of this library, for alarms (docs/metrics.md). Counts end at 10,000: an
 * alarm needs no more, and a backlog of millions must not be counted again and again.
 */
@ApplicationScoped
class OutboxGauges {

    private static final Duration PERIOD = Duration.ofSeconds(2);

    private final Pool pool;
    private final Sampling sampling;
    private final AtomicLong outboxRows;
    private final AtomicLong outboxOldestSeconds;
    private final AtomicLong refused;
    private final AtomicLong waiting;
    private final AtomicLong waitingOldestSeconds;
    private final AtomicLong parked;

    @Inject
    OutboxGauges(Pool pool, Sampling sampling, MeterRegistry meters) {
        this.pool = pool;
        this.sampling = sampling;
        this.outboxRows = gauge(meters, "fengqiao_outbox_rows");
        this.outboxOldestSeconds = gauge(meters, "fengqiao_outbox_oldest_seconds");
        this.refused = gauge(meters, "fengqiao_outbox_refused");
        this.waiting = gauge(meters, "fengqiao_waiting_events");
        this.waitingOldestSeconds = gauge(meters, "fengqiao_waiting_oldest_seconds");
        this.parked = gauge(meters, "fengqiao_parked_events");
        // There from the beginning: the first letter is a rise from 0.
        meters.counter(Published.DEAD_LETTERS);
    }

    private static AtomicLong gauge(MeterRegistry meters, String name) {
        AtomicLong value = new AtomicLong();
        // The registry holds its numbers weakly: this object keeps them.
        meters.gauge(name, value);
        return value;
    }

    void start(@Observes io.quarkus.runtime.StartupEvent started) {
        sampling.every(PERIOD, "outbox", this::measure);
    }

    /** The oldest outbox row is the one with the lowest id: no scan of the backlog. */
    Uni<Void> measure() {
        return pool.query(
                        """
                        select (select count(*) from (select 1 from outbox limit 10000) o),
                               coalesce((select extract(epoch from clock_timestamp() - created_at) from outbox order by id limit 1), 0)::bigint,
                               (select count(*) from (select 1 from outbox_refused limit 10000) r),
                               (select count(*) from (select 1 from waiting_event limit 10000) w),
                               coalesce((select extract(epoch from clock_timestamp() - since) from waiting_event
                                         where parked is null order by since limit 1), 0)::bigint,
                               (select count(*) from (select 1 from waiting_event where parked is not null limit 10000) p)
                        """)
                .execute()
                .invoke(
                        rows -> {
                            Row row = rows.iterator().next();
                            outboxRows.set(row.getLong(0));
                            outboxOldestSeconds.set(row.getLong(1));
                            refused.set(row.getLong(2));
                            waiting.set(row.getLong(3));
                            waitingOldestSeconds.set(row.getLong(4));
                            parked.set(row.getLong(5));
                        })
                .replaceWithVoid();
    }
}
