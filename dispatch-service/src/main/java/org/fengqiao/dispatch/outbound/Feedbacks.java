package org.fengqiao.dispatch.outbound;

import static org.fengqiao.dispatch.outbound.WorkOrders.texts;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.fengqiao.contracts.DispatchEvent.Answer;
import org.fengqiao.contracts.FeedbackKind;
import org.fengqiao.contracts.FeedbackState;
import org.fengqiao.contracts.SourceSystem;
import org.fengqiao.outbox.Sql;
import org.hibernate.reactive.mutiny.Mutiny;

/** Every answer owed to a source record and whether it was delivered. */
@ApplicationScoped
public class Feedbacks {

    /** The answers of these cases, whatever their state. */
    public Uni<Map<UUID, List<Owed>>> of(Mutiny.Session session, Collection<UUID> cases) {
        if (cases.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return Sql.rows(
                        session,
                        """
                        select cast(case_id as text), system, source_key, kind, state,
                               to_char(coalesce(delivered_at, requested_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), round
                        from feedback where case_id = any(cast($1 as uuid[]))
                        """,
                        (Object) cases.toArray(UUID[]::new))
                .map(
                        rows -> {
                            Map<UUID, List<Owed>> found = new LinkedHashMap<>();
                            for (Object[] row : rows) {
                                Answer answer =
                                        new Answer(
                                                SourceSystem.valueOf((String) row[1]),
                                                (String) row[2],
                                                FeedbackKind.valueOf((String) row[3]),
                                                FeedbackState.valueOf((String) row[4]),
                                                Instant.parse((String) row[5]));
                                found.computeIfAbsent(
                                                UUID.fromString((String) row[0]),
                                                c -> new ArrayList<>())
                                        .add(
                                                new Owed(
                                                        UUID.fromString((String) row[0]),
                                                        answer,
                                                        ((Number) row[6]).intValue(),
                                                        null));
                            }
                            return found;
                        });
    }

    public Uni<Void> keep(Mutiny.Session session, List<Owed> owed) {
        if (owed.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return Sql.update(
                        session,
                        """
                        insert into feedback (case_id, system, source_key, kind, state, event_id, requested_at, round)
                        select cast(c as uuid), s, k, kd, st, cast(e as uuid), cast(a as timestamptz), cast(r as integer)
                        from unnest(cast($1 as text[]), cast($2 as text[]), cast($3 as text[]), cast($4 as text[]),
                                    cast($5 as text[]), cast($6 as text[]), cast($7 as text[]), cast($8 as text[]))
                             as x(c, s, k, kd, st, e, a, r)
                        """,
                        texts(owed, o -> o.caseId().toString()),
                        texts(owed, o -> o.answer().system().name()),
                        texts(owed, o -> o.answer().sourceKey()),
                        texts(owed, o -> o.answer().kind().name()),
                        texts(owed, o -> o.answer().state().name()),
                        texts(owed, o -> String.valueOf(o.eventId())),
                        texts(owed, o -> o.answer().at().toString()),
                        texts(owed, o -> Integer.toString(o.round())))
                .replaceWithVoid();
    }

    /** Takes what the relay delivered since; each entry is taken once, by one replica. */
    public Uni<List<UUID>> takeDelivered(Mutiny.Session session, int most) {
        return Sql.column(
                        session,
                        String.class,
                        """
                        delete from stream_delivery where event_id in
                            (select event_id from stream_delivery order by delivered_at limit $1 for update skip locked)
                        returning cast(event_id as text)
                        """,
                        most)
                .map(ids -> ids.stream().map(UUID::fromString).toList());
    }

    /** The cases these answers belong to. */
    public Uni<List<UUID>> casesOf(Mutiny.Session session, Collection<UUID> events) {
        return Sql.column(
                        session,
                        String.class,
                        "select distinct cast(case_id as text) from feedback where event_id = any(cast($1 as uuid[]))",
                        (Object) events.toArray(UUID[]::new))
                .map(ids -> ids.stream().map(UUID::fromString).toList());
    }

    public Uni<Void> markDelivered(Mutiny.Session session, Collection<UUID> events, Instant at) {
        return Sql.update(
                        session,
                        """
                        update feedback set state = 'DELIVERED', delivered_at = cast(cast($1 as text) as timestamptz)
                        where event_id = any(cast($2 as uuid[])) and state = 'PENDING'
                        """,
                        at.toString(),
                        (Object) events.toArray(UUID[]::new))
                .replaceWithVoid();
    }

    /**
     * Drops old answers from the sources' streams; they carry what units wrote. The units' own
     * streams carry de-identified orders and stay: they are what a unit's queue is read by.
     * Positions are not given out again.
     */
    public Uni<Void> dropEntriesBefore(Mutiny.Session session, Instant day) {
        return Sql.update(
                        session,
                        """
                        delete from stream_entry
                        where stream like 'feedback.%' and created_at < cast(cast($1 as text) as timestamptz)
                        """,
                        day.toString())
                .replaceWithVoid();
    }

    /**
     * One answer with its round.
     *
     * @param round 0, then how often the case was reopened: every round is answered anew
     * @param eventId id of the CloudEvent that carries the answer; null when read back
     */
    public record Owed(
            UUID caseId,
            Answer answer,
            int round,
            @org.jspecify.annotations.Nullable UUID eventId) {}
}
