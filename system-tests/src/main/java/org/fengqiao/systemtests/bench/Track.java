package org.fengqiao.systemtests.bench;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * One record on its way, as the world outside sees it. Times are {@link System#nanoTime()}, 0 while
 * it has not happened.
 */
final class Track {

    final String key;

    /** When it should have been sent: what every delay is measured from. */
    final long due;

    volatile int status;
    volatile long answered;
    volatile @Nullable String receipt;
    volatile @Nullable String caseNo;
    volatile long finishedTold;
    volatile long visitPosted;
    volatile long visitTold;

    /** CloudEvent ids of the answers: one may come twice, two of a kind must not. */
    final Set<String> finishedAnswers = ConcurrentHashMap.newKeySet();

    final Set<String> visitedAnswers = ConcurrentHashMap.newKeySet();

    Track(String key, long due) {
        this.key = key;
        this.due = due;
    }

    boolean isAccepted() {
        return status == 202;
    }
}
