package org.fengqiao.intake.handling;

import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.fengqiao.outbox.SequenceCheck;
import org.hibernate.reactive.mutiny.Mutiny;

/** Locks on names (record keys, recognised persons, partitions), in the order of SequenceCheck. */
final class Locks {

    private Locks() {}

    static Uni<Void> lock(Mutiny.Session session, Collection<String> names) {
        List<UUID> ids =
                names.stream()
                        .map(n -> UUID.nameUUIDFromBytes(n.getBytes(StandardCharsets.UTF_8)))
                        .toList();
        return SequenceCheck.lock(session, ids);
    }
}
