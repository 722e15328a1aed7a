package org.fengqiao.reporting.outbound;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.fengqiao.reporting.CaseFile;
import org.jspecify.annotations.Nullable;

/** Reads one case of the projection, within what the caller may see. */
@ApplicationScoped
public class CaseQueries {

    private final Pool pool;

    public CaseQueries(Pool pool) {
        this.pool = pool;
    }

    /** The document of a case within the scope. */
    public Uni<Optional<CaseFile>> file(Scope scope, String caseNo) {
        return pool.preparedQuery(
                        "select body from case_file where" + Scope.SEEN + "and case_no = $5")
                .execute(scope.tuple().addValue(caseNo))
                .map(
                        rows ->
                                rows.size() == 0
                                        ? Optional.empty()
                                        : Optional.of(
                                                CaseFiles.read(
                                                        rows.iterator().next().getString("body"))));
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
                        rows -> {
                            List<JournalLine> lines = new ArrayList<>(rows.size());
                            rows.forEach(row -> lines.add(JournalLine.of(row)));
                            return lines;
                        });
    }

    /** Who, when, which rule. */
    public record JournalLine(
            Instant at,
            String owner,
            String event,
            long sequence,
            String actor,
            @Nullable String unit,
            @Nullable String role,
            @Nullable String rule) {

        static JournalLine of(Row r) {
            return new JournalLine(
                    r.getOffsetDateTime("at").toInstant(),
                    r.getString("owner"),
                    r.getString("type"),
                    r.getLong("sequence"),
                    r.getString("actor"),
                    r.getString("unit"),
                    r.getString("role"),
                    r.getString("rule"));
        }
    }
}
