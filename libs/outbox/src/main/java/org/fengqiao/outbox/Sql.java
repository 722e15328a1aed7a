package org.fengqiao.outbox;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hibernate.reactive.mutiny.impl.MutinySessionImpl;
import org.hibernate.reactive.pool.ReactiveConnection;
import org.jspecify.annotations.Nullable;

/**
 * Statements on the connection of a session, so within its transaction, without Hibernate's query
 * layer: that one flushes, interprets and maps with every call and cost a third of the processor
 * time of dispatch under load (ADR 0014). Aggregates stay with Hibernate.
 *
 * <p>Parameters are {@code $1, $2 …}: texts, numbers, booleans, UUIDs or arrays of these; times go
 * as ISO text through {@code cast(cast($1 as text) as timestamptz)}. Nothing is flushed before:
 * call {@code session.flush()} where a statement must see an aggregate just changed.
 */
public final class Sql {

    private Sql() {}

    /** The rows of a statement, column by column; no rows for one that returns none. */
    public static Uni<List<Object[]>> rows(
            Mutiny.Session session, String sql, @Nullable Object... parameters) {
        return Uni.createFrom()
                .completionStage(() -> connection(session).select(sql, single(parameters)))
                .map(
                        result -> {
                            List<Object[]> rows = new ArrayList<>(result.size());
                            result.forEachRemaining(rows::add);
                            return rows;
                        });
    }

    /** The first column of every row. */
    public static <T> Uni<List<T>> column(
            Mutiny.Session session, Class<T> type, String sql, @Nullable Object... parameters) {
        return rows(session, sql, parameters)
                .map(rows -> rows.stream().map(row -> type.cast(row[0])).toList());
    }

    /**
     * The only value of a statement that returns exactly one row.
     *
     * @throws java.util.NoSuchElementException (as failure) if there is no row
     */
    public static <T> Uni<T> value(
            Mutiny.Session session, Class<T> type, String sql, @Nullable Object... parameters) {
        return column(session, type, sql, parameters).map(List::getFirst);
    }

    /** How many rows the statement changed. */
    public static Uni<Integer> update(
            Mutiny.Session session, String sql, @Nullable Object... parameters) {
        return Uni.createFrom()
                .completionStage(() -> connection(session).update(sql, single(parameters)));
    }

    /** An array as the only parameter must be cast to Object, or Java takes it for the list. */
    private static @Nullable Object[] single(@Nullable Object[] parameters) {
        if (parameters.getClass() != Object[].class) {
            throw new IllegalArgumentException("cast the array to Object");
        }
        return parameters;
    }

    /**
     * Runs steps of one transaction in the order given, sending each without waiting for the answer
     * to the one before: one way to the database and back instead of several. A step must not need
     * what another reads. The first failure is the one reported.
     */
    public static Uni<Void> together(Uni<?>... steps) {
        return Uni.combine().all().unis(steps).discardItems();
    }

    /**
     * Hibernate Reactive offers no public way to the connection of a session; this one is checked
     * by a test of commit and rollback.
     */
    private static ReactiveConnection connection(Mutiny.Session session) {
        return ((MutinySessionImpl) session).getReactiveConnection();
    }
}
