package org.fengqiao.dispatch.outbound;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToLongFunction;
import org.fengqiao.contracts.SourceSystem;
import org.fengqiao.outbox.Sampling;

/** Answers the sources have not been given yet: how many, and since when the oldest is owed. */
@ApplicationScoped
class FeedbackGauges {

    private static final Duration PERIOD = Duration.ofSeconds(10);

    private final Pool pool;
    private final Clock clock;
    private final Sampling sampling;
    private final MultiGauge owed;
    private final MultiGauge oldestSeconds;

    FeedbackGauges(Pool pool, Clock clock, Sampling sampling, MeterRegistry meters) {
        this.pool = pool;
        this.clock = clock;
        this.sampling = sampling;
        this.owed = MultiGauge.builder("fengqiao_feedback_owed").register(meters);
        this.oldestSeconds =
                MultiGauge.builder("fengqiao_feedback_owed_oldest_seconds").register(meters);
    }

    void start(@Observes StartupEvent started) {
        sampling.every(PERIOD, "feedback", this::measure);
    }

    private record Owed(long count, long oldestSeconds) {
        static final Owed NOTHING = new Owed(0, 0);
    }

    /** The index of what is pending leads there: its length is what is owed, not what was. */
    private Uni<Void> measure() {
        return pool.preparedQuery(
                        """
                        select system, count(*) as n, extract(epoch from $1 - min(requested_at))::bigint as oldest
                        from (select system, requested_at from feedback where state = 'PENDING' limit 10000) f
                        group by system
                        """)
                .execute(Tuple.of(clock.instant().atOffset(ZoneOffset.UTC)))
                .invoke(
                        rows -> {
                            Map<String, Owed> bySystem = new HashMap<>();
                            for (Row row : rows) {
                                bySystem.put(
                                        row.getString("system"),
                                        new Owed(row.getLong("n"), row.getLong("oldest")));
                            }
                            owed.register(lines(bySystem, Owed::count), true);
                            oldestSeconds.register(lines(bySystem, Owed::oldestSeconds), true);
                        })
                .replaceWithVoid();
    }

    /**
     * Every system, also those to whom nothing is owed: a series that ends cannot be told from 0.
     */
    private static List<MultiGauge.Row<?>> lines(
            Map<String, Owed> bySystem, ToLongFunction<Owed> figure) {
        List<MultiGauge.Row<?>> lines = new ArrayList<>();
        for (SourceSystem system : SourceSystem.values()) {
            Owed found = Objects.requireNonNullElse(bySystem.get(system.name()), Owed.NOTHING);
            lines.add(
                    MultiGauge.Row.of(
                            Tags.of("system", system.wireName()), figure.applyAsLong(found)));
        }
        return lines;
    }
}
