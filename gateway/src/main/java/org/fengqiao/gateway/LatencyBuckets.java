package org.fengqiao.gateway;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Arrays;

/**
 * How many requests were answered within what time. Few steps, around the budgets of DESIGN §4: a
 * series each.
 */
final class LatencyBuckets {

    private static final double[] STEPS =
            Arrays.stream(new long[] {25, 50, 100, 250, 500, 1000, 2500, 10_000})
                    .mapToDouble(millis -> Duration.ofMillis(millis).toNanos())
                    .toArray();

    private LatencyBuckets() {}

    @Produces
    @Singleton
    static MeterFilter ofRequests() {
        return new MeterFilter() {
            @Override
            public DistributionStatisticConfig configure(
                    Meter.Id id, DistributionStatisticConfig config) {
                return id.getName().equals("http.server.requests")
                        ? DistributionStatisticConfig.builder()
                                .serviceLevelObjectives(STEPS)
                                .build()
                                .merge(config)
                        : config;
            }
        };
    }
}
