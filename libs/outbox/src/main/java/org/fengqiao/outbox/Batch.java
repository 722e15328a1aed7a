package org.fengqiao.outbox;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Events on their way through a handler. It remembers which of them, or of those that had waited
 * for them, the handler has in hand, so that a failure can be laid to the right one; and it can
 * limit a transaction to one event. Handlers see a plain list and pass it to {@link
 * SequenceCheck#admit}.
 */
final class Batch extends AbstractList<Arrival> {

    private final List<Arrival> arrivals;
    private final Set<UUID> cases;
    private final boolean single;
    private volatile @Nullable Arrival handedOut;

    Batch(Collection<Arrival> arrivals) {
        this(arrivals, casesOf(arrivals), false);
    }

    private Batch(Collection<Arrival> arrivals, Set<UUID> cases, boolean single) {
        this.arrivals = List.copyOf(arrivals);
        this.cases = cases;
        this.single = single;
    }

    /** Nothing new, only what waits for the case. */
    static Batch ofCase(UUID caseId) {
        return new Batch(List.of(), Set.of(caseId), false);
    }

    private static Set<UUID> casesOf(Collection<Arrival> arrivals) {
        Set<UUID> cases = new LinkedHashSet<>();
        arrivals.forEach(a -> cases.add(a.caseId()));
        return cases;
    }

    @Override
    public Arrival get(int index) {
        return arrivals.get(index);
    }

    @Override
    public int size() {
        return arrivals.size();
    }

    Set<UUID> cases() {
        return cases;
    }

    List<Batch> byCase() {
        Map<UUID, List<Arrival>> parts = new LinkedHashMap<>();
        cases.forEach(c -> parts.put(c, new ArrayList<>()));
        arrivals.forEach(a -> parts.computeIfAbsent(a.caseId(), c -> new ArrayList<>()).add(a));
        List<Batch> batches = new ArrayList<>();
        parts.forEach((c, part) -> batches.add(new Batch(part, Set.of(c), false)));
        return batches;
    }

    /** The same events, of which a transaction is handed one at most. */
    Batch oneAtATime() {
        List<Arrival> ordered = new ArrayList<>(arrivals);
        ordered.sort(Comparator.comparingLong(Arrival::sequence));
        return new Batch(ordered, cases, true);
    }

    /** A transaction begins, perhaps not for the first time. */
    void begin() {
        handedOut = null;
    }

    void handOut(Arrival arrival) {
        handedOut = arrival;
    }

    boolean isSpent() {
        return single && handedOut != null;
    }

    /** The event last handed to the handler. */
    Optional<Arrival> handedOut() {
        return Optional.ofNullable(handedOut);
    }

    Optional<Arrival> first() {
        return arrivals.stream().findFirst();
    }

    List<Arrival> behindFirst() {
        return arrivals.stream().skip(1).toList();
    }

    // Two deliveries of the same events are two batches.
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
