package org.fengqiao.contracts;

import java.time.Duration;

/** What dispatch writes to the compacted {@code reference.v1}; key = kind + code. */
public sealed interface ReferenceEvent {

    /**
     * Kind {@code clock}: the offset of the platform clock, obeyed only where {@code
     * FENGQIAO_TEST_CLOCK=true}.
     */
    record ClockMoved(Duration offset) implements ReferenceEvent {}
}
