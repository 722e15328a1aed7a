package org.fengqiao.systemtests.bench;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What the platform spends: read before and after the load from the kernel, PostgreSQL and the
 * broker. A quiet while on either side lets PostgreSQL complete its accounts and shows what the
 * platform does when nothing is to do; that is taken off.
 */
final class Meter {

    private static final int QUIET_SECONDS = 11;

    private final Parts parts;
    private final Reading before;
    private final Map<String, Double> idlePerSecond = new LinkedHashMap<>();

    private record Reading(
            long at,
            Map<Long, Double> cpuByPid,
            Databases.Account databases,
            Map<String, Long> topics) {}

    /** Reads for the first time; the platform should be doing nothing. */
    Meter(Parts parts) throws SQLException, InterruptedException {
        this.parts = parts;
        Reading idle = read();
        TimeUnit.SECONDS.sleep(QUIET_SECONDS);
        this.before = read();
        double seconds = (before.at() - idle.at()) / 1e9;
        before.databases()
                .transactions()
                .forEach(
                        (name, n) ->
                                idlePerSecond.put(
                                        name,
                                        (n - idle.databases().transactions().getOrDefault(name, 0L))
                                                / seconds));
    }

    private Reading read() throws SQLException {
        Map<Long, Double> cpu = new LinkedHashMap<>();
        parts.running().forEach(p -> cpu.put(p.pid(), p.cpuSeconds()));
        return new Reading(System.nanoTime(), cpu, Databases.account(), EventTopics.ends());
    }

    /**
     * One process.
     *
     * @param cpuSeconds during the load
     * @param memoryMegabytes at its end, shared pages counted once
     * @param cpuMillisEach per lifecycle, or per record where only records were driven
     */
    record PartCost(String part, double cpuSeconds, double memoryMegabytes, double cpuMillisEach) {}

    /**
     * One service's database; all figures without what is done when idle.
     *
     * @param transactionsEach per lifecycle
     * @param rowsEach written per lifecycle: inserted, updated, deleted
     * @param eventsPerTransaction records the service heard from Kafka, divided by its
     *     transactions; those of its HTTP and its relay count too
     */
    record DatabaseCost(
            String database,
            double idlePerSecond,
            double transactionsEach,
            double rowsEach,
            double eventsPerTransaction) {}

    /**
     * What it took.
     *
     * @param eventsEach per lifecycle, by topic
     * @param eventsPerLifecycle over the four event topics
     */
    record Costs(
            List<PartCost> parts,
            List<DatabaseCost> databases,
            double rowsEach,
            double transactionsEach,
            double walBytesEach,
            Map<String, Double> eventsEach,
            double eventsPerLifecycle) {}

    /** CPU up to now: before the receipts are asked, which cost as well. */
    List<PartCost> parts(int units) {
        List<PartCost> costs = new ArrayList<>();
        for (Parts.Running part : parts.running()) {
            // A part that was started again begins at 0.
            double used = part.cpuSeconds() - before.cpuByPid().getOrDefault(part.pid(), 0.0);
            costs.add(new PartCost(part.name(), used, part.memoryMegabytes(), used * 1000 / units));
        }
        return costs;
    }

    /**
     * The rest, after a quiet while.
     *
     * @param units lifecycles or records by which everything is divided
     */
    Costs costs(List<PartCost> parts, int units) throws SQLException, InterruptedException {
        TimeUnit.SECONDS.sleep(QUIET_SECONDS);
        Reading after = read();
        double seconds = (after.at() - before.at()) / 1e9;
        Map<String, Double> eventsEach = new LinkedHashMap<>();
        after.topics()
                .forEach((topic, n) -> eventsEach.put(topic, (double) more(after, topic) / units));
        List<DatabaseCost> databases = new ArrayList<>();
        double rows = 0;
        double transactions = 0;
        for (String name : Place.SERVICES) {
            double idle = idlePerSecond.getOrDefault(name, 0.0);
            double commits =
                    Math.max(
                            0,
                            grown(
                                            after.databases().transactions(),
                                            before.databases().transactions(),
                                            name)
                                    - idle * seconds);
            long written = grown(after.databases().rows(), before.databases().rows(), name);
            long heard =
                    EventTopics.HEARD.getOrDefault(name, List.of()).stream()
                            .mapToLong(topic -> more(after, topic))
                            .sum();
            databases.add(
                    new DatabaseCost(
                            name,
                            idle,
                            commits / units,
                            (double) written / units,
                            commits == 0 ? 0 : heard / commits));
            rows += written;
            transactions += commits;
        }
        return new Costs(
                parts,
                databases,
                rows / units,
                transactions / units,
                (double) (after.databases().walBytes() - before.databases().walBytes()) / units,
                eventsEach,
                EventTopics.EVENTS.stream()
                        .mapToDouble(t -> eventsEach.getOrDefault(t, 0.0))
                        .sum());
    }

    private long more(Reading after, String topic) {
        return grown(after.topics(), before.topics(), topic);
    }

    private static long grown(Map<String, Long> after, Map<String, Long> before, String name) {
        return after.getOrDefault(name, 0L) - before.getOrDefault(name, 0L);
    }
}
