package org.fengqiao.intake.outbound;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.fengqiao.contracts.SourceSystem;
import org.fengqiao.intake.Registration;
import org.fengqiao.intake.reception.Ledger;
import org.fengqiao.intake.reception.ReceiptStatus;
import org.jspecify.annotations.Nullable;

/** What a source may ask about its records: one receipt, one day. */
@ApplicationScoped
public class ReceiptViews {

    private final Pool pool;

    ReceiptViews(Pool pool) {
        this.pool = pool;
    }

    /** One receipt as its source sees it; a merged case shows its master. */
    public record ReceiptView(
            UUID receiptId,
            String sourceKey,
            String version,
            ReceiptStatus status,
            @Nullable String caseNo,
            @Nullable String caseCode,
            @Nullable String reason,
            List<Feedback> feedback) {}

    /** An answer the source was given. */
    public record Feedback(String kind, String state, Instant at) {}

    /** A receipt of this system; empty for another system's or none. */
    public Uni<Optional<ReceiptView>> receipt(SourceSystem system, UUID receiptId) {
        return pool.preparedQuery(
                        """
                        select r.receipt_id, r.source_key, r.version, r.status, r.reason,
                               g.case_no, g.case_code, g.state, g.body,
                               a.kind, a.state as answer_state, a.at
                        from receipt r
                        left join registration g on g.case_id = r.case_id
                        left join answer a on a.system = r.system and a.source_key = r.source_key
                        where r.system = $1 and r.receipt_id = $2
                        order by a.at
                        """)
                .execute(Tuple.of(system.name(), receiptId))
                .map(ReceiptViews::view);
    }

    private static Optional<ReceiptView> view(RowSet<Row> rows) {
        List<Feedback> feedback = new ArrayList<>();
        Row first = null;
        for (Row row : rows) {
            first = first == null ? row : first;
            if (row.getString("kind") != null) {
                feedback.add(
                        new Feedback(
                                row.getString("kind"),
                                row.getString("answer_state"),
                                row.getOffsetDateTime("at").toInstant()));
            }
        }
        if (first == null) {
            return Optional.empty();
        }
        String caseNo = first.getString("case_no");
        String caseCode = first.getString("case_code");
        if ("MERGED".equals(first.getString("state"))
                && Registrations.read("MERGED", first.getString("body"))
                        instanceof Registration.Merged merged) {
            caseNo = merged.master().caseNo();
            caseCode = merged.master().caseCode();
        }
        return Optional.of(
                new ReceiptView(
                        first.getUUID("receipt_id"),
                        first.getString("source_key"),
                        first.getString("version"),
                        ReceiptStatus.valueOf(first.getString("status")),
                        caseNo,
                        caseCode,
                        first.getString("reason"),
                        feedback));
    }

    /** The day's ledger; the doors' own counts against the rows. */
    public Uni<Ledger> ledger(SourceSystem system, LocalDate day) {
        Tuple of = Tuple.of(system.name(), day);
        return pool.preparedQuery(
                        """
                        select 'door:' || door || ':' || outcome as what, sum(count)::bigint as n
                          from door_tally where system = $1 and day = $2 group by door, outcome
                        union all
                        select 'offsets', coalesce(sum(to_offset - from_offset), 0)::bigint
                          from door_offset where system = $1 and day = $2
                        union all
                        select 'receipt:' || status, count(*) from receipt
                          where system = $1 and received_on = $2 group by status
                        union all
                        select 'quarantine', count(*) from quarantine where system = $1 and first_on = $2
                        """)
                .execute(of)
                .map(
                        rows -> {
                            Map<String, Long> counts = new HashMap<>();
                            rows.forEach(r -> counts.put(r.getString("what"), r.getLong("n")));
                            return ledger(counts);
                        });
    }

    private static Ledger ledger(Map<String, Long> counts) {
        long http = 0;
        for (String outcome : List.of("RECEIVED", "CONFLICT", "QUARANTINED")) {
            http += counts.getOrDefault("door:HTTP:" + outcome, 0L);
        }
        long kafkaAgain = repeats(counts, "KAFKA");
        long kafka = counts.getOrDefault("offsets", 0L) - kafkaAgain;
        return Ledger.of(
                http + kafka,
                status(counts, ReceiptStatus.REGISTERED),
                status(counts, ReceiptStatus.LINKED),
                status(counts, ReceiptStatus.REFUSED),
                status(counts, ReceiptStatus.INFO_ONLY),
                status(counts, ReceiptStatus.QUARANTINED) + counts.getOrDefault("quarantine", 0L),
                status(counts, ReceiptStatus.SUPERSEDED),
                status(counts, ReceiptStatus.RECEIVED),
                repeats(counts, "HTTP") + kafkaAgain);
    }

    private static long repeats(Map<String, Long> counts, String door) {
        return counts.getOrDefault("door:" + door + ":DUPLICATE", 0L)
                + counts.getOrDefault("door:" + door + ":REPEATED", 0L);
    }

    private static long status(Map<String, Long> counts, ReceiptStatus status) {
        return counts.getOrDefault("receipt:" + status.name(), 0L);
    }
}
