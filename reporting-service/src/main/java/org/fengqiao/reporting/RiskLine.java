package org.fengqiao.reporting;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** 风险. */
public record RiskLine(
        String level, int score, @Nullable String hardRule, List<String> factors, Instant at) {}
