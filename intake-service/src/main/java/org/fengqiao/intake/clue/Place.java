package org.fengqiao.intake.clue;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Where it happened.
 *
 * @param crs coordinate system of the figures as the source names it, e.g. {@code GCJ02}
 */
public record Place(
        @Nullable String text,
        @Nullable BigDecimal longitude,
        @Nullable BigDecimal latitude,
        @Nullable String crs) {}
