package org.fengqiao.dispatch.handling;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.fengqiao.contracts.EventTypes;
import org.fengqiao.contracts.ReferenceEvent.ClockMoved;
import org.fengqiao.contracts.Topics;
import org.fengqiao.outbox.EventCodec;
import org.fengqiao.outbox.Outbox;
import org.fengqiao.outbox.Story.Cause;
import org.fengqiao.outbox.TimeOrderedId;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Writes reference data to the compacted {@code reference.v1}; so far the clock of test platforms.
 */
@ApplicationScoped
public class ReferenceHandler {

    private static final String CLOCK = "clock";

    private final Mutiny.SessionFactory sessions;
    private final Clock clock;

    ReferenceHandler(Mutiny.SessionFactory sessions, Clock clock) {
        this.sessions = sessions;
        this.clock = clock;
    }

    public Uni<Void> moveClock(Duration offset) {
        UUID id = TimeOrderedId.next();
        String type = EventTypes.nameOf(ClockMoved.class);
        Map<String, String> headers =
                Outbox.cloudEvent(id, type, "dispatch", CLOCK, clock.instant(), CLOCK, Cause.NONE);
        Outbox.Message message =
                new Outbox.Message(
                        Topics.REFERENCE,
                        null,
                        CLOCK,
                        id,
                        type,
                        CLOCK,
                        headers,
                        EventCodec.encode(new ClockMoved(offset)));
        return sessions.withTransaction(
                (session, tx) -> Outbox.append(session, List.of(), List.of(message)));
    }
}
