package org.fengqiao.systemtests.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.fengqiao.systemtests.bench.Evidence.Accepted;
import org.fengqiao.systemtests.bench.Evidence.Fate;
import org.jspecify.annotations.Nullable;

/**
 * Lost and doubled as the budgets of the design define them. Lost: an accepted receipt without a
 * case or a stated reason. Doubled: two cases for a receipt, two orders for a triage, two answers
 * of a kind for a record.
 *
 * @param lost one line each, with what is missing
 * @param doubled one line each, with what is there twice
 * @param unfinished accepted records whose source was not told of the visit in time; only where
 *     whole lifecycles were driven
 */
record Balance(List<String> lost, List<String> doubled, List<String> unfinished) {

    private static final Set<String> ENDED = Set.of("CLOSED", "ARCHIVED");

    static Balance of(Evidence evidence, boolean lifecycle) {
        List<String> unfinished = new ArrayList<>();
        if (lifecycle) {
            evidence.accepted().stream()
                    .filter(a -> !a.closed())
                    .forEach(a -> unfinished.add(a.key() + " is not closed"));
        }
        List<String> lost = new ArrayList<>();
        withoutCaseOrReason(evidence, lost);
        missingPositions(evidence.positions(), lost);
        new TreeMap<>(evidence.differences())
                .forEach(
                        (system, difference) -> {
                            if (difference != 0) {
                                lost.add("ledger of " + system + " differs by " + difference);
                            }
                        });
        if (lifecycle) {
            missingFiles(evidence, lost);
        }
        List<String> doubled = new ArrayList<>();
        twoCases(evidence, doubled);
        twoOrders(evidence, doubled);
        twoAnswers(evidence, doubled);
        return new Balance(List.copyOf(lost), List.copyOf(doubled), List.copyOf(unfinished));
    }

    /** Nothing is missing, nothing is there twice, everything came to its end. */
    boolean isEven() {
        return lost.isEmpty() && doubled.isEmpty() && unfinished.isEmpty();
    }

    /** Whether a case file says that the case is closed. */
    static boolean isEnded(@Nullable String state) {
        return state != null && ENDED.contains(state);
    }

    private static void withoutCaseOrReason(Evidence evidence, List<String> lost) {
        Set<String> cases =
                evidence.cases().stream()
                        .map(Evidence.OnRecord::caseNo)
                        .collect(Collectors.toSet());
        for (Accepted push : evidence.accepted()) {
            if (push.receipt() == null) {
                lost.add(push.key() + " was accepted without a receipt");
                continue;
            }
            Fate fate = evidence.fates().get(push.receipt());
            if (fate == null) {
                lost.add(push.key() + ": its receipt is not known");
                continue;
            }
            switch (fate.status()) {
                case "REGISTERED", "LINKED" -> {
                    if (fate.caseNo() == null || !cases.contains(fate.caseNo())) {
                        lost.add(push.key() + " names a case that is not on record");
                    }
                }
                // The status itself says why there is no case.
                case "INFO_ONLY", "SUPERSEDED" -> {}
                case "REFUSED", "QUARANTINED" -> {
                    if (fate.reason() == null) {
                        lost.add(push.key() + " has neither case nor reason");
                    }
                }
                default -> lost.add(push.key() + " is still " + fate.status());
            }
        }
    }

    /** Streams count 1, 2, 3 …: what the next position skipped never came. */
    private static void missingPositions(
            Map<String, NavigableSet<Long>> positions, List<String> lost) {
        new TreeMap<>(positions)
                .forEach(
                        (stream, heard) -> {
                            long before = heard.first() - 1;
                            for (long position : heard) {
                                for (long missing = before + 1; missing < position; missing++) {
                                    lost.add(stream + ": position " + missing + " never came");
                                }
                                before = position;
                            }
                        });
    }

    private static void missingFiles(Evidence evidence, List<String> lost) {
        for (Accepted push : evidence.accepted()) {
            Fate fate = push.receipt() == null ? null : evidence.fates().get(push.receipt());
            String caseNo = fate == null ? null : fate.caseNo();
            if (caseNo == null || !push.closed()) {
                continue;
            }
            String state = evidence.filed().get(caseNo);
            if (!isEnded(state)) {
                lost.add(
                        "%s is closed, its case file says %s"
                                .formatted(caseNo, state == null ? "nothing" : state));
            }
        }
    }

    private static void twoCases(Evidence evidence, List<String> doubled) {
        Map<String, Set<String>> ofKey = new TreeMap<>();
        evidence.cases()
                .forEach(
                        c ->
                                c.keys()
                                        .forEach(
                                                key ->
                                                        ofKey.computeIfAbsent(
                                                                        key, k -> new HashSet<>())
                                                                .add(c.caseNo())));
        // A source that is told of another case than the receipt names has two as well.
        evidence.told()
                .forEach(t -> ofKey.computeIfAbsent(t.key(), k -> new HashSet<>()).add(t.caseNo()));
        ofKey.forEach(
                (key, cases) -> {
                    if (cases.size() > 1) {
                        doubled.add(key + " has the cases " + cases);
                    }
                });
        evidence.nameless().forEach(c -> doubled.add(c + " is a case no record led to"));
    }

    private static void twoOrders(Evidence evidence, List<String> doubled) {
        Map<String, Set<String>> ofCase = new TreeMap<>();
        evidence.offered()
                .forEach(
                        o ->
                                ofCase.computeIfAbsent(o.caseNo(), c -> new HashSet<>())
                                        .add(o.orderNo()));
        ofCase.forEach(
                (caseNo, orders) -> {
                    if (orders.size() > 1) {
                        doubled.add(caseNo + " has the orders " + orders);
                    }
                });
    }

    private static void twoAnswers(Evidence evidence, List<String> doubled) {
        Map<String, Set<String>> events = new HashMap<>();
        evidence.told()
                .forEach(
                        t ->
                                events.computeIfAbsent(
                                                t.key() + " " + t.kind(), k -> new HashSet<>())
                                        .add(t.eventId()));
        new TreeMap<>(events)
                .forEach(
                        (what, ids) -> {
                            if (ids.size() > 1) {
                                doubled.add(what + " was told as " + ids.size() + " events");
                            }
                        });
    }
}
