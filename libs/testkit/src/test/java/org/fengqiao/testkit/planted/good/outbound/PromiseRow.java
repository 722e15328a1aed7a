package org.fengqiao.testkit.planted.good.outbound;

/** A row for its store alone. */
record PromiseRow(String id) {}
