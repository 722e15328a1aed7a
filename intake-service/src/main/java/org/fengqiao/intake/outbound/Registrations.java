package org.fengqiao.intake.outbound;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.fengqiao.intake.Registration;
import org.fengqiao.outbox.EventCodec;
import org.fengqiao.outbox.Sql;
import org.fengqiao.outbox.Story;
import org.hibernate.reactive.mutiny.Mutiny;

/** The store of registrations. Used inside a transaction of {@code handling} only. */
@ApplicationScoped
public class Registrations {

    private static final Map<String, Class<? extends Registration>> STATES =
            Map.of(
                    "REGISTERED", Registration.Registered.class,
                    "ACCEPTED", Registration.Accepted.class,
                    "REFUSED", Registration.Refused.class,
                    "MERGED", Registration.Merged.class,
                    "CANCELLED", Registration.Cancelled.class);

    /** A stored registration and where its story ended. */
    public record Kept(Registration state, Story.Tail tail) {}

    /**
     * A registration to be kept.
     *
     * @param sourceTime of the first record
     */
    public record Opened(Registration state, Story.Tail tail, Instant sourceTime) {}

    /** The registrations of these cases that exist. */
    public Uni<Map<UUID, Kept>> find(Mutiny.Session session, Collection<UUID> cases) {
        if (cases.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return session.find(RegistrationRow.class, cases.toArray())
                .map(
                        rows -> {
                            Map<UUID, Kept> found = new LinkedHashMap<>();
                            for (RegistrationRow row : rows) {
                                if (row != null) {
                                    found.put(row.caseId, new Kept(read(row), row.tail));
                                }
                            }
                            return found;
                        });
    }

    /** Adds new registrations. */
    public Uni<Void> add(Mutiny.Session session, Collection<Opened> opened) {
        return session.persistAll(
                opened.stream()
                        .map(
                                o -> {
                                    RegistrationRow row = new RegistrationRow();
                                    row.caseId = o.state().identity().caseId();
                                    row.caseNo = o.state().identity().caseNo();
                                    row.caseCode = o.state().identity().caseCode();
                                    row.regionCode = o.state().identity().regionCode();
                                    row.registeredAt = o.state().identity().registeredAt();
                                    row.sourceTime = o.sourceTime();
                                    fill(row, o.state(), o.tail());
                                    return (Object) row;
                                })
                        .toArray());
    }

    /** Changes loaded registrations; the row's version guards against a second writer. */
    public Uni<Void> change(Mutiny.Session session, Collection<Kept> changed) {
        if (changed.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Map<UUID, Kept> byCase = new LinkedHashMap<>();
        changed.forEach(k -> byCase.put(k.state().identity().caseId(), k));
        return session.find(RegistrationRow.class, byCase.keySet().toArray())
                .invoke(
                        rows -> {
                            for (RegistrationRow row : rows) {
                                Kept kept = byCase.get(row.caseId);
                                if (kept != null) {
                                    fill(row, kept.state(), kept.tail());
                                }
                            }
                        })
                .replaceWithVoid();
    }

    /** Case ids of case numbers; unknown ones are left out. */
    public Uni<List<UUID>> idsOf(Mutiny.Session session, Collection<String> caseNos) {
        return Sql.column(
                        session,
                        String.class,
                        "select cast(case_id as text) from registration where case_no = any(cast($1 as text[]))",
                        (Object) caseNos.toArray(String[]::new))
                .map(ids -> ids.stream().map(UUID::fromString).toList());
    }

    /** Name of a state as kept and served. */
    public static String nameOf(Registration state) {
        return STATES.entrySet().stream()
                .filter(e -> e.getValue().isInstance(state))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }

    /** A state from its name and JSON. */
    public static Registration read(String state, String body) {
        Class<? extends Registration> type = STATES.get(state);
        if (type == null) {
            throw new IllegalStateException("unknown state " + state);
        }
        try {
            return EventCodec.mapper().readValue(body, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("unreadable " + state + ": " + e.getOriginalMessage());
        }
    }

    private static Registration read(RegistrationRow row) {
        return read(row.state, row.body);
    }

    private static void fill(RegistrationRow row, Registration state, Story.Tail tail) {
        row.state = nameOf(state);
        row.category = state.matter().category();
        row.body = EventCodec.encode(state);
        row.tail = tail;
    }
}
