package org.fengqiao.mediation.outbound;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.fengqiao.mediation.Resolution;
import org.fengqiao.outbox.EventCodec;
import org.fengqiao.outbox.Sql;
import org.fengqiao.outbox.Story;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * The store of resolutions. Writes belong to a transaction of {@code handling}; lists are read on
 * their own.
 */
@ApplicationScoped
public class Resolutions {

    private static final Map<String, Class<? extends Resolution>> STATES =
            Map.of(
                    "OPEN", Resolution.Open.class,
                    "RETURNED", Resolution.Returned.class,
                    "MEDIATING", Resolution.Mediating.class,
                    "AGREED", Resolution.Agreed.class,
                    "FAILED", Resolution.Failed.class,
                    "RESOLVED", Resolution.Resolved.class,
                    "VISITING", Resolution.Visiting.class,
                    "CLOSED", Resolution.Closed.class,
                    "ARCHIVED", Resolution.Archived.class,
                    "REOPENED", Resolution.Reopened.class);

    private final Pool pool;

    public Resolutions(Pool pool) {
        this.pool = pool;
    }

    /** The resolutions of these cases that exist. */
    public Uni<Map<UUID, Kept>> find(Mutiny.Session session, Collection<UUID> cases) {
        return session.find(ResolutionRow.class, cases.toArray())
                .map(
                        rows -> {
                            Map<UUID, Kept> found = new LinkedHashMap<>();
                            for (ResolutionRow row : rows) {
                                if (row != null) {
                                    found.put(
                                            row.caseId,
                                            new Kept(read(row.state, row.body), row.tail));
                                }
                            }
                            return found;
                        });
    }

    /** Case id of a case number. */
    public Uni<List<UUID>> idOf(Mutiny.Session session, String caseNo) {
        return Sql.column(
                        session,
                        String.class,
                        "select cast(case_id as text) from resolution where case_no = $1",
                        caseNo)
                .map(ids -> ids.stream().map(UUID::fromString).toList());
    }

    /** Adds or changes; the version of a loaded row guards against a second writer. */
    public Uni<Void> keep(
            Mutiny.Session session, Resolution state, Story.Tail tail, boolean isNew, Instant at) {
        if (isNew) {
            ResolutionRow row = new ResolutionRow();
            row.caseId = state.matter().caseId();
            row.caseNo = state.matter().caseNo();
            fill(row, state, tail, at);
            return session.persist(row);
        }
        return session.find(ResolutionRow.class, state.matter().caseId())
                .invoke(row -> fill(row, state, tail, at))
                .replaceWithVoid();
    }

    /** Resolutions of a unit, or of a region where {@code unit} is null; latest first. */
    public Uni<List<Line>> list(
            @Nullable String unit, String regionPrefix, @Nullable String state, int limit) {
        // Only what is asked for stands in the statement: each shape has its own index and plan.
        Tuple asked = Tuple.of(regionPrefix + "%", limit);
        String narrower = "";
        if (unit != null) {
            asked.addString(unit);
            narrower += " and unit = $" + asked.size();
        }
        if (state != null) {
            asked.addString(state);
            narrower += " and state = $" + asked.size();
        }
        return pool.preparedQuery(
                        """
                        select case_no, region_code, state, unit, due_at, changed_at from resolution
                        where region_code like $1%s order by changed_at desc limit $2
                        """
                                .formatted(narrower))
                .execute(asked)
                .map(
                        rows -> {
                            List<Line> found = new ArrayList<>();
                            rows.forEach(r -> found.add(line(r)));
                            return found;
                        });
    }

    /** One resolution as it stands. */
    public Uni<Optional<Shown>> show(String caseNo) {
        return pool.preparedQuery(
                        "select case_no, region_code, state, unit, due_at, changed_at, body from resolution where case_no = $1")
                .execute(Tuple.of(caseNo))
                .map(
                        rows -> {
                            if (rows.size() == 0) {
                                return Optional.empty();
                            }
                            Row row = rows.iterator().next();
                            return Optional.of(
                                    new Shown(
                                            line(row),
                                            read(row.getString("state"), row.getString("body"))));
                        });
    }

    /** Wire-like name of a state, as kept and served. */
    public static String nameOf(Resolution state) {
        return STATES.entrySet().stream()
                .filter(e -> e.getValue().isInstance(state))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }

    private static Line line(Row r) {
        var due = r.getOffsetDateTime("due_at");
        return new Line(
                r.getString("case_no"),
                r.getString("region_code"),
                r.getString("state"),
                r.getString("unit"),
                due == null ? null : due.toInstant(),
                r.getOffsetDateTime("changed_at").toInstant());
    }

    private static void fill(ResolutionRow row, Resolution state, Story.Tail tail, Instant at) {
        String body = EventCodec.encode(state);
        if (body.equals(row.body) && tail.equals(row.tail)) {
            // An event that meant nothing to the case: its row is not written.
            return;
        }
        row.regionCode = state.matter().regionCode();
        row.state = nameOf(state);
        row.unit = state.lead().unit();
        // A failed visit is over; no other is due before dispatch has answered.
        row.dueAt =
                state instanceof Resolution.Visiting v && v.failure() == null ? v.dueAt() : null;
        row.changedAt = at;
        row.body = body;
        row.tail = tail;
    }

    private static Resolution read(String state, String body) {
        Class<? extends Resolution> type = STATES.get(state);
        if (type == null) {
            throw new IllegalStateException("unknown state " + state);
        }
        try {
            return EventCodec.mapper().readValue(body, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("unreadable state: " + e.getOriginalMessage());
        }
    }

    /** A stored resolution and where its story ended. */
    public record Kept(Resolution state, Story.@Nullable Tail tail) {}

    /** One row of a list. */
    public record Line(
            String caseNo,
            String regionCode,
            String state,
            @Nullable String unit,
            @Nullable Instant dueAt,
            Instant changedAt) {}

    /** A row with its state. */
    public record Shown(Line line, Resolution state) {}
}
