package org.fengqiao.simulators;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;

/** Whose turn it is: the open cases, each with the moment of its next step. Not thread-safe. */
final class Rota {

    private final PriorityQueue<Entry> queue =
            new PriorityQueue<>(Comparator.comparingLong(Entry::due));
    private final Map<String, Entry> entries = new HashMap<>();

    /**
     * An open case.
     *
     * @param unit that has it, empty before the first order
     * @param due milliseconds of the clock the rota is asked with
     */
    record Entry(String caseNo, String county, String unit, long due) {

        Entry at(String newUnit, long newDue) {
            return new Entry(caseNo, county, newUnit, newDue);
        }
    }

    /** Takes a case up; one that is known keeps its turn. True if it is new. */
    boolean meet(Entry entry) {
        if (entries.putIfAbsent(entry.caseNo(), entry) != null) {
            return false;
        }
        return queue.add(entry);
    }

    /** The case that is due longest; it stays out of turn until {@link #again} or {@link #end}. */
    Optional<Entry> next(long now) {
        Entry first = queue.peek();
        return first == null || first.due() > now ? Optional.empty() : Optional.of(queue.remove());
    }

    /** Gives a case its next turn. */
    void again(Entry entry) {
        entries.put(entry.caseNo(), entry);
        queue.add(entry);
    }

    /** Forgets a case that is over. */
    void end(Entry entry) {
        entries.remove(entry.caseNo());
    }

    /** How many cases are open. */
    int size() {
        return entries.size();
    }

    /** How many of them that unit has. */
    long with(String unit) {
        return entries.values().stream().filter(e -> e.unit().equals(unit)).count();
    }
}
