package org.fengqiao.testkit.planted.bad;

import org.fengqiao.testkit.planted.bad.outbound.LeakingRow;

/** A domain class that knows a layer. */
record CoreThatKnowsItsStore(LeakingRow row) {}
