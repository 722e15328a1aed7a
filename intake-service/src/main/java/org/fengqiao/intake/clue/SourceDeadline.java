package org.fengqiao.intake.clue;

import java.time.Instant;

/**
 * A deadline as the source sent it; sources send several, the tightest governs later.
 *
 * @param label the source's own field name
 */
public record SourceDeadline(String label, Instant dueAt) {}
