package org.fengqiao.dispatch.outbound;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.fengqiao.contracts.Topics;
import org.fengqiao.dispatch.Order;
import org.jspecify.annotations.Nullable;

/** Reads queues, streams and the desk; never writes. */
@ApplicationScoped
public class OrderQueue {

    private static final String ORDER =
            """
            select o.order_no, o.case_no, o.case_id, o.unit, o.state, o.urgent, o.category, o.title, o.region_code, o.issued_at,
                   o.sign_due_at, o.signed_at, o.due_at, o.due_rule, o.finished_at, e.position
            from work_order o
            join lateral (select position from stream_entry s where s.stream = 'department.' || o.unit || '.v1'
                          and s.subject = o.order_no order by position desc limit 1) e on true
            """;

    private final Pool pool;

    public OrderQueue(Pool pool) {
        this.pool = pool;
    }

    /** Orders of the unit whose last stream entry lies after the position, in stream order. */
    public Uni<List<Line>> orders(String unit, @Nullable String state, long after, int limit) {
        String stream = Topics.department(unit);
        return state == null || state.equals(Order.State.ACCEPTED.name())
                ? ordersByStream(stream, unit, state, after, limit)
                : ordersByState(stream, unit, state, after, limit);
    }

    /** Most orders of a unit are done: the page is cut by walking the stream. */
    private Uni<List<Line>> ordersByStream(
            String stream, String unit, @Nullable String state, long after, int limit) {
        String ofState = state == null ? "" : "and o.state = $5";
        Tuple asked = Tuple.of(stream, after, unit, limit);
        return pool.preparedQuery(
                        """
                        select o.*, e.position from stream_entry e join work_order o on o.order_no = e.subject
                        where e.stream = $1 and e.position > $2 and o.unit = $3 %s
                          and not exists (select 1 from stream_entry later where later.stream = e.stream
                                          and later.subject = e.subject and later.position > e.position)
                        order by e.position limit $4
                        """
                                .formatted(ofState))
                .execute(state == null ? asked : asked.addString(state))
                .map(rows -> list(rows, OrderQueue::line));
    }

    /** Few orders are in any other state: they are found first, then their places. */
    private Uni<List<Line>> ordersByState(
            String stream, String unit, String state, long after, int limit) {
        return pool.preparedQuery(
                        """
                        select o.*, e.position from work_order o
                        cross join lateral (select max(position) as position from stream_entry
                                            where stream = $1 and subject = o.order_no) e
                        where e.position > $2 and o.unit = $3 and o.state = $5
                        order by e.position limit $4
                        """)
                .execute(Tuple.of(stream, after, unit, limit, state))
                .map(rows -> list(rows, OrderQueue::line));
    }

    /** One order of the unit. */
    public Uni<Optional<Line>> order(String unit, String orderNo) {
        return pool.preparedQuery(ORDER + " where o.order_no = $1 and o.unit = $2")
                .execute(Tuple.of(orderNo, unit))
                .map(rows -> list(rows, OrderQueue::line).stream().findFirst());
    }

    /** Entries of a stream after the position. */
    public Uni<List<Entry>> stream(String stream, long after, int limit) {
        return pool.preparedQuery(
                        """
                        select position, event_id, type, subject, payload, created_at from stream_entry
                        where stream = $1 and position > $2 order by position limit $3
                        """)
                .execute(Tuple.of(stream, after, limit))
                .map(
                        rows ->
                                list(
                                        rows,
                                        r ->
                                                new Entry(
                                                        r.getLong("position"),
                                                        r.getUUID("event_id").toString(),
                                                        r.getString("type"),
                                                        r.getString("subject"),
                                                        r.getString("payload"),
                                                        r.getOffsetDateTime("created_at")
                                                                .toInstant())));
    }

    /** What waits for a person in the region, urgent first, oldest first. */
    public Uni<List<DeskLine>> desk(String regionPrefix, int limit) {
        return pool.preparedQuery(
                        """
                        select case_no, region_code, state, urgent, category, unit, changed_at from assignment
                        where on_desk and region_code like $1 order by urgent desc, changed_at limit $2
                        """)
                .execute(Tuple.of(regionPrefix + "%", limit))
                .map(
                        rows ->
                                list(
                                        rows,
                                        r ->
                                                new DeskLine(
                                                        r.getString("case_no"),
                                                        r.getString("region_code"),
                                                        r.getString("state"),
                                                        r.getBoolean("urgent"),
                                                        r.getString("category"),
                                                        r.getString("unit"),
                                                        r.getOffsetDateTime("changed_at")
                                                                .toInstant())));
    }

    /** Division and state of a case, for the right to act on it. */
    public Uni<Optional<DeskLine>> assignment(String caseNo) {
        return pool.preparedQuery(
                        "select case_no, region_code, state, urgent, category, unit, changed_at from assignment where case_no = $1")
                .execute(Tuple.of(caseNo))
                .map(
                        rows ->
                                list(
                                                rows,
                                                r ->
                                                        new DeskLine(
                                                                r.getString("case_no"),
                                                                r.getString("region_code"),
                                                                r.getString("state"),
                                                                r.getBoolean("urgent"),
                                                                r.getString("category"),
                                                                r.getString("unit"),
                                                                r.getOffsetDateTime("changed_at")
                                                                        .toInstant()))
                                        .stream()
                                        .findFirst());
    }

    private static Line line(Row r) {
        return new Line(
                r.getString("order_no"),
                r.getString("case_no"),
                r.getUUID("case_id").toString(),
                "HANDLE",
                r.getString("state"),
                r.getString("title"),
                "请依法办理并按时反馈:" + r.getString("title"),
                r.getBoolean("urgent"),
                r.getString("category"),
                r.getString("region_code"),
                instant(r, "issued_at"),
                instant(r, "sign_due_at"),
                instant(r, "signed_at"),
                instant(r, "due_at"),
                r.getString("due_rule"),
                instant(r, "finished_at"),
                r.getLong("position"));
    }

    private static @Nullable Instant instant(Row r, String column) {
        var at = r.getOffsetDateTime(column);
        return at == null ? null : at.toInstant();
    }

    private static <T> List<T> list(RowSet<Row> rows, Function<Row, T> read) {
        List<T> found = new ArrayList<>(rows.size());
        rows.forEach(r -> found.add(read.apply(r)));
        return found;
    }

    /** An order as its unit reads it (INTERFACES §3). */
    public record Line(
            String orderNo,
            String caseNo,
            String caseId,
            String kind,
            String state,
            String title,
            String requirement,
            boolean urgent,
            String category,
            String regionCode,
            @Nullable Instant issuedAt,
            @Nullable Instant signDueAt,
            @Nullable Instant signedAt,
            @Nullable Instant dueAt,
            String dueRule,
            @Nullable Instant finishedAt,
            long position) {}

    /** A stream entry. */
    public record Entry(
            long position, String id, String type, String subject, String payload, Instant at) {}

    /** A case on the desk. */
    public record DeskLine(
            String caseNo,
            String regionCode,
            String state,
            boolean urgent,
            String category,
            @Nullable String unit,
            Instant changedAt) {}
}
