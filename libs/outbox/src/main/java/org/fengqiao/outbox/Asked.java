package org.fengqiao.outbox;

import io.smallrye.mutiny.Uni;
import java.time.LocalDate;
import java.util.List;
import org.fengqiao.outbox.Story.Cause;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * The request behind a command. Within the command's transaction, after the case's lock: a repeat
 * is answered with the present state and changes nothing; what was accepted is remembered.
 *
 * @param cause carried on to what the command leads to
 * @param id of caller, Idempotency-Key and path; null: every request counts
 */
public record Asked(Cause cause, @Nullable String id) {

    /** True if the command was carried out before. */
    public Uni<Boolean> isRepeat(Mutiny.Session session) {
        return id == null ? Uni.createFrom().item(false) : EdgeInbox.seen(session, id);
    }

    /** Only what was accepted is remembered: what was refused may pass later. */
    public Uni<Void> remember(Mutiny.Session session, LocalDate day) {
        return id == null
                ? Uni.createFrom().voidItem()
                : EdgeInbox.fresh(session, day, List.of(id)).replaceWithVoid();
    }
}
