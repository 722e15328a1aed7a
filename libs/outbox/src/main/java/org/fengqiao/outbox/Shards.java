package org.fengqiao.outbox;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;

/** The shards of keys: one relay at a time works on a shard. */
final class Shards {

    /**
     * Advisory locks of shards share one name space, apart from those of cases (one 64-bit key).
     */
    private static final int LOCKS = 4711;

    private Shards() {}

    /** Locks the shards no other relay works on, until the transaction ends. */
    static Uni<Integer[]> lock(SqlConnection connection) {
        return connection
                .preparedQuery(
                        "select s from generate_series(0, $1 - 1) as s where pg_try_advisory_xact_lock($2, s)")
                .execute(Tuple.of(Outbox.SHARDS, LOCKS))
                .map(
                        rows -> {
                            List<Integer> shards = new ArrayList<>(rows.size());
                            for (Row row : rows) {
                                shards.add(row.getInteger(0));
                            }
                            return shards.toArray(Integer[]::new);
                        });
    }
}
