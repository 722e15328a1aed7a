package org.fengqiao.intake.outbound;

import static org.fengqiao.intake.outbound.Columns.longs;
import static org.fengqiao.intake.outbound.Columns.texts;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.fengqiao.contracts.SourceSystem;
import org.fengqiao.intake.reception.KnownReceipt;
import org.fengqiao.intake.reception.Push;
import org.fengqiao.intake.reception.ReceiptStatus;
import org.fengqiao.intake.source.RecordIdentity;
import org.fengqiao.outbox.Sql;
import org.fengqiao.privacy.FieldCipher;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Receipts and the sealed bytes behind them. Used inside a transaction of {@code handling} only.
 */
@ApplicationScoped
public class Receipts {

    static final String RAW = "raw_record";
    static final String PAYLOAD = "payload";

    private final FieldCipher cipher;

    Receipts(FieldCipher cipher) {
        this.cipher = cipher;
    }

    /** System and key of a record: what versions are counted by. */
    public record RecordKey(SourceSystem system, String sourceKey) {

        @Override
        public String toString() {
            return system.wireName() + ":" + sourceKey;
        }
    }

    /** A content to be kept. */
    public record NewReceipt(
            Push push,
            RecordIdentity identity,
            String version,
            ReceiptStatus status,
            @Nullable String reason,
            Instant at,
            LocalDate day) {}

    /** Everything received of these keys. */
    public Uni<Map<RecordKey, List<KnownReceipt>>> known(
            Mutiny.Session session, Collection<RecordKey> keys) {
        if (keys.isEmpty()) {
            return Uni.createFrom().item(new HashMap<>());
        }
        return Sql.rows(
                        session,
                        """
                        select system, source_key, cast(receipt_id as text), version, version_order, status
                        from receipt
                        where (system, source_key) in
                              (select s, k from unnest(cast($1 as text[]), cast($2 as text[])) as x(s, k))
                        """,
                        texts(keys, k -> k.system().name()),
                        texts(keys, RecordKey::sourceKey))
                .map(
                        rows -> {
                            Map<RecordKey, List<KnownReceipt>> found = new HashMap<>();
                            for (Object[] row : rows) {
                                RecordKey key =
                                        new RecordKey(
                                                SourceSystem.valueOf((String) row[0]),
                                                (String) row[1]);
                                found.computeIfAbsent(key, k -> new ArrayList<>()).add(known(row));
                            }
                            return found;
                        });
    }

    private static KnownReceipt known(Object[] row) {
        return new KnownReceipt(
                UUID.fromString((String) row[2]),
                (String) row[3],
                row[4] == null ? null : ((Number) row[4]).longValue(),
                ReceiptStatus.valueOf((String) row[5]));
    }

    /** Keeps receipts and bytes. */
    public Uni<Void> add(Mutiny.Session session, List<NewReceipt> receipts) {
        if (receipts.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return Sql.together(addReceipts(session, receipts), addBytes(session, receipts));
    }

    private static Uni<Integer> addReceipts(Mutiny.Session session, List<NewReceipt> receipts) {
        return Sql.update(
                session,
                """
                        insert into receipt (receipt_id, system, source_key, version, version_order, content_hash,
                                             door, received_at, received_on, status, reason, demo)
                        select cast(i as uuid), s, k, v, o, h, d, cast(t as timestamptz), cast(y as date), st, r,
                               cast(de as boolean)
                        from unnest(cast($1 as text[]), cast($2 as text[]), cast($3 as text[]), cast($4 as text[]),
                                    cast($5 as bigint[]), cast($6 as text[]), cast($7 as text[]), cast($8 as text[]),
                                    cast($9 as text[]), cast($10 as text[]), cast($11 as text[]), cast($12 as text[]))
                             as x(i, s, k, v, o, h, d, t, y, st, r, de)
                        """,
                texts(receipts, r -> r.identity().receiptId().toString()),
                texts(receipts, r -> r.identity().system().name()),
                texts(receipts, r -> r.identity().sourceKey()),
                texts(receipts, NewReceipt::version),
                longs(receipts, Receipts::order),
                texts(receipts, r -> r.identity().contentHash()),
                texts(receipts, r -> r.push().door().name()),
                texts(receipts, r -> r.at().toString()),
                texts(receipts, r -> r.day().toString()),
                texts(receipts, r -> r.status().name()),
                texts(receipts, NewReceipt::reason),
                texts(receipts, r -> Boolean.toString(r.push().demo())));
    }

    private static @Nullable Long order(NewReceipt receipt) {
        var version = receipt.identity().version();
        return version == null ? null : version.order();
    }

    private Uni<Void> addBytes(Mutiny.Session session, List<NewReceipt> receipts) {
        return Sql.update(
                        session,
                        """
                        insert into raw_record (receipt_id, format, sent_version, payload)
                        select cast(i as uuid), f, v, decode(p, 'base64')
                        from unnest(cast($1 as text[]), cast($2 as text[]), cast($3 as text[]), cast($4 as text[]))
                             as x(i, f, v, p)
                        """,
                        texts(receipts, r -> r.identity().receiptId().toString()),
                        texts(receipts, r -> r.push().format().name()),
                        texts(receipts, Receipts::sentVersion),
                        texts(receipts, this::sealed))
                .replaceWithVoid();
    }

    private static @Nullable String sentVersion(NewReceipt receipt) {
        var sent = receipt.push().sentVersion();
        return sent == null ? null : sent.text();
    }

    private String sealed(NewReceipt receipt) {
        String id = receipt.identity().receiptId().toString();
        return Base64.getEncoder()
                .encodeToString(cipher.seal(RAW, PAYLOAD, id, receipt.push().bytes()));
    }

    /** Of these receipts, those nobody has looked at yet; locks them for this transaction. */
    public Uni<List<UUID>> lockUntouched(Mutiny.Session session, Collection<UUID> ids) {
        return Sql.column(
                        session,
                        String.class,
                        """
                        select cast(receipt_id as text) from receipt
                        where receipt_id = any(cast($1 as uuid[])) and status = 'RECEIVED'
                        order by receipt_id for update
                        """,
                        (Object) ids.toArray(UUID[]::new))
                .map(rows -> rows.stream().map(UUID::fromString).toList());
    }

    /**
     * What became of a receipt.
     *
     * @param caseId null for information, refusals without a case and quarantine
     */
    public record Fate(
            UUID receiptId, ReceiptStatus status, @Nullable UUID caseId, @Nullable String reason) {}

    /** Writes down what became of receipts. */
    public Uni<Void> settle(Mutiny.Session session, List<Fate> fates) {
        if (fates.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return Sql.update(
                        session,
                        """
                        update receipt r set status = x.s, case_id = cast(x.c as uuid), reason = x.w
                        from unnest(cast($1 as text[]), cast($2 as text[]), cast($3 as text[]), cast($4 as text[]))
                             as x(i, s, c, w)
                        where r.receipt_id = cast(x.i as uuid)
                        """,
                        texts(fates, f -> f.receiptId().toString()),
                        texts(fates, f -> f.status().name()),
                        texts(fates, f -> f.caseId() == null ? null : f.caseId().toString()),
                        texts(fates, Fate::reason))
                .replaceWithVoid();
    }

    /** The receipts of a case take another status, e.g. when it is refused or merged. */
    public Uni<Void> settleCase(
            Mutiny.Session session, UUID caseId, ReceiptStatus status, String reason) {
        return Sql.update(
                        session,
                        "update receipt set status = $1, reason = $2 where case_id = cast($3 as uuid)",
                        status.name(),
                        reason,
                        caseId.toString())
                .replaceWithVoid();
    }
}
