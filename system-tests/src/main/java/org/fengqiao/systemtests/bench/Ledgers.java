package org.fengqiao.systemtests.bench;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.fengqiao.simulators.Outside;
import org.fengqiao.simulators.Outside.Answer;
import org.fengqiao.simulators.Source;

/** The day's account of each source, as the source reads it. */
final class Ledgers {

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    private final Outside outside;
    private final Insistence insistence;
    private final Iterable<Source> sources;
    private final LocalDate first = today();

    Ledgers(Outside outside, Insistence insistence, Iterable<Source> sources) {
        this.outside = outside;
        this.insistence = insistence;
        this.sources = sources;
    }

    /** The day ledgers go by. */
    static LocalDate today() {
        return LocalDate.ofInstant(Instant.now(), SHANGHAI);
    }

    /**
     * Of one system over the days of the run.
     *
     * @param difference received without an outcome; 0 in order
     */
    record Account(long received, long difference) {}

    Map<String, Account> read() {
        Map<String, Account> accounts = new TreeMap<>();
        for (Source source : sources) {
            Account account = new Account(0, 0);
            LocalDate last = today();
            for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(1)) {
                String client = "source-" + source.system();
                String path = "/sources/" + source.system() + "/ledger?date=" + day;
                Answer answer =
                        insistence
                                .ask("ledger", () -> outside.asClient(client, "GET", path, null))
                                .join();
                account =
                        new Account(
                                account.received() + answer.body().path("received").asLong(),
                                account.difference() + answer.body().path("difference").asLong());
            }
            accounts.put(source.system(), account);
        }
        return accounts;
    }

    /**
     * Waits until that many more have been received of each, or the patience ends: what came by
     * Kafka is counted when intake has read it.
     */
    void awaitReceived(Map<String, Account> before, Map<String, Long> accepted, Duration patience)
            throws InterruptedException {
        long until = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < until) {
            Map<String, Account> now = read();
            boolean all =
                    accepted.entrySet().stream()
                            .allMatch(
                                    e ->
                                            received(now, e.getKey()) - received(before, e.getKey())
                                                    >= e.getValue());
            if (all) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(500);
        }
    }

    private static long received(Map<String, Account> accounts, String system) {
        return accounts.getOrDefault(system, new Account(0, 0)).received();
    }
}
