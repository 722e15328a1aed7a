package org.fengqiao.dispatch.outbound;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.fengqiao.dispatch.Assignment;
import org.fengqiao.dispatch.Order;
import org.fengqiao.outbox.EventCodec;
import org.fengqiao.outbox.Sql;
import org.fengqiao.outbox.Story;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The store of assignments. Used inside a transaction of {@code handling} only. */
@ApplicationScoped
public class Assignments {

    private static final Map<String, Class<? extends Assignment>> STATES =
            Map.of(
                    "RECEIVED", Assignment.Received.class,
                    "TRIAGED", Assignment.Triaged.class,
                    "DISPATCHED", Assignment.Dispatched.class,
                    "HANDLING", Assignment.Handling.class,
                    "RESULT_IN", Assignment.ResultIn.class,
                    "ANSWERING", Assignment.Answering.class,
                    "ANSWERED", Assignment.Answered.class,
                    "CONCLUDED", Assignment.Concluded.class,
                    "WITHDRAWN", Assignment.Withdrawn.class);

    /** The assignments of these cases that exist. */
    public Uni<Map<UUID, Kept>> find(Mutiny.Session session, Collection<UUID> cases) {
        return session.find(AssignmentRow.class, cases.toArray())
                .map(
                        rows -> {
                            Map<UUID, Kept> found = new LinkedHashMap<>();
                            for (AssignmentRow row : rows) {
                                if (row != null) {
                                    found.put(row.caseId, new Kept(read(row), row.tail));
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
                        "select cast(case_id as text) from assignment where case_no = $1",
                        caseNo)
                .map(ids -> ids.stream().map(UUID::fromString).toList());
    }

    /** Adds or changes; the version of a loaded row guards against a second writer. */
    public Uni<Void> keep(
            Mutiny.Session session, Assignment state, Story.Tail tail, boolean isNew, Instant at) {
        if (isNew) {
            AssignmentRow row = new AssignmentRow();
            row.caseId = state.matter().caseId();
            row.caseNo = state.matter().caseNo();
            fill(row, state, tail, at);
            return session.persist(row);
        }
        return session.find(AssignmentRow.class, state.matter().caseId())
                .invoke(row -> fill(row, state, tail, at))
                .replaceWithVoid();
    }

    /** Wire-like name of a state, as kept and served. */
    public static String nameOf(Assignment state) {
        return STATES.entrySet().stream()
                .filter(e -> e.getValue().isInstance(state))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }

    private static void fill(AssignmentRow row, Assignment state, Story.Tail tail, Instant at) {
        String body = EventCodec.encode(state);
        if (body.equals(row.body) && tail.equals(row.tail)) {
            // An event that meant nothing to the case: its row is not written.
            return;
        }
        Order order = state.order();
        row.regionCode = state.matter().regionCode();
        row.state = nameOf(state);
        row.onDesk = waitsForPeople(state);
        row.urgent = state.matter().urgent();
        row.category = state.matter().category();
        row.unit = order == null ? null : order.unit();
        row.changedAt = at;
        row.body = body;
        row.tail = tail;
    }

    private static boolean waitsForPeople(Assignment state) {
        return switch (state) {
            case Assignment.Received r -> r.matter().accepted() && !r.waitsForRisk();
            case Assignment.Triaged t -> true;
            case Assignment.ResultIn in -> true;
            case Assignment.Dispatched d -> false;
            case Assignment.Handling h -> false;
            case Assignment.Answering a -> false;
            case Assignment.Answered a -> false;
            case Assignment.Concluded c -> false;
            case Assignment.Withdrawn w -> false;
        };
    }

    private static Assignment read(AssignmentRow row) {
        Class<? extends Assignment> type = STATES.get(row.state);
        if (type == null) {
            throw new IllegalStateException(
                    "unknown state " + row.state + " of case " + row.caseNo);
        }
        try {
            return EventCodec.mapper().readValue(row.body, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(
                    "unreadable state of case " + row.caseNo + ": " + e.getOriginalMessage());
        }
    }

    /** A stored assignment and where its story ended. */
    public record Kept(Assignment state, Story.@Nullable Tail tail) {}
}
