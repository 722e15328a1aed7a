package org.fengqiao.outbox;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Opens the edge inbox's partitions of today and tomorrow and drops those older than any redelivery
 * can be.
 */
@ApplicationScoped
class EdgeInboxDays {

    private static final Logger LOG = Logger.getLogger(EdgeInboxDays.class);
    private static final ZoneId DAYS = ZoneId.of("Asia/Shanghai");
    private static final long PERIOD_MILLIS = Duration.ofHours(1).toMillis();

    private final Pool pool;
    private final Vertx vertx;
    private final Clock clock;
    private final int keptDays;

    /**
     * Rolls the edge inbox of this service.
     *
     * @param keptDays as long as {@code source.*} keeps its records (DESIGN §2)
     */
    @Inject
    EdgeInboxDays(
            Pool pool,
            Vertx vertx,
            Clock clock,
            @ConfigProperty(name = "fengqiao.edge-inbox.days", defaultValue = "35") int keptDays) {
        this.pool = pool;
        this.vertx = vertx;
        this.clock = clock;
        this.keptDays = keptDays;
    }

    void start(@Observes io.quarkus.runtime.StartupEvent started) {
        vertx.setPeriodic(0, PERIOD_MILLIS, t -> rollNow());
    }

    private void rollNow() {
        // A timer's own work: nobody waits for it, the next hour tries again.
        roll().subscribe()
                .with(
                        done -> {},
                        failure ->
                                LOG.warnf(
                                        "edge inbox not rolled: %s",
                                        failure.getClass().getSimpleName()));
    }

    Uni<Void> roll() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), DAYS);
        return pool.preparedQuery("select edge_inbox_open($1), edge_inbox_open($2)")
                .execute(Tuple.of(today, today.plusDays(1)))
                .chain(
                        () ->
                                pool.preparedQuery("select edge_inbox_drop_before($1)")
                                        .execute(Tuple.of(today.minusDays(keptDays))))
                .replaceWithVoid();
    }
}
