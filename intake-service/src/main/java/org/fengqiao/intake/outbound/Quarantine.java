package org.fengqiao.intake.outbound;

import static org.fengqiao.intake.outbound.Columns.texts;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.fengqiao.intake.outbound.Receipts.RecordKey;
import org.fengqiao.intake.reception.Push;
import org.fengqiao.intake.reception.Receipt;
import org.fengqiao.intake.source.SourceReading;
import org.fengqiao.outbox.EventCodec;
import org.fengqiao.outbox.Sql;
import org.fengqiao.outbox.TimeOrderedId;
import org.fengqiao.privacy.FieldCipher;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * What could not be taken, kept sealed and visible. Used inside a transaction of {@code handling}.
 */
@ApplicationScoped
public class Quarantine {

    private static final String TABLE = "quarantine";

    private final FieldCipher cipher;

    Quarantine(FieldCipher cipher) {
        this.cipher = cipher;
    }

    /** Keeps a broken record, or counts up the one with the same bytes. */
    public Uni<Receipt.Quarantined> keep(
            Mutiny.Session session,
            Push push,
            SourceReading.Unusable broken,
            Instant at,
            LocalDate day) {
        UUID id = TimeOrderedId.next();
        byte[] sealed = cipher.seal(TABLE, Receipts.PAYLOAD, id.toString(), push.bytes());
        return Sql.rows(
                        session,
                        """
                        insert into quarantine (quarantine_id, system, bytes_hash, source_key, status_code, errors, format,
                                                payload, door, first_at, first_on, last_at, times)
                        values (cast($1 as uuid), $2, $3, $4, $5, $6, $7, decode($8, 'base64'), $9,
                                cast(cast($10 as text) as timestamptz), cast(cast($11 as text) as date),
                                cast(cast($10 as text) as timestamptz), 1)
                        on conflict (system, bytes_hash) do update
                            set times = quarantine.times + 1, last_at = excluded.last_at
                        returning cast(quarantine_id as text), times
                        """,
                        id.toString(),
                        push.system().name(),
                        broken.bytesHash(),
                        broken.sourceKey(),
                        broken.rejection().kind().status(),
                        EventCodec.encode(broken.rejection().errors()),
                        push.format().name(),
                        Base64.getEncoder().encodeToString(sealed),
                        push.door().name(),
                        at.toString(),
                        day.toString())
                .map(java.util.List::getFirst)
                .map(
                        row ->
                                new Receipt.Quarantined(
                                        UUID.fromString((String) row[0]),
                                        push.system(),
                                        broken.sourceKey(),
                                        broken.rejection(),
                                        ((Number) row[1]).intValue() > 1));
    }

    /** A corrected push closes what its key had in quarantine. */
    public Uni<Void> close(Mutiny.Session session, Map<RecordKey, UUID> corrected) {
        if (corrected.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<Map.Entry<RecordKey, UUID>> entries = List.copyOf(corrected.entrySet());
        return Sql.update(
                        session,
                        """
                        update quarantine q set closed_by = cast(x.i as uuid)
                        from unnest(cast($1 as text[]), cast($2 as text[]), cast($3 as text[])) as x(s, k, i)
                        where q.system = x.s and q.source_key = x.k and q.closed_by is null
                        """,
                        texts(entries, e -> e.getKey().system().name()),
                        texts(entries, e -> e.getKey().sourceKey()),
                        texts(entries, e -> e.getValue().toString()))
                .replaceWithVoid();
    }
}
