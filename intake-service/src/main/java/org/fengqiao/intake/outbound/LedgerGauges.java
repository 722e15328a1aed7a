package org.fengqiao.intake.outbound;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;
import org.fengqiao.clock.Zones;
import org.fengqiao.contracts.SourceSystem;
import org.fengqiao.outbox.Sampling;

/**
 * What came in and has no outcome: the difference of the ledgers of today and yesterday, which is 0
 * in every moment, and the receipts nobody has decided about yet.
 */
@ApplicationScoped
class LedgerGauges {

    /** The day's receipts are counted, from an index: a quarter of a second for a million. */
    private static final Duration LEDGER_PERIOD = Duration.ofMinutes(1);

    private static final Duration PERIOD = Duration.ofSeconds(10);

    private final Pool pool;
    private final ReceiptViews views;
    private final Clock clock;
    private final Sampling sampling;
    private final MultiGauge difference;
    private final AtomicLong undecided = new AtomicLong();
    private final AtomicLong undecidedOldestSeconds = new AtomicLong();

    LedgerGauges(
            Pool pool, ReceiptViews views, Clock clock, Sampling sampling, MeterRegistry meters) {
        this.pool = pool;
        this.views = views;
        this.clock = clock;
        this.sampling = sampling;
        this.difference = MultiGauge.builder("fengqiao_ledger_difference").register(meters);
        meters.gauge("fengqiao_receipts_undecided", undecided);
        meters.gauge("fengqiao_receipts_undecided_oldest_seconds", undecidedOldestSeconds);
    }

    void start(@Observes StartupEvent started) {
        sampling.every(LEDGER_PERIOD, "ledger", this::measureLedgers);
        sampling.every(PERIOD, "receipts", this::measureUndecided);
    }

    private record Account(SourceSystem system, long difference) {}

    private Uni<Void> measureLedgers() {
        LocalDate today = Zones.dateOf(clock.instant());
        return Multi.createFrom()
                .items(SourceSystem.values())
                .onItem()
                .transformToUniAndConcatenate(system -> account(system, today))
                .collect()
                .asList()
                .invoke(
                        accounts ->
                                difference.register(
                                        accounts.stream().map(LedgerGauges::line).toList(), true))
                .replaceWithVoid();
    }

    /** Two days that differ in opposite directions are two differences. */
    private Uni<Account> account(SourceSystem system, LocalDate today) {
        return views.ledger(system, today)
                .chain(
                        now ->
                                views.ledger(system, today.minusDays(1))
                                        .map(
                                                before ->
                                                        new Account(
                                                                system,
                                                                Math.abs(now.difference())
                                                                        + Math.abs(
                                                                                before
                                                                                        .difference()))));
    }

    private static MultiGauge.Row<?> line(Account account) {
        return MultiGauge.Row.of(
                Tags.of("system", account.system().wireName()), account.difference());
    }

    private Uni<Void> measureUndecided() {
        return pool.preparedQuery(
                        """
                        select (select count(*) from (select 1 from receipt where status = 'RECEIVED' limit 10000) r),
                               coalesce((select extract(epoch from $1 - received_at) from receipt
                                         where status = 'RECEIVED' order by received_at limit 1), 0)::bigint
                        """)
                .execute(Tuple.of(clock.instant().atOffset(ZoneOffset.UTC)))
                .invoke(
                        rows -> {
                            Row row = rows.iterator().next();
                            undecided.set(row.getLong(0));
                            undecidedOldestSeconds.set(row.getLong(1));
                        })
                .replaceWithVoid();
    }
}
