package org.fengqiao.reporting;

import java.time.Instant;

/** 调解会. */
public record SessionLine(int no, Instant heldAt, String mode, String type) {}
