package org.fengqiao.outbox;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.fengqiao.contracts.Actor;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * The desk of events that wait: for one that has not come, for a case not met yet, or, parked, for
 * a person. Everything a person decides here is kept in {@code waiting_decision}, in the same
 * transaction. Shows no payload.
 */
@ApplicationScoped
public class WaitingDesk {

    private static final String COLUMNS =
            "owner, cast(case_id as text), sequence, type, headers, parked,"
                    + " to_char(since at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')";

    private final Mutiny.SessionFactory sessions;
    private final Delivery delivery;

    @Inject
    public WaitingDesk(
            Mutiny.SessionFactory sessions,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.sessions = sessions;
        this.delivery = new Delivery(service, sessions);
    }

    /** Which event: an owner's n-th of a case. */
    public record Place(String owner, UUID caseId, long sequence) {}

    /**
     * An event that waits.
     *
     * @param caseNo as its writer named the case, empty where it did not
     * @param regionCode 12 digits, empty where its writer named none: who may see it
     * @param since when it came
     * @param parked class of the failure; null if it waits by itself
     */
    public record WaitingEvent(
            String owner,
            UUID caseId,
            long sequence,
            String caseNo,
            String regionCode,
            String type,
            Instant since,
            @Nullable String parked) {

        public Place place() {
            return new Place(owner, caseId, sequence);
        }
    }

    /**
     * Who decides and why.
     *
     * @param reason at least one letter; no personal data
     */
    public record Ruling(Actor by, String reason, Instant at) {

        public Ruling {
            if (reason.isBlank()) {
                throw new IllegalArgumentException("a decision needs its reason");
            }
        }
    }

    /** What became of a decision. */
    public enum Outcome {
        /** The event is applied or skipped. */
        DONE,
        /** It was tried and failed again. */
        PARKED_AGAIN,
        /** It is released and waits for what comes before it. */
        WAITS,
        /** Nothing to decide: no parked event there, or, to be skipped, not the next one. */
        NOT_THERE
    }

    /**
     * What waits, the oldest first.
     *
     * @param parkedOnly only what needs a person
     * @param most at most so many
     */
    public Uni<List<WaitingEvent>> list(boolean parkedOnly, int most) {
        return sessions.withSession(
                session ->
                        Sql.rows(
                                        session,
                                        "select "
                                                + COLUMNS
                                                + " from waiting_event where parked is not null or not $1"
                                                + " order by since, case_id, sequence limit $2",
                                        parkedOnly,
                                        most)
                                .map(rows -> rows.stream().map(WaitingDesk::read).toList()));
    }

    /**
     * Tries a parked event again, and what waits behind it.
     *
     * @param handler the service's transaction for a batch, the one its listener delivers to
     */
    public Uni<Outcome> replay(
            Place place, Ruling ruling, Function<List<Arrival>, Uni<Void>> handler) {
        return decide(place, ruling, "REPLAYED", handler);
    }

    /**
     * Lets an event be, and tries what waits behind it. It is parked, or it never came while later
     * ones wait for it.
     */
    public Uni<Outcome> skip(
            Place place, Ruling ruling, Function<List<Arrival>, Uni<Void>> handler) {
        return decide(place, ruling, "SKIPPED", handler);
    }

    private Uni<Outcome> decide(
            Place place,
            Ruling ruling,
            String decision,
            Function<List<Arrival>, Uni<Void>> handler) {
        return sessions.withTransaction((session, tx) -> decide(session, place, ruling, decision))
                .chain(
                        decided ->
                                decided
                                        ? delivery.redeliver(place.caseId(), handler)
                                                .chain(() -> outcome(place))
                                        : Uni.createFrom().item(Outcome.NOT_THERE));
    }

    private static Uni<Boolean> decide(
            Mutiny.Session session, Place place, Ruling ruling, String decision) {
        UUID caseId = place.caseId();
        return SequenceCheck.lock(session, List.of(caseId))
                .chain(() -> find(session, place))
                .chain(
                        found ->
                                (decision.equals("SKIPPED")
                                                ? SequenceCheck.skip(
                                                        session,
                                                        caseId,
                                                        place.owner(),
                                                        place.sequence())
                                                : SequenceCheck.release(
                                                        session,
                                                        caseId,
                                                        place.owner(),
                                                        place.sequence()))
                                        .call(
                                                decided ->
                                                        decided
                                                                ? note(
                                                                        session, place, ruling,
                                                                        decision, found)
                                                                : Uni.createFrom().voidItem()));
    }

    private Uni<Outcome> outcome(Place place) {
        return sessions.withSession(session -> find(session, place))
                .map(
                        found -> {
                            if (found.isEmpty()) {
                                return Outcome.DONE;
                            }
                            return found.getFirst()[5] == null
                                    ? Outcome.WAITS
                                    : Outcome.PARKED_AGAIN;
                        });
    }

    /** At most one. */
    private static Uni<List<Object[]>> find(Mutiny.Session session, Place place) {
        return Sql.rows(
                session,
                "select "
                        + COLUMNS
                        + " from waiting_event where owner = $1"
                        + " and case_id = cast(cast($2 as text) as uuid) and sequence = $3",
                place.owner(),
                place.caseId().toString(),
                place.sequence());
    }

    private static WaitingEvent read(Object[] row) {
        Map<String, String> headers = EventCodec.headers((String) row[4]);
        return new WaitingEvent(
                (String) row[0],
                UUID.fromString((String) row[1]),
                ((Number) row[2]).longValue(),
                headers.getOrDefault("ce_subject", ""),
                headers.getOrDefault("ce_regioncode", ""),
                (String) row[3],
                Instant.parse((String) row[6]),
                (String) row[5]);
    }

    private static Uni<Void> note(
            Mutiny.Session session,
            Place place,
            Ruling ruling,
            String decision,
            List<Object[]> found) {
        @Nullable Object[] event = found.isEmpty() ? new @Nullable Object[7] : found.getFirst();
        String headers = (String) event[4];
        return Sql.update(
                        session,
                        """
                        insert into waiting_decision (owner, case_id, sequence, type, event_id, parked, decision, reason,
                                                      actor, actor_unit, actor_role, at)
                        values ($1, cast(cast($2 as text) as uuid), $3, $4, $5, $6, $7, $8, $9, $10, $11,
                                cast(cast($12 as text) as timestamptz))
                        """,
                        place.owner(),
                        place.caseId().toString(),
                        place.sequence(),
                        event[3],
                        headers == null ? null : EventCodec.headers(headers).get("ce_id"),
                        event[5],
                        decision,
                        ruling.reason().strip(),
                        ruling.by().user(),
                        ruling.by().unit(),
                        ruling.by().role(),
                        ruling.at().toString())
                .replaceWithVoid();
    }
}
