package org.fengqiao.mediation.outbound;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.fengqiao.contracts.RiskLevel;
import org.fengqiao.mediation.RiskSeen;
import org.fengqiao.outbox.Sql;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** What risk said of cases without an order. */
@ApplicationScoped
public class RisksSeen {

    public Uni<Map<UUID, RiskSeen>> find(Mutiny.Session session, Collection<UUID> cases) {
        if (cases.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return Sql.rows(
                        session,
                        """
                        select cast(case_id as text), level, control_started, control_released from risk_seen
                        where case_id = any(cast($1 as uuid[]))
                        """,
                        (Object) cases.toArray(UUID[]::new))
                .map(
                        rows -> {
                            Map<UUID, RiskSeen> found = new HashMap<>();
                            rows.forEach(r -> found.put(UUID.fromString((String) r[0]), read(r)));
                            return found;
                        });
    }

    public Uni<Void> keep(Mutiny.Session session, Map<UUID, RiskSeen> seen) {
        if (seen.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<Map.Entry<UUID, RiskSeen>> rows = List.copyOf(seen.entrySet());
        return Sql.update(
                        session,
                        """
                        insert into risk_seen (case_id, level, control_started, control_released)
                        select cast(c as uuid), l, cast(s as boolean), cast(r as boolean)
                        from unnest(cast($1 as text[]), cast($2 as text[]), cast($3 as text[]), cast($4 as text[])) as x(c, l, s, r)
                        on conflict (case_id) do update set level = excluded.level,
                            control_started = excluded.control_started, control_released = excluded.control_released
                        """,
                        texts(rows, e -> e.getKey().toString()),
                        texts(rows, e -> name(e.getValue().level())),
                        texts(rows, e -> Boolean.toString(e.getValue().controlStarted())),
                        texts(rows, e -> Boolean.toString(e.getValue().controlReleased())))
                .replaceWithVoid();
    }

    /** The cases have a resolution now, which knows it. */
    public Uni<Void> forget(Mutiny.Session session, Collection<UUID> cases) {
        if (cases.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return Sql.update(
                        session,
                        "delete from risk_seen where case_id = any(cast($1 as uuid[]))",
                        (Object) cases.toArray(UUID[]::new))
                .replaceWithVoid();
    }

    private static RiskSeen read(Object[] row) {
        String level = (String) row[1];
        return new RiskSeen(
                level == null ? null : RiskLevel.valueOf(level),
                (Boolean) row[2],
                (Boolean) row[3]);
    }

    private static @Nullable String name(@Nullable RiskLevel level) {
        return level == null ? null : level.name();
    }

    private static @Nullable String[] texts(
            List<Map.Entry<UUID, RiskSeen>> rows,
            Function<Map.Entry<UUID, RiskSeen>, @Nullable String> field) {
        return rows.stream().map(field).toArray(String[]::new);
    }
}
