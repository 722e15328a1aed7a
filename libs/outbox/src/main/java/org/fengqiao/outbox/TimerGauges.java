package org.fengqiao.outbox;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Timers of a service whose time has come, in a table {@code timer} with an index on {@code
 * due_at}. By the platform's clock, which a test may move.
 */
public final class TimerGauges {

    private static final Duration PERIOD = Duration.ofSeconds(10);

    private final Pool pool;
    private final Clock clock;
    private final AtomicLong due = new AtomicLong();
    private final AtomicLong overdueSeconds = new AtomicLong();

    public TimerGauges(Pool pool, Clock clock, MeterRegistry meters) {
        this.pool = pool;
        this.clock = clock;
        meters.gauge("fengqiao_timers_due", due);
        meters.gauge("fengqiao_timers_overdue_seconds", overdueSeconds);
    }

    /** Asks from now on; the caller keeps this object as long as the figures are wanted. */
    public void start(Sampling sampling) {
        sampling.every(PERIOD, "timers", this::measure);
    }

    Uni<Void> measure() {
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        return pool.preparedQuery(
                        """
                        select (select count(*) from (select 1 from timer where due_at <= $1 limit 10000) d),
                               coalesce((select extract(epoch from $1 - due_at) from timer where due_at <= $1
                                         order by due_at limit 1), 0)::bigint
                        """)
                .execute(Tuple.of(now))
                .invoke(
                        rows -> {
                            Row row = rows.iterator().next();
                            due.set(row.getLong(0));
                            overdueSeconds.set(row.getLong(1));
                        })
                .replaceWithVoid();
    }
}
