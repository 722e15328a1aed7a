package org.fengqiao.intake.outbound;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;

/**
 * Serials 1, 2, 3 … of a scope, leased in blocks apart from any transaction, so that cases of one
 * county do not queue behind one row. What a process leased and did not use is a gap.
 */
@ApplicationScoped
public class Serials {

    private static final int BLOCK = 50;

    private final Pool pool;
    private final Map<String, Block> blocks = new ConcurrentHashMap<>();

    private record Block(long next, long end) {}

    Serials(Pool pool) {
        this.pool = pool;
    }

    /**
     * So many serials of the scope, ascending.
     *
     * @param scope {@code case:<region6>:<yyyyMMdd>} or {@code notice:<region6>:<yyyy>}
     */
    public Uni<List<Integer>> lease(String scope, int count) {
        List<Integer> taken = take(scope, count);
        if (taken.size() == count) {
            return Uni.createFrom().item(taken);
        }
        int more = Math.max(BLOCK, count - taken.size());
        return pool.preparedQuery(
                        """
                        insert into serial (scope, next) values ($1, 1 + $2)
                        on conflict (scope) do update set next = serial.next + $2
                        returning next
                        """)
                .execute(Tuple.of(scope, (long) more))
                .map(
                        rows -> {
                            long end = rows.iterator().next().getLong(0);
                            // two leases at once: the later block wins, the rest of the other is a
                            // gap
                            blocks.put(scope, new Block(end - more, end));
                            return taken;
                        })
                .chain(
                        first ->
                                lease(scope, count - first.size())
                                        .map(
                                                rest -> {
                                                    List<Integer> all = new ArrayList<>(first);
                                                    all.addAll(rest);
                                                    return all;
                                                }));
    }

    private List<Integer> take(String scope, int count) {
        List<Integer> taken = new ArrayList<>();
        blocks.computeIfPresent(
                scope,
                (s, block) -> {
                    long to = Math.min(block.end(), block.next() + count);
                    LongStream.range(block.next(), to).forEach(n -> taken.add((int) n));
                    return to == block.end() ? null : new Block(to, block.end());
                });
        return taken;
    }
}
