package org.fengqiao.intake.handling;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.fengqiao.contracts.Actor;
import org.fengqiao.contracts.DispatchEvent;
import org.fengqiao.contracts.DispatchEvent.Answer;
import org.fengqiao.intake.Decision;
import org.fengqiao.intake.Registration;
import org.fengqiao.intake.RegistrationCommand;
import org.fengqiao.intake.RegistrationRules;
import org.fengqiao.intake.outbound.Answers;
import org.fengqiao.intake.outbound.PublishedEvents;
import org.fengqiao.intake.outbound.Registrations;
import org.fengqiao.intake.outbound.Registrations.Kept;
import org.fengqiao.outbox.Arrival;
import org.fengqiao.outbox.Outbox;
import org.fengqiao.outbox.SequenceCheck;
import org.fengqiao.outbox.SequenceCheck.Admission;
import org.fengqiao.outbox.Sql;
import org.fengqiao.outbox.Story;
import org.fengqiao.outbox.Story.Cause;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What dispatch tells that intake must know: withdrawals it agreed to or refused, whether a case is
 * past merging, and the answers its sources got.
 */
@ApplicationScoped
public class DispatchNews {

    private static final Logger LOG = Logger.getLogger(DispatchNews.class);
    private static final Actor DISPATCH = new Actor("dispatch", null, null);

    private final Mutiny.SessionFactory sessions;
    private final Registrations registrations;
    private final Answers answers;

    DispatchNews(Mutiny.SessionFactory sessions, Registrations registrations, Answers answers) {
        this.sessions = sessions;
        this.registrations = registrations;
        this.answers = answers;
    }

    /** Hears a batch of dispatch events, case by case in their order. */
    public Uni<Void> hear(List<Arrival> batch) {
        return sessions.withTransaction(
                (session, tx) ->
                        SequenceCheck.admit(session, batch)
                                .chain(admission -> hear(session, admission)));
    }

    private Uni<Void> hear(Mutiny.Session session, Admission admission) {
        return registrations
                .find(session, admission.cases())
                .chain(
                        found -> {
                            List<Kept> changed = new ArrayList<>();
                            List<Story> stories = new ArrayList<>();
                            List<Answer> given = new ArrayList<>();
                            for (UUID id : admission.cases()) {
                                Kept kept = found.get(id);
                                Kept after = hear(admission, id, kept, given, stories);
                                if (after != null) {
                                    changed.add(after);
                                }
                            }
                            return registrations
                                    .change(session, changed)
                                    .chain(
                                            () ->
                                                    Sql.together(
                                                            Outbox.append(
                                                                    session, stories, List.of()),
                                                            answers.keep(session, latest(given)),
                                                            SequenceCheck.settle(
                                                                    session, admission)));
                        });
    }

    private static @Nullable Kept hear(
            Admission admission,
            UUID id,
            @Nullable Kept kept,
            List<Answer> given,
            List<Story> stories) {
        if (kept == null) {
            // dispatch cannot know a case before intake: whatever this is, it waits
            admission.next(id, arrival -> false);
            return null;
        }
        Registration state = kept.state();
        Optional<Arrival> next = admission.next(id, arrival -> true);
        Story story = null;
        while (next.isPresent()) {
            Arrival arrival = next.get();
            Record event = arrival.event().orElse(null);
            given.addAll(answersIn(event));
            RegistrationCommand command = command(event);
            if (command != null) {
                Registration changed = carriedOut(state, command);
                if (!changed.equals(state)) {
                    if (story == null) {
                        story = PublishedEvents.story(state, kept.tail(), Cause.of(arrival));
                    }
                    story.causedBy(Cause.of(arrival));
                    story.note(
                            command.at(),
                            command.by(),
                            arrival.type(),
                            command.getClass().getSimpleName(),
                            Map.of("state", Registrations.nameOf(changed)));
                    Transitions.log(LOG, state, changed, arrival.type());
                    state = changed;
                }
            }
            next = admission.next(id, a -> true);
        }
        if (story == null) {
            return null;
        }
        stories.add(story);
        return new Kept(state, story.tail());
    }

    private static Registration carriedOut(Registration state, RegistrationCommand command) {
        return switch (RegistrationRules.decide(state, command)) {
            case Decision.Accepted a -> a.next();
            case Decision.Refused r ->
                    throw new IllegalStateException("refused " + r.refusal().code());
        };
    }

    /** Total over dispatch's events: what each means to a registration, if anything. */
    private static @Nullable RegistrationCommand command(@Nullable Record event) {
        if (!(event instanceof DispatchEvent told)) {
            return null;
        }
        Instant at = told.header().at();
        return switch (told) {
            case DispatchEvent.CaseWithdrawn ignored ->
                    new RegistrationCommand.NoteWithdrawn(DISPATCH, at);
            case DispatchEvent.CancelRefused ignored ->
                    new RegistrationCommand.NoteCancelRefused(DISPATCH, at);
            case DispatchEvent.OrderFinished ignored ->
                    new RegistrationCommand.NoteSettled(true, DISPATCH, at);
            case DispatchEvent.ResultAccepted ignored ->
                    new RegistrationCommand.NoteSettled(true, DISPATCH, at);
            case DispatchEvent.CaseConcluded ignored ->
                    new RegistrationCommand.NoteSettled(true, DISPATCH, at);
            case DispatchEvent.OrderUnresolved ignored ->
                    new RegistrationCommand.NoteSettled(false, DISPATCH, at);
            case DispatchEvent.OrderSentBack ignored ->
                    new RegistrationCommand.NoteSettled(false, DISPATCH, at);
            case DispatchEvent.CaseReopened ignored ->
                    new RegistrationCommand.NoteSettled(false, DISPATCH, at);
            case DispatchEvent.CaseTriaged ignored -> null;
            case DispatchEvent.OrderIssued ignored -> null;
            case DispatchEvent.OrderSigned ignored -> null;
            case DispatchEvent.OrderReturned ignored -> null;
            case DispatchEvent.OrderProgressed ignored -> null;
            case DispatchEvent.UrgeSent ignored -> null;
            case DispatchEvent.OpinionGiven ignored -> null;
            case DispatchEvent.ResultFedBack ignored -> null;
            case DispatchEvent.VisitFedBack ignored -> null;
            case DispatchEvent.MergeConflict ignored -> null;
        };
    }

    private static List<Answer> answersIn(@Nullable Record event) {
        return switch (event) {
            case DispatchEvent.ResultFedBack fed -> fed.answers();
            case DispatchEvent.VisitFedBack fed -> fed.answers();
            case null, default -> List.of();
        };
    }

    private static List<Answer> latest(List<Answer> given) {
        Map<String, Answer> latest = new LinkedHashMap<>();
        given.forEach(a -> latest.put(a.system() + ":" + a.sourceKey() + ":" + a.kind(), a));
        return List.copyOf(latest.values());
    }
}
