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
        return session.createNativeQuery(
                        """
                        insert into quarantine (quarantine_id, system, bytes_hash, source_key, status_code, errors, format,
                                                payload, door, first_at, first_on, last_at, times)
                        values (cast(?1 as uuid), ?2, ?3, ?4, ?5, ?6, ?7, decode(?8, 'base64'), ?9,
                                cast(cast(?10 as text) as timestamptz), cast(cast(?11 as text) as date),
                                cast(cast(?10 as text) as timestamptz), 1)
                        on conflict (system, bytes_hash) do update
                            set times = quarantine.times + 1, last_at = excluded.last_at
                        returning cast(quarantine_id as text), times
                        """,
                        Object[].class)
                .setParameter(1, id.toString())
                .setParameter(2, push.system().name())
                .setParameter(3, broken.bytesHash())
                .setParameter(4, broken.sourceKey())
                .setParameter(5, broken.rejection().kind().status())
                .setParameter(6, EventCodec.encode(broken.rejection().errors()))
                .setParameter(7, push.format().name())
                .setParameter(8, Base64.getEncoder().encodeToString(sealed))
                .setParameter(9, push.door().name())
                .setParameter(10, at.toString())
                .setParameter(11, day.toString())
                .getSingleResult()
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
        return session.createNativeQuery(
                        """
                        update quarantine q set closed_by = cast(x.i as uuid)
                        from unnest(cast(?1 as text[]), cast(?2 as text[]), cast(?3 as text[])) as x(s, k, i)
                        where q.system = x.s and q.source_key = x.k and q.closed_by is null
                        """)
                .setParameter(1, texts(entries, e -> e.getKey().system().name()))
                .setParameter(2, texts(entries, e -> e.getKey().sourceKey()))
                .setParameter(3, texts(entries, e -> e.getValue().toString()))
                .executeUpdate()
                .replaceWithVoid();
    }
}
