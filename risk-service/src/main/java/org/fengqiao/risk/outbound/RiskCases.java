package org.fengqiao.risk.outbound;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.fengqiao.contracts.Flag;
import org.fengqiao.contracts.RiskLevel;
import org.fengqiao.outbox.Sql;
import org.fengqiao.outbox.Story;
import org.fengqiao.risk.RiskCase;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * The store of risk cases. Writes belong to a transaction of {@code handling}; lists are read on
 * their own.
 */
@ApplicationScoped
public class RiskCases {

    private final Pool pool;

    public RiskCases(Pool pool) {
        this.pool = pool;
    }

    public Uni<Map<UUID, Kept>> find(Mutiny.Session session, Collection<UUID> cases) {
        return session.find(RiskCaseRow.class, cases.toArray())
                .map(
                        rows -> {
                            Map<UUID, Kept> found = new LinkedHashMap<>();
                            for (RiskCaseRow row : rows) {
                                if (row != null) {
                                    found.put(row.caseId, new Kept(read(row), row.tail));
                                }
                            }
                            return found;
                        });
    }

    public Uni<List<UUID>> idOf(Mutiny.Session session, String caseNo) {
        return Sql.column(
                        session,
                        String.class,
                        "select cast(case_id as text) from risk_case where case_no = $1",
                        caseNo)
                .map(ids -> ids.stream().map(UUID::fromString).toList());
    }

    public Uni<Void> keep(
            Mutiny.Session session, RiskCase risk, Story.Tail tail, boolean isNew, Instant at) {
        if (isNew) {
            RiskCaseRow row = new RiskCaseRow();
            row.caseId = risk.caseId();
            row.caseNo = risk.caseNo();
            fill(row, risk, tail, at);
            return session.persist(row);
        }
        return session.find(RiskCaseRow.class, risk.caseId())
                .invoke(row -> fill(row, risk, tail, at))
                .replaceWithVoid();
    }

    /** Cases of the region at that level or any, latest first. */
    public Uni<List<Line>> list(String regionPrefix, @Nullable String level, int limit) {
        return pool.preparedQuery(
                        """
                        select case_no, region_code, category, level, score, control, assessed_at from risk_case
                        where region_code like $1 and ($2::text is null or level = $2) order by assessed_at desc limit $3
                        """)
                .execute(Tuple.of(regionPrefix + "%", level, limit))
                .map(
                        rows -> {
                            List<Line> found = new ArrayList<>();
                            rows.forEach(
                                    r ->
                                            found.add(
                                                    new Line(
                                                            r.getString("case_no"),
                                                            r.getString("region_code"),
                                                            r.getString("category"),
                                                            r.getString("level"),
                                                            r.getInteger("score"),
                                                            r.getString("control"))));
                            return found;
                        });
    }

    /** Division of a case, for the right to act on it. */
    public Uni<Optional<String>> regionOf(String caseNo) {
        return pool.preparedQuery("select region_code from risk_case where case_no = $1")
                .execute(Tuple.of(caseNo))
                .map(
                        rows ->
                                rows.size() == 0
                                        ? Optional.empty()
                                        : Optional.of(rows.iterator().next().getString(0)));
    }

    private static void fill(RiskCaseRow row, RiskCase risk, Story.Tail tail, Instant at) {
        row.regionCode = risk.regionCode();
        row.category = risk.category();
        row.flags = risk.flags().stream().map(Flag::name).sorted().collect(Collectors.joining(","));
        row.involvedPersons = risk.involvedPersons();
        row.level = risk.level() == null ? null : risk.level().name();
        row.score = risk.score();
        row.control = risk.control().name();
        row.assessedAt = at;
        row.tail = tail;
    }

    private static RiskCase read(RiskCaseRow row) {
        Set<Flag> flags =
                Arrays.stream(row.flags.split(","))
                        .filter(f -> !f.isEmpty())
                        .map(Flag::valueOf)
                        .collect(Collectors.toSet());
        return new RiskCase(
                row.caseId,
                row.caseNo,
                row.regionCode,
                row.category,
                flags,
                row.involvedPersons,
                row.level == null ? null : RiskLevel.valueOf(row.level),
                row.score,
                RiskCase.Control.valueOf(row.control));
    }

    /** A stored case and where its story ended. */
    public record Kept(RiskCase risk, Story.Tail tail) {}

    /** One row of the board. */
    public record Line(
            String caseNo,
            String regionCode,
            String category,
            @Nullable String level,
            int score,
            String control) {}
}
