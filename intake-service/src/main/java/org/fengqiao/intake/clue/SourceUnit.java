package org.fengqiao.intake.clue;

import org.jspecify.annotations.Nullable;

/**
 * The unit that sent the record or holds it in its own system.
 *
 * @param handler the official in charge there, as sent
 */
public record SourceUnit(@Nullable String code, @Nullable String name, @Nullable String handler) {}
