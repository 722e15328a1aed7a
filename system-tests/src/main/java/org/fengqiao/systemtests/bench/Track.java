package org.fengqiao.systemtests.bench;

import org.fengqiao.simulators.World;
import org.jspecify.annotations.Nullable;

/**
 * One record on its way, as the world outside sees it. Times are {@link System#nanoTime()}, 0 while
 * it has not happened.
 */
final class Track {

    /** What is pushed; kept because a push that failed is sent again as it was. */
    final World.Push record;

    /** When it should have been sent: what every delay is measured from. */
    final long due;

    volatile boolean accepted;

    /** Why it was not accepted; null if it was. */
    volatile @Nullable String refusal;

    volatile long answered;

    /** Null until it is known: a record that came by Kafka learns it last. */
    volatile @Nullable String receipt;

    volatile @Nullable String caseNo;
    volatile long finishedTold;
    volatile long visitPosted;
    volatile long visitTold;

    Track(World.Push record, long due) {
        this.record = record;
        this.due = due;
    }

    String key() {
        return record.key();
    }

    String system() {
        return record.source().system();
    }
}
