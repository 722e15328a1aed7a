package org.fengqiao.dispatch.handling;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.fengqiao.clock.Zones;
import org.fengqiao.contracts.IntakeEvent.RecordRejected;
import org.fengqiao.dispatch.outbound.RejectionAnswers;
import org.fengqiao.outbox.Announcement;
import org.fengqiao.outbox.EdgeInbox;
import org.fengqiao.outbox.Outbox;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Tells a source that a record it sent by Kafka was not taken (INTERFACES §2): intake says so,
 * dispatch alone writes the answers.
 */
@ApplicationScoped
public class Rejections {

    private final Mutiny.SessionFactory sessions;
    private final Clock clock;

    Rejections(Mutiny.SessionFactory sessions, Clock clock) {
        this.sessions = sessions;
        this.clock = clock;
    }

    /** Answers what was rejected; an announcement told again is answered once. */
    public Uni<Void> hear(List<Announcement> batch) {
        List<Announcement> rejected =
                batch.stream()
                        .filter(a -> a.event().filter(RecordRejected.class::isInstance).isPresent())
                        .toList();
        return sessions.withTransaction(
                (session, tx) ->
                        EdgeInbox.fresh(
                                        session,
                                        Zones.dateOf(clock.instant()),
                                        rejected.stream().map(Rejections::mark).toList())
                                .map(fresh -> answers(rejected, fresh))
                                .chain(messages -> Outbox.append(session, List.of(), messages)));
    }

    private static List<Outbox.Message> answers(List<Announcement> rejected, Set<String> fresh) {
        return rejected.stream()
                .filter(a -> fresh.remove(mark(a)))
                .map(a -> RejectionAnswers.of((RecordRejected) a.event().orElseThrow(), a.cause()))
                .toList();
    }

    private static String mark(Announcement announcement) {
        return "announcement:" + announcement.id();
    }
}
