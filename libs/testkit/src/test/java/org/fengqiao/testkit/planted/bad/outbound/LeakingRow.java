package org.fengqiao.testkit.planted.bad.outbound;

/** A row everybody can use. */
public record LeakingRow(String id) {}
