package org.fengqiao.dispatch.outbound;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.fengqiao.outbox.Sql;
import org.fengqiao.outbox.TimeOrderedId;
import org.fengqiao.privacy.FieldCipher;
import org.fengqiao.privacy.Keyset;
import org.hibernate.reactive.mutiny.Mutiny;

/** What people wrote with their commands about an order, encrypted: it may name persons. */
@ApplicationScoped
public class OrderTexts {

    /** The step under which the result is kept. */
    public static final String RESULT = "finish";

    private static final String TABLE = "order_text";
    private static final String COLUMN = "sealed";

    private final FieldCipher cipher;

    public OrderTexts(@ConfigProperty(name = "fengqiao.keyset") String keyset) {
        try {
            this.cipher = new FieldCipher(Keyset.load(Path.of(keyset)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Uni<Void> keep(
            Mutiny.Session session, String orderNo, String step, String text, Instant at) {
        String id = TimeOrderedId.next().toString();
        return Sql.update(
                        session,
                        """
                        insert into order_text (id, order_no, step, at, sealed)
                        values ($1, $2, $3, cast(cast($4 as text) as timestamptz), decode($5, 'hex'))
                        """,
                        id,
                        orderNo,
                        step,
                        at.toString(),
                        HexFormat.of().formatHex(cipher.seal(TABLE, COLUMN, id, text)))
                .replaceWithVoid();
    }

    /** The last result text of each of these orders. */
    public Uni<Map<String, String>> results(Mutiny.Session session, Collection<String> orders) {
        if (orders.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return Sql.rows(
                        session,
                        """
                        select id, order_no, encode(sealed, 'hex') from order_text
                        where order_no = any(cast($1 as text[])) and step = $2 order by at
                        """,
                        orders.toArray(String[]::new),
                        RESULT)
                .map(
                        rows -> {
                            Map<String, String> found = new LinkedHashMap<>();
                            for (Object[] row : rows) {
                                byte[] sealed = HexFormat.of().parseHex((String) row[2]);
                                found.put(
                                        (String) row[1],
                                        cipher.openText(TABLE, COLUMN, (String) row[0], sealed));
                            }
                            return found;
                        });
    }

    /** What was written about the orders of a case, oldest first. */
    public Uni<List<Written>> ofCase(Mutiny.Session session, String caseNo) {
        return Sql.rows(
                        session,
                        """
                        select id, order_no, step, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), encode(sealed, 'hex')
                        from order_text
                        where order_no in (select o.order_no from work_order o where o.case_no = $1) order by at, id
                        """,
                        caseNo)
                .map(rows -> rows.stream().map(this::written).toList());
    }

    private Written written(Object[] row) {
        byte[] sealed = HexFormat.of().parseHex((String) row[4]);
        return new Written(
                (String) row[1],
                (String) row[2],
                Instant.parse((String) row[3]),
                cipher.openText(TABLE, COLUMN, (String) row[0], sealed));
    }

    /**
     * One text.
     *
     * @param step the command it came with: triage, contact, progress, return, finish, send-back
     */
    public record Written(String orderNo, String step, Instant at, String text) {}
}
