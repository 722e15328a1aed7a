package org.fengqiao.systemtests.bench;

import java.util.Arrays;
import java.util.Collection;
import java.util.function.ToLongFunction;

/** Delays of one hop in milliseconds. */
record Percentiles(String hop, int count, double p50, double p95, double p99, double max) {

    static Percentiles of(String hop, long[] nanos) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return new Percentiles(
                hop,
                sorted.length,
                at(sorted, 0.50),
                at(sorted, 0.95),
                at(sorted, 0.99),
                at(sorted, 1));
    }

    static <T> Percentiles of(String hop, Collection<T> all, ToLongFunction<T> nanos) {
        return of(hop, all.stream().mapToLong(nanos).toArray());
    }

    /** Nearest rank. */
    private static double at(long[] sorted, double share) {
        if (sorted.length == 0) {
            return 0;
        }
        int rank = (int) Math.ceil(share * sorted.length);
        return sorted[Math.max(0, rank - 1)] / 1e6;
    }
}
