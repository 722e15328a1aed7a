package org.fengqiao.intake.outbound;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.fengqiao.contracts.SourceSystem;
import org.fengqiao.intake.source.PayloadFormat;
import org.fengqiao.intake.source.RecordReader;
import org.fengqiao.intake.source.SourceReading;
import org.fengqiao.intake.source.SourceVersion;
import org.fengqiao.privacy.FieldCipher;
import org.jspecify.annotations.Nullable;

/** Received records nobody has looked at yet, opened and read again from their sealed bytes. */
@ApplicationScoped
public class PendingRecords {

    private final Pool pool;
    private final FieldCipher cipher;
    private final RecordReader reader;

    PendingRecords(Pool pool, FieldCipher cipher, RecordReader reader) {
        this.pool = pool;
        this.cipher = cipher;
        this.reader = reader;
    }

    /**
     * A record and what its adapter says of it now.
     *
     * @param version as sent or counted by arrival
     * @param demo the source said it is made up
     */
    public record Pending(
            UUID receiptId,
            SourceSystem system,
            String sourceKey,
            String version,
            Instant receivedAt,
            boolean demo,
            SourceReading reading) {}

    /** Those of the receipts that are still untouched, in the order asked for. */
    public Uni<List<Pending>> load(Collection<UUID> receiptIds) {
        return pool.preparedQuery(
                        """
                        select r.receipt_id, r.system, r.source_key, r.version, r.received_at, r.demo,
                               w.format, w.sent_version, w.payload
                        from receipt r join raw_record w using (receipt_id)
                        join unnest($1::uuid[]) with ordinality as x(id, n) on x.id = r.receipt_id
                        where r.status = 'RECEIVED'
                        order by x.n
                        """)
                .execute(Tuple.of(receiptIds.toArray(UUID[]::new)))
                .map(
                        rows -> {
                            List<Pending> pending = new ArrayList<>();
                            rows.forEach(row -> pending.add(pending(row)));
                            return pending;
                        });
    }

    private Pending pending(Row row) {
        UUID id = row.getUUID("receipt_id");
        SourceSystem system = SourceSystem.valueOf(row.getString("system"));
        byte[] bytes =
                cipher.open(
                        Receipts.RAW,
                        Receipts.PAYLOAD,
                        id.toString(),
                        row.getBuffer("payload").getBytes());
        return new Pending(
                id,
                system,
                row.getString("source_key"),
                row.getString("version"),
                row.getOffsetDateTime("received_at").toInstant(),
                row.getBoolean("demo"),
                reader.read(
                        system,
                        bytes,
                        PayloadFormat.valueOf(row.getString("format")),
                        version(row.getString("sent_version"))));
    }

    private static @Nullable SourceVersion version(@Nullable String sent) {
        return sent == null ? null : SourceVersion.parse(sent).orElse(null);
    }
}
