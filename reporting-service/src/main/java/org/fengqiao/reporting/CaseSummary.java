package org.fengqiao.reporting;

import java.time.Instant;
import org.fengqiao.contracts.RiskLevel;
import org.jspecify.annotations.Nullable;

/**
 * What lists, boards and counts need of a case file.
 *
 * @param unit the unit that had the case last
 * @param source wire name of the first record's system
 * @param level where it was resolved, once it is
 * @param issuedAt of the order whose clock runs
 */
public record CaseSummary(
        String regionCode,
        @Nullable String unit,
        String secrecy,
        String source,
        String category,
        CaseState state,
        RiskLevel risk,
        @Nullable Level level,
        Instant registeredAt,
        @Nullable Instant closedAt,
        @Nullable Instant issuedAt,
        @Nullable Instant dueAt) {

    public static CaseSummary of(CaseFile file) {
        OrderLine open = file.openOrder();
        CaseState state = file.state();
        String unit = file.unit();
        return new CaseSummary(
                file.regionCode,
                unit,
                file.secrecy.name(),
                file.records.isEmpty() ? "" : file.records.getFirst().system(),
                file.category,
                state,
                file.risk == null ? RiskLevel.RISK_BLUE : file.risk,
                state.resolved() && unit != null ? Level.of(unit) : null,
                file.registeredAt,
                file.closedAt,
                open == null ? null : open.issuedAt(),
                open == null ? null : open.dueAt());
    }
}
