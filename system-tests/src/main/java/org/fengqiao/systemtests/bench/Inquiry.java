package org.fengqiao.systemtests.bench;

import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.fengqiao.simulators.Outside;
import org.fengqiao.simulators.Source;
import org.fengqiao.systemtests.bench.Evidence.Accepted;
import org.fengqiao.systemtests.bench.Evidence.Fate;

/** Collects the evidence of a run: begun before the load, closed after it has settled. */
final class Inquiry {

    private final Receipts receipts;
    private final Ledgers ledgers;
    private final Map<String, Ledgers.Account> ledgersBefore;
    private final Timestamp newestBefore;

    Inquiry(Outside outside, Insistence insistence, Iterable<Source> sources) throws SQLException {
        this.receipts = new Receipts(outside, insistence);
        this.ledgers = new Ledgers(outside, insistence, sources);
        this.ledgersBefore = ledgers.read();
        this.newestBefore = Cases.newest();
    }

    /**
     * Asks everybody.
     *
     * @param patience how long receipts may stay open and case files behind
     */
    Evidence close(Collection<Track> tracks, EdgeLog log, Duration patience)
            throws SQLException, InterruptedException {
        List<Track> accepted = tracks.stream().filter(t -> t.accepted).toList();
        if (accepted.stream().anyMatch(t -> t.receipt == null)) {
            ledgers.awaitReceived(ledgersBefore, bySystem(accepted), patience);
            receipts.learn(accepted);
        }
        Map<String, Fate> fates = receipts.fates(accepted, patience);
        List<Evidence.OnRecord> cases = new ArrayList<>();
        Map<String, List<Track>> ofSystem =
                tracks.stream().collect(Collectors.groupingBy(Track::system));
        for (Map.Entry<String, List<Track>> of : ofSystem.entrySet()) {
            cases.addAll(Cases.of(of.getKey(), of.getValue().stream().map(Track::key).toList()));
        }
        return new Evidence(
                accepted.stream()
                        .map(t -> new Accepted(t.key(), t.receipt, t.visitTold > 0))
                        .toList(),
                fates,
                cases,
                Cases.namelessSince(newestBefore),
                filed(accepted, patience),
                log.offered(),
                log.told(),
                log.positions(),
                differences());
    }

    /** The case files follow the events: they are given time to catch up. */
    private static Map<String, String> filed(List<Track> accepted, Duration patience)
            throws SQLException, InterruptedException {
        List<String> closed =
                accepted.stream()
                        .filter(t -> t.visitTold > 0)
                        .map(t -> t.caseNo)
                        .filter(Objects::nonNull)
                        .toList();
        long until = System.nanoTime() + patience.toNanos();
        Map<String, String> filed = Cases.filed(closed);
        while (System.nanoTime() < until
                && !closed.stream().allMatch(c -> Balance.isEnded(filed.get(c)))) {
            TimeUnit.MILLISECONDS.sleep(500);
            filed.putAll(Cases.filed(closed));
        }
        return filed;
    }

    private Map<String, Long> differences() {
        Map<String, Long> differences = new HashMap<>();
        ledgers.read()
                .forEach(
                        (system, now) ->
                                differences.put(
                                        system,
                                        now.difference()
                                                - Objects.requireNonNull(ledgersBefore.get(system))
                                                        .difference()));
        return differences;
    }

    private static Map<String, Long> bySystem(List<Track> accepted) {
        return accepted.stream()
                .collect(Collectors.groupingBy(Track::system, Collectors.counting()));
    }
}
