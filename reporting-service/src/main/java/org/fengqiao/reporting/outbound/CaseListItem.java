package org.fengqiao.reporting.outbound;

import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
import org.fengqiao.contracts.RiskLevel;
import org.fengqiao.reporting.Lights;
import org.jspecify.annotations.Nullable;

/** A case in a list or on the board. */
public record CaseListItem(
        String caseNo,
        String title,
        String category,
        String stage,
        String light,
        String risk,
        String regionCode,
        @Nullable String unit,
        String source,
        Instant registeredAt,
        @Nullable Instant dueAt,
        String state,
        boolean demo) {

    static final String COLUMNS =
            " case_no, title, category, state, stage, risk, region_code, unit, source, demo, registered_at, issued_at, due_at ";

    static CaseListItem of(Row r, Instant now) {
        Instant due = instant(r.getOffsetDateTime("due_at"));
        return new CaseListItem(
                r.getString("case_no"),
                r.getString("title"),
                r.getString("category"),
                r.getString("stage"),
                Lights.of(instant(r.getOffsetDateTime("issued_at")), due, now).name(),
                Objects.requireNonNullElse(r.getString("risk"), RiskLevel.RISK_BLUE.name()),
                r.getString("region_code"),
                r.getString("unit"),
                r.getString("source"),
                r.getOffsetDateTime("registered_at").toInstant(),
                due,
                r.getString("state"),
                r.getBoolean("demo"));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }
}
