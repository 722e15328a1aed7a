package org.fengqiao.reporting.outbound;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.fengqiao.reporting.CaseFile;
import org.fengqiao.reporting.Lights;
import org.jspecify.annotations.Nullable;

/** Reads the projection; every query carries what the caller may see. */
@ApplicationScoped
public class CaseQueries {

    private static final String SEEN =
            " region_code like $1 and ($2::text is null or unit = $2) and ($3 or secrecy = 'NORMAL') ";

    private final Pool pool;

    public CaseQueries(Pool pool) {
        this.pool = pool;
    }

    /** Latest cases of the scope, filtered. */
    public Uni<List<ListItem>> list(
            Scope scope,
            @Nullable String stage,
            @Nullable String risk,
            @Nullable String text,
            Instant now,
            int limit) {
        Tuple parameters =
                scope.tuple()
                        .addValue(stage)
                        .addValue(risk)
                        .addValue(
                                text == null || text.isBlank()
                                        ? null
                                        : "%" + text.replace("%", "").replace("_", "") + "%")
                        .addValue(limit);
        return pool.preparedQuery(
                        "select case_no, title, category, state, stage, risk, region_code, unit, registered_at, issued_at, due_at from case_file where"
                                + SEEN
                                + """
                                and ($4::text is null or stage = $4) and ($5::text is null or risk = $5)
                                and ($6::text is null or title like $6 or case_no like $6)
                                order by registered_at desc limit $7
                                """)
                .execute(parameters)
                .map(rows -> list(rows, r -> item(r, now)));
    }

    /** Live counts of the scope. */
    public Uni<Counts> counts(Scope scope, Instant now, Instant startOfDay) {
        Tuple parameters =
                scope.tuple()
                        .addValue(now.atOffset(ZoneOffset.UTC))
                        .addValue(startOfDay.atOffset(ZoneOffset.UTC));
        return pool.preparedQuery(
                        """
                        select stage, coalesce(risk, 'RISK_BLUE') as risk,
                               case when due_at is null then 'LIGHT_NONE'
                                    when due_at <= $4 then 'LIGHT_OVERDUE'
                                    when extract(epoch from due_at - $4) <= 0.10 * extract(epoch from due_at - issued_at) then 'LIGHT_RED'
                                    when extract(epoch from due_at - $4) <= 0.25 * extract(epoch from due_at - issued_at) then 'LIGHT_YELLOW'
                                    else 'LIGHT_GREEN' end as light,
                               count(*) as n,
                               count(*) filter (where registered_at >= $5) as registered,
                               count(*) filter (where closed_at >= $5) as closed
                        from case_file where
                        """
                                + SEEN
                                + " group by 1, 2, 3")
                .execute(parameters)
                .map(CaseQueries::counts);
    }

    /** The document of a case within the scope. */
    public Uni<Optional<CaseFile>> file(Scope scope, String caseNo) {
        return pool.preparedQuery("select body from case_file where" + SEEN + "and case_no = $4")
                .execute(scope.tuple().addValue(caseNo))
                .map(
                        rows ->
                                list(rows, r -> CaseFiles.read(r.getString("body"))).stream()
                                        .findFirst());
    }

    /** The journal of a case, in time. */
    public Uni<List<JournalLine>> journal(UUID caseId) {
        return pool.preparedQuery(
                        """
                        select at, owner, type, sequence, actor, unit, role, rule from case_journal
                        where case_id = $1 order by at, owner, sequence
                        """)
                .execute(Tuple.of(caseId))
                .map(
                        rows ->
                                list(
                                        rows,
                                        r ->
                                                new JournalLine(
                                                        r.getOffsetDateTime("at").toInstant(),
                                                        r.getString("owner"),
                                                        r.getString("type"),
                                                        r.getLong("sequence"),
                                                        r.getString("actor"),
                                                        r.getString("unit"),
                                                        r.getString("role"),
                                                        r.getString("rule"))));
    }

    private static Counts counts(RowSet<Row> rows) {
        Map<String, Long> byStage = new LinkedHashMap<>();
        Map<String, Long> byRisk = new LinkedHashMap<>();
        Map<String, Long> byLight = new LinkedHashMap<>();
        long total = 0;
        long registered = 0;
        long closed = 0;
        for (Row row : rows) {
            long n = row.getLong("n");
            byStage.merge(row.getString("stage"), n, Long::sum);
            byRisk.merge(row.getString("risk"), n, Long::sum);
            byLight.merge(row.getString("light"), n, Long::sum);
            total += n;
            registered += row.getLong("registered");
            closed += row.getLong("closed");
        }
        return new Counts(total, byStage, byRisk, byLight, new Today(registered, closed));
    }

    private static ListItem item(Row r, Instant now) {
        Instant due = instant(r.getOffsetDateTime("due_at"));
        String risk = r.getString("risk");
        return new ListItem(
                r.getString("case_no"),
                r.getString("title"),
                r.getString("category"),
                r.getString("stage"),
                Lights.of(instant(r.getOffsetDateTime("issued_at")), due, now).name(),
                risk == null ? "RISK_BLUE" : risk,
                r.getString("region_code"),
                r.getString("unit"),
                r.getOffsetDateTime("registered_at").toInstant(),
                due,
                r.getString("state"));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }

    private static <T> List<T> list(RowSet<Row> rows, Function<Row, T> read) {
        List<T> found = new ArrayList<>(rows.size());
        rows.forEach(r -> found.add(read.apply(r)));
        return found;
    }

    /**
     * What the caller may see.
     *
     * @param regionPrefix prefix of 12-digit codes
     * @param unit only cases of this unit; null for all of the region
     * @param restricted also cases whose circle is restricted
     */
    public record Scope(String regionPrefix, @Nullable String unit, boolean restricted) {
        Tuple tuple() {
            return Tuple.of(regionPrefix + "%", unit, restricted);
        }
    }

    /** One row of the list. */
    public record ListItem(
            String caseNo,
            String title,
            String category,
            String stage,
            String light,
            String risk,
            String regionCode,
            @Nullable String unit,
            Instant registeredAt,
            @Nullable Instant dueAt,
            String state) {}

    /** Live counts. */
    public record Counts(
            long total,
            Map<String, Long> byStage,
            Map<String, Long> byRisk,
            Map<String, Long> byLight,
            Today today) {}

    /** Since midnight, Asia/Shanghai. */
    public record Today(long registered, long closed) {}

    /** Who, when, which rule. */
    public record JournalLine(
            Instant at,
            String owner,
            String event,
            long sequence,
            String actor,
            @Nullable String unit,
            @Nullable String role,
            @Nullable String rule) {}
}
