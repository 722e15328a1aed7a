package org.fengqiao.intake.outbound;

import java.util.Collection;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Rows as columns, for statements with {@code unnest}. */
final class Columns {

    private Columns() {}

    static <T> @Nullable String[] texts(Collection<T> rows, Function<T, @Nullable String> field) {
        @Nullable String[] values = new String[rows.size()];
        int i = 0;
        for (T row : rows) {
            values[i++] = field.apply(row);
        }
        return values;
    }

    static <T> @Nullable Long[] longs(Collection<T> rows, Function<T, @Nullable Long> field) {
        @Nullable Long[] values = new Long[rows.size()];
        int i = 0;
        for (T row : rows) {
            values[i++] = field.apply(row);
        }
        return values;
    }
}
