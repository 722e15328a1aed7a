package org.fengqiao.reporting.outbound;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.fengqiao.contracts.Light;
import org.jspecify.annotations.Nullable;

/**
 * The list of cases, newest first. Statements hold the conditions that were asked for and no
 * others: {@code $n is null or …} would keep the planner from choosing the index of a rare value.
 */
@ApplicationScoped
public class CaseSearch {

    /** A count beyond this is told as "more than". */
    public static final int COUNTED = 1_000;

    private static final int RARE = 2_000;

    private final Pool pool;

    public CaseSearch(Pool pool) {
        this.pool = pool;
    }

    /** A page of the list that begins after {@code after}. */
    public Uni<List<CaseListItem>> page(
            Scope scope, CaseFilter filter, @Nullable Position after, Instant now, int limit) {
        return rare(filter)
                .chain(rare -> page(new Conditions(scope, filter, now, rare), after, now, limit));
    }

    private Uni<List<CaseListItem>> page(
            Conditions where, @Nullable Position after, Instant now, int limit) {
        if (after != null) {
            where.and(
                    "(registered_at, case_no) < (%s, %s)",
                    after.registeredAt().atOffset(ZoneOffset.UTC), after.caseNo());
        }
        String sql =
                "select"
                        + CaseListItem.COLUMNS
                        + "from case_file where"
                        + where.sql
                        + "order by registered_at desc, case_no desc limit "
                        + limit;
        return pool.preparedQuery(sql)
                .execute(where.parameters)
                .map(
                        rows -> {
                            List<CaseListItem> page = new ArrayList<>(rows.size());
                            rows.forEach(row -> page.add(CaseListItem.of(row, now)));
                            return page;
                        });
    }

    /** How many match, counted no further than {@link #COUNTED} + 1. */
    public Uni<Long> count(Scope scope, CaseFilter filter, Instant now) {
        return rare(filter)
                .chain(
                        rare -> {
                            Conditions where = new Conditions(scope, filter, now, rare);
                            String sql =
                                    "select count(*) from (select from case_file where"
                                            + where.sql
                                            + "limit "
                                            + (COUNTED + 1)
                                            + ") x";
                            return pool.preparedQuery(sql).execute(where.parameters);
                        })
                .map(rows -> rows.iterator().next().getLong(0));
    }

    /**
     * Whether few titles have these words. The planner multiplies the shares of pairs of letters
     * that always come together and takes a common phrase for a rare one, so it is counted.
     */
    private Uni<Boolean> rare(CaseFilter filter) {
        String text = filter.text();
        if (text == null || isNumber(text)) {
            return Uni.createFrom().item(false);
        }
        return pool.preparedQuery(
                        "select count(*) from (select from case_title where grams @> sought_grams($1) limit "
                                + (RARE + 1)
                                + ") x")
                .execute(Tuple.of(text))
                .map(rows -> rows.iterator().next().getLong(0) <= RARE);
    }

    private static boolean isNumber(String text) {
        return text.matches("ZZ\\d*");
    }

    /** Where a page ended: the next one begins behind it, whatever came in meanwhile. */
    public record Position(Instant registeredAt, String caseNo) {}

    private static final class Conditions {

        private final Tuple parameters;
        private final StringBuilder sql = new StringBuilder(Scope.SEEN);

        Conditions(Scope scope, CaseFilter f, Instant now, boolean rare) {
            parameters = scope.within(f.region()).tuple();
            equal("stage", f.stage());
            equal("risk", f.risk());
            equal("source", f.source());
            equal("unit", f.unit());
            if (f.category() != null) {
                // ':' follows the digits.
                and("category >= %s and category < %s", f.category(), f.category() + ":");
            }
            if (f.from() != null) {
                and("registered_at >= %s", f.from().atOffset(ZoneOffset.UTC));
            }
            if (f.until() != null) {
                and("registered_at < %s", f.until().atOffset(ZoneOffset.UTC));
            }
            if (f.demo() != null) {
                sql.append(f.demo() ? "and demo " : "and not demo ");
            }
            if (f.light() != null) {
                light(f.light(), now);
            }
            if (f.text() != null) {
                text(f.text(), rare);
            }
        }

        private void light(Light light, Instant now) {
            Object at = now.atOffset(ZoneOffset.UTC);
            switch (light) {
                case LIGHT_NONE -> sql.append("and due_at is null ");
                case LIGHT_GREEN -> and("yellow_at > %s", at);
                case LIGHT_YELLOW -> and("yellow_at <= %s and red_at > %s", at, at);
                case LIGHT_RED ->
                        and("yellow_at <= %s and red_at <= %s and due_at > %s", at, at, at);
                case LIGHT_OVERDUE -> and("yellow_at <= %s and due_at <= %s", at, at);
            }
        }

        private void text(String text, boolean rare) {
            if (isNumber(text)) {
                and("case_no >= %s and case_no < %s", text, text + ":");
                return;
            }
            if (rare) {
                and(
                        "case_id = any (array(select case_id from case_title where grams @> sought_grams(%s)))",
                        text);
            }
            // The pairs of letters need not stand side by side; a common phrase is found on the
            // way.
            and("position(%s in title) > 0", text);
        }

        private void equal(String column, @Nullable String value) {
            if (value != null) {
                and(column + " = %s", value);
            }
        }

        void and(String condition, Object... values) {
            Object[] places = new Object[values.length];
            for (int i = 0; i < values.length; i++) {
                parameters.addValue(values[i]);
                places[i] = "$" + parameters.size();
            }
            sql.append("and ").append(condition.formatted(places)).append(' ');
        }
    }
}
