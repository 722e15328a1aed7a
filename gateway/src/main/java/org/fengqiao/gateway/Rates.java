package org.fengqiao.gateway;

import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A token bucket per client. Clients are known accounts or addresses; the map is emptied when it
 * grows beyond reason.
 */
final class Rates {

    private static final int MANY_CLIENTS = 50_000;

    private final int machine;
    private final int person;
    private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();

    /**
     * Limits for the two kinds of clients.
     *
     * @param machine requests a second of a machine client
     */
    Rates(int machine, int person) {
        this.machine = machine;
        this.person = person;
    }

    boolean allows(String client, boolean isMachine) {
        if (buckets.size() > MANY_CLIENTS) {
            buckets.clear();
        }
        int rate = isMachine ? machine : person;
        return buckets.computeIfAbsent(
                        client,
                        c ->
                                Bucket.builder()
                                        .addLimit(
                                                l ->
                                                        l.capacity(2L * rate)
                                                                .refillGreedy(
                                                                        rate,
                                                                        Duration.ofSeconds(1)))
                                        .build())
                .tryConsume(1);
    }
}
