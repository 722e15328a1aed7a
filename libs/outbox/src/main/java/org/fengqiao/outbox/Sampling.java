package org.fengqiao.outbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Metrics;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Asks for figures on a schedule, so that a scrape costs no query and ten scrapers cost no more
 * than one. A figure that cannot be had keeps its last value and is counted in {@code
 * fengqiao_samples_failed_total}.
 */
@ApplicationScoped
public class Sampling {

    private static final Logger LOG = Logger.getLogger(Sampling.class);

    private final Vertx vertx;

    @Inject
    Sampling(Vertx vertx) {
        this.vertx = vertx;
    }

    /**
     * Takes the sample again and again; the next one not before the last has ended.
     *
     * @param name label of the failures, e.g. {@code timers}
     */
    public void every(Duration period, String name, Supplier<Uni<Void>> sample) {
        AtomicBoolean running = new AtomicBoolean();
        // There from the beginning: the first failure is a rise from 0.
        Counter failed = Metrics.counter("fengqiao_samples_failed", "sample", name);
        vertx.setPeriodic(
                period.toMillis(),
                t -> {
                    if (running.compareAndSet(false, true)) {
                        take(name, sample, running, failed);
                    }
                });
    }

    private static void take(
            String name, Supplier<Uni<Void>> sample, AtomicBoolean running, Counter failed) {
        Uni.createFrom()
                .deferred(sample::get)
                .onTermination()
                .invoke(() -> running.set(false))
                .subscribe()
                .with(
                        done -> {},
                        failure -> {
                            LOG.debugf(
                                    "%s not measured: %s",
                                    name, failure.getClass().getSimpleName());
                            failed.increment();
                        });
    }
}
