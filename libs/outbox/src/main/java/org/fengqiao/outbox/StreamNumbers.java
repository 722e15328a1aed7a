package org.fengqiao.outbox;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * Numbers the entries of streams 1, 2, 3 … in publishing order. Positions are committed before
 * anything is sent: had they been drawn in the sending transaction, a crash after the send could
 * give an entry another number than its readers saw.
 */
final class StreamNumbers {

    private StreamNumbers() {}

    static Uni<Void> give(SqlConnection connection) {
        return connection
                .preparedQuery(
                        "select 1 from outbox where stream is not null and position is null limit 1")
                .execute()
                .chain(
                        rows ->
                                rows.size() == 0
                                        ? Uni.createFrom().voidItem()
                                        : Shards.lock(connection)
                                                .chain(shards -> give(connection, shards)));
    }

    private static Uni<Void> give(SqlConnection connection, Integer[] shards) {
        return connection
                .preparedQuery(
                        """
                        with unnumbered as (
                            select id, stream, row_number() over (partition by stream order by id) as n
                            from outbox where stream is not null and position is null and shard = any($1)
                        ), counted as (
                            select stream, count(*) as n from unnumbered group by stream
                        ), head as (
                            insert into stream_head (stream, position) select stream, n from counted
                            on conflict (stream) do update set position = stream_head.position + excluded.position
                            returning stream, position
                        ), numbered as (
                            update outbox o set position = h.position - c.n + u.n
                            from unnumbered u join counted c using (stream) join head h using (stream)
                            where o.id = u.id
                            returning o.*
                        )
                        insert into stream_entry (stream, position, event_id, type, subject, key, headers, payload, created_at)
                        select stream, position, event_id, type, subject, key, headers, payload, created_at from numbered
                        """)
                .execute(Tuple.of(shards))
                .replaceWithVoid();
    }
}
