package org.fengqiao.systemtests.bench;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** What was answered otherwise than asked, counted by what it was. Thread-safe. */
final class Errors {

    private final Map<String, Integer> counts = new ConcurrentHashMap<>();

    void count(String what) {
        counts.merge(what, 1, Integer::sum);
    }

    /** By name. */
    Map<String, Integer> all() {
        return new TreeMap<>(counts);
    }

    /** What has come since. */
    Map<String, Integer> since(Map<String, Integer> before) {
        Map<String, Integer> more = new TreeMap<>();
        counts.forEach(
                (what, n) -> {
                    int grown = n - before.getOrDefault(what, 0);
                    if (grown > 0) {
                        more.put(what, grown);
                    }
                });
        return more;
    }
}
