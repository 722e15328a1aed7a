package org.fengqiao.intake.outbound;

import static org.fengqiao.intake.outbound.Columns.texts;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.fengqiao.contracts.Actor;
import org.fengqiao.intake.clue.ClueParty;
import org.fengqiao.outbox.EventCodec;
import org.fengqiao.outbox.Sql;
import org.fengqiao.outbox.TimeOrderedId;
import org.fengqiao.privacy.FieldCipher;
import org.hibernate.reactive.mutiny.Mutiny;

/** The parties of a case, sealed. Used inside a transaction of {@code handling} only. */
@ApplicationScoped
public class Parties {

    private static final String TABLE = "party";
    private static final String COLUMN = "sealed";

    private final FieldCipher cipher;

    Parties(FieldCipher cipher) {
        this.cipher = cipher;
    }

    /**
     * A party of a case.
     *
     * @param secret the source asked to hide this person from the handling unit
     */
    public record OfCase(UUID caseId, ClueParty party, boolean secret) {}

    private record Sealed(UUID id, OfCase of) {}

    /** Keeps parties. */
    public Uni<Void> add(Mutiny.Session session, List<OfCase> parties) {
        if (parties.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<Sealed> rows = parties.stream().map(p -> new Sealed(TimeOrderedId.next(), p)).toList();
        return Sql.update(
                        session,
                        """
                        insert into party (party_id, case_id, ordinal, role, kind, secret, sealed)
                        select cast(i as uuid), cast(c as uuid), n, r, k, s = 'true', decode(p, 'base64')
                        from unnest(cast($1 as text[]), cast($2 as text[]), cast($3 as text[]), cast($4 as text[]),
                                    cast($5 as text[]), cast($6 as text[])) with ordinality as x(i, c, r, k, s, p, n)
                        """,
                        texts(rows, r -> r.id().toString()),
                        texts(rows, r -> r.of().caseId().toString()),
                        texts(rows, r -> r.of().party().role().name()),
                        texts(rows, r -> r.of().party().kind().name()),
                        texts(rows, r -> Boolean.toString(r.of().secret())),
                        texts(rows, this::seal))
                .replaceWithVoid();
    }

    private String seal(Sealed row) {
        String json = EventCodec.encode(row.of().party());
        return Base64.getEncoder()
                .encodeToString(cipher.seal(TABLE, COLUMN, row.id().toString(), json));
    }

    /** The parties of these cases, opened, in the order their records named them. */
    public Uni<List<OfCase>> of(Mutiny.Session session, Collection<UUID> cases) {
        return Sql.rows(
                        session,
                        """
                        select cast(party_id as text), cast(secret as text), encode(sealed, 'base64'),
                               cast(case_id as text)
                        from party where case_id = any(cast($1 as uuid[])) order by case_id, ordinal
                        """,
                        (Object) cases.toArray(UUID[]::new))
                .map(rows -> rows.stream().map(this::open).toList());
    }

    private OfCase open(Object[] row) {
        byte[] sealed = Base64.getMimeDecoder().decode((String) row[2]);
        String json = cipher.openText(TABLE, COLUMN, (String) row[0], sealed);
        try {
            return new OfCase(
                    UUID.fromString((String) row[3]),
                    EventCodec.mapper().readValue(json, ClueParty.class),
                    "true".equals(row[1]));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("unreadable party " + row[0]);
        }
    }

    /** Writes down who was shown the contacts, and why. */
    public Uni<Void> audit(
            Mutiny.Session session,
            UUID caseId,
            Instant at,
            Actor actor,
            String reason,
            int shown,
            int hidden) {
        return Sql.update(
                        session,
                        """
                        insert into contact_access (case_id, at, actor, unit, reason, shown, hidden)
                        values (cast($1 as uuid), cast(cast($2 as text) as timestamptz), $3, $4, $5, $6, $7)
                        """,
                        caseId.toString(),
                        at.toString(),
                        actor.user(),
                        actor.unit(),
                        reason,
                        shown,
                        hidden)
                .replaceWithVoid();
    }
}
