package org.fengqiao.reporting.outbound;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.fengqiao.clock.Zones;

/** Reads the tally and the clocks that run. Cells of a million cases are some ten thousand. */
@ApplicationScoped
public class CountQueries {

    private final Pool pool;

    public CountQueries(Pool pool) {
        this.pool = pool;
    }

    /** Open and ended cases by stage and risk. */
    public Uni<List<StageCount>> stages(Scope scope) {
        return rows(
                "select kind, a, b, sum(n)::bigint as n from case_tally_now where"
                        + Scope.SEEN
                        + "and kind in ('OPEN', 'ENDED', 'TIMED') group by 1, 2, 3 having sum(n) > 0",
                scope.tuple(),
                r ->
                        new StageCount(
                                r.getString("kind"),
                                r.getString("a"),
                                r.getString("b"),
                                r.getLong("n")));
    }

    /** Running clocks that are not green any more, by stage and light. */
    public Uni<List<LightCount>> lights(Scope scope, Instant now) {
        return rows(
                """
                select stage, case when due_at <= $5 then 'LIGHT_OVERDUE'
                                   when red_at <= $5 then 'LIGHT_RED'
                                   else 'LIGHT_YELLOW' end as light, count(*) as n
                from case_file where
                """
                        + Scope.SEEN
                        + "and yellow_at <= $5 group by 1, 2",
                scope.tuple().addValue(now.atOffset(ZoneOffset.UTC)),
                r -> new LightCount(r.getString("stage"), r.getString("light"), r.getLong("n")));
    }

    /** Registered and closed cases per day of Asia/Shanghai, days without any left out. */
    public Uni<List<DayCount>> days(Scope scope, LocalDate from) {
        return rows(
                """
                select a as day,
                       coalesce(sum(n) filter (where kind = 'REGISTERED'), 0)::bigint as registered,
                       coalesce(sum(n) filter (where kind = 'CLOSED'), 0)::bigint as closed
                from case_tally_now where
                """
                        + Scope.SEEN
                        + "and kind in ('REGISTERED', 'CLOSED') and a >= $5 group by 1 order by 1",
                scope.ofRegion().tuple().addValue(from.toString()),
                r ->
                        new DayCount(
                                LocalDate.parse(r.getString("day")),
                                r.getLong("registered"),
                                r.getLong("closed")));
    }

    /** Registered and closed since then, also for one unit. */
    public Uni<DayCount> since(Scope scope, Instant start) {
        if (scope.unit() == null) {
            LocalDate day = Zones.dateOf(start);
            return days(scope, day)
                    .map(days -> days.isEmpty() ? new DayCount(day, 0, 0) : days.getFirst());
        }
        return rows(
                        "select (select count(*) from case_file where"
                                + Scope.SEEN
                                + "and registered_at >= $5) as registered, (select count(*) from case_file where"
                                + Scope.SEEN
                                + "and closed_at >= $5) as closed",
                        scope.tuple().addValue(start.atOffset(ZoneOffset.UTC)),
                        r ->
                                new DayCount(
                                        Zones.dateOf(start),
                                        r.getLong("registered"),
                                        r.getLong("closed")))
                .map(List::getFirst);
    }

    /** Source → category → unit, the largest streams first. */
    public Uni<List<Flow>> flow(Scope scope, int most) {
        return rows(
                "select a, b, unit, sum(n)::bigint as n from case_tally_now where"
                        + Scope.SEEN
                        + "and kind = 'FLOW' group by 1, 2, 3 having sum(n) > 0 order by 4 desc limit "
                        + most,
                scope.tuple(),
                r ->
                        new Flow(
                                r.getString("a"),
                                r.getString("b"),
                                r.getString("unit"),
                                r.getLong("n")));
    }

    /** Resolved cases by the level that resolved them. */
    public Uni<List<Named>> levels(Scope scope) {
        return rows(
                "select a as name, sum(n)::bigint as n from case_tally_now where"
                        + Scope.SEEN
                        + "and kind = 'LEVEL' group by 1 having sum(n) > 0",
                scope.tuple(),
                r -> new Named(r.getString("name"), r.getLong("n")));
    }

    /** Open cases by region, cut to {@code digits}: counties, or the townships of one. */
    public Uni<List<Named>> regions(Scope scope, int digits) {
        return rows(
                "select rpad(left(region_code, $5), 12, '0') as name, sum(n)::bigint as n from case_tally_now where"
                        + Scope.SEEN
                        + "and kind = 'OPEN' group by 1 having sum(n) > 0 order by 2 desc",
                scope.tuple().addValue(digits),
                r -> new Named(r.getString("name"), r.getLong("n")));
    }

    /** What needs eyes first: clocks that ran out or are red, the longest overdue first. */
    public Uni<List<CaseListItem>> alerts(Scope scope, Instant now, int most) {
        return rows(
                "select"
                        + CaseListItem.COLUMNS
                        + "from case_file where"
                        + Scope.SEEN
                        + "and yellow_at <= $5 and red_at <= $5 order by due_at, case_no limit "
                        + most,
                scope.tuple().addValue(now.atOffset(ZoneOffset.UTC)),
                r -> CaseListItem.of(r, now));
    }

    /** Open cases of one stage, the most urgent first, those without a clock behind them. */
    public Uni<List<CaseListItem>> board(Scope scope, String stage, Instant now, int most) {
        return rows(
                "select"
                        + CaseListItem.COLUMNS
                        + "from case_file where"
                        + Scope.SEEN
                        + "and stage = $5 and not ended order by due_at, registered_at limit "
                        + most,
                scope.tuple().addValue(stage),
                r -> CaseListItem.of(r, now));
    }

    private <T> Uni<List<T>> rows(String sql, Tuple parameters, Function<Row, T> read) {
        return pool.preparedQuery(sql).execute(parameters).map(rows -> list(rows, read));
    }

    private static <T> List<T> list(RowSet<Row> rows, Function<Row, T> read) {
        List<T> found = new ArrayList<>(rows.size());
        rows.forEach(r -> found.add(read.apply(r)));
        return found;
    }

    /** A cell of kind {@code OPEN ENDED TIMED}; of the last, risk is empty. */
    public record StageCount(String kind, String stage, String risk, long n) {}

    /** Cases of a stage whose light is yellow, red or overdue. */
    public record LightCount(String stage, String light, long n) {}

    /** One day. */
    public record DayCount(LocalDate day, long registered, long closed) {}

    /** A stream of cases; unit is empty before the first order. */
    public record Flow(String source, String category, String unit, long n) {}

    /** A code and how many. */
    public record Named(String name, long n) {}
}
