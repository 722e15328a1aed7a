package org.fengqiao.intake.clue;

import org.jspecify.annotations.Nullable;

/** The class a source gave its record, as sent. */
public record SourceCategory(@Nullable String code, @Nullable String text) {}
