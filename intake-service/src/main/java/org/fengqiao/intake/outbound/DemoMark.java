package org.fengqiao.intake.outbound;

import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.UUID;
import org.fengqiao.outbox.Sql;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * The CloudEvents extension {@code demo} (INTERFACES §6) on the events a case is born with. A story
 * has no extensions of its own, so the rows it has just put into the outbox are completed before
 * anybody else can see them. Only made-up traffic costs the statement.
 */
public final class DemoMark {

    private DemoMark() {}

    /**
     * Marks what the running transaction publishes of these cases.
     *
     * @param born registered in this transaction: all their rows are its own
     */
    public static Uni<Void> put(Mutiny.Session session, Collection<UUID> born) {
        if (born.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return Sql.update(
                        session,
                        """
                        update outbox
                        set headers = cast(cast(headers as jsonb) || jsonb_build_object('ce_demo', 'true') as text)
                        where key = any(cast($1 as text[]))
                        """,
                        (Object) born.stream().map(UUID::toString).toArray(String[]::new))
                .replaceWithVoid();
    }
}
