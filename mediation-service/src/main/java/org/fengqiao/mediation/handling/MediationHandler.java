package org.fengqiao.mediation.handling;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.fengqiao.clock.Zones;
import org.fengqiao.mediation.MediationCommand;
import org.fengqiao.mediation.MediationRules;
import org.fengqiao.mediation.Refusal;
import org.fengqiao.mediation.Resolution;
import org.fengqiao.mediation.outbound.Resolutions;
import org.fengqiao.mediation.outbound.RisksSeen;
import org.fengqiao.outbox.Arrival;
import org.fengqiao.outbox.Asked;
import org.fengqiao.outbox.SequenceCheck;
import org.fengqiao.outbox.SequenceCheck.Admission;
import org.fengqiao.outbox.Sql;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Transactions of events and commands: find → decide → keep. */
@ApplicationScoped
public class MediationHandler {

    private final Mutiny.SessionFactory sessions;
    private final Resolutions resolutions;
    private final RisksSeen risksSeen;
    private final CaseWorks works;
    private final MediationRules rules;
    private final Clock clock;

    MediationHandler(
            Mutiny.SessionFactory sessions,
            Resolutions resolutions,
            RisksSeen risksSeen,
            CaseWorks works,
            MediationRules rules,
            Clock clock) {
        this.sessions = sessions;
        this.resolutions = resolutions;
        this.risksSeen = risksSeen;
        this.works = works;
        this.rules = rules;
        this.clock = clock;
    }

    /** Events of dispatch and risk. What is early waits. */
    public Uni<Void> hear(List<Arrival> batch) {
        return sessions.withTransaction(
                (session, tx) ->
                        SequenceCheck.admit(session, batch)
                                .chain(
                                        admission ->
                                                unfold(session, admission)
                                                        .chain(
                                                                done ->
                                                                        Sql.together(
                                                                                keep(session, done),
                                                                                SequenceCheck
                                                                                        .settle(
                                                                                                session,
                                                                                                admission)))));
    }

    private Uni<Unfolding> unfold(Mutiny.Session session, Admission admission) {
        return resolutions
                .find(session, admission.cases())
                .chain(
                        found ->
                                risksSeen
                                        .find(session, without(admission, found))
                                        .map(
                                                seen ->
                                                        Unfolding.of(
                                                                rules,
                                                                clock.instant(),
                                                                admission,
                                                                found,
                                                                seen)));
    }

    private static List<UUID> without(Admission admission, Map<UUID, Resolutions.Kept> found) {
        return admission.cases().stream().filter(c -> !found.containsKey(c)).toList();
    }

    private Uni<Void> keep(Mutiny.Session session, Unfolding done) {
        return Sql.together(
                works.keep(session, done.works()),
                risksSeen.keep(session, done.seen()),
                risksSeen.forget(session, done.met()));
    }

    /** A person's command on the case of that number; empty: no such case. */
    public Uni<Optional<Outcome>> ask(
            String caseNo, Function<Instant, MediationCommand> command, Asked asked) {
        return sessions.withTransaction(
                (session, tx) ->
                        resolutions
                                .idOf(session, caseNo)
                                .chain(
                                        ids ->
                                                ids.isEmpty()
                                                        ? Uni.createFrom()
                                                                .item(Optional.<Outcome>empty())
                                                        : askOne(
                                                                        session,
                                                                        ids.getFirst(),
                                                                        command,
                                                                        asked)
                                                                .map(Optional::of)));
    }

    private Uni<Outcome> askOne(
            Mutiny.Session session,
            UUID caseId,
            Function<Instant, MediationCommand> command,
            Asked asked) {
        // The lock comes first: of two requests with one key the second sees what the first did.
        return SequenceCheck.lock(session, List.of(caseId))
                .chain(
                        () ->
                                Uni.combine()
                                        .all()
                                        .unis(
                                                asked.isRepeat(session),
                                                resolutions.find(session, List.of(caseId)))
                                        .asTuple())
                .chain(
                        read -> {
                            Resolutions.Kept kept =
                                    Objects.requireNonNull(read.getItem2().get(caseId));
                            return read.getItem1()
                                    ? Uni.createFrom().item(new Outcome(kept.state(), null))
                                    : decide(session, kept, command, asked);
                        });
    }

    private Uni<Outcome> decide(
            Mutiny.Session session,
            Resolutions.Kept kept,
            Function<Instant, MediationCommand> command,
            Asked asked) {
        Instant now = clock.instant();
        CaseWork work = CaseWork.of(rules, kept, asked.cause(), now);
        Optional<Refusal> refusal = work.apply(command.apply(now));
        if (refusal.isPresent()) {
            return Uni.createFrom().item(new Outcome(work.state(), refusal.get()));
        }
        return Sql.together(
                        works.keep(session, List.of(work)),
                        asked.remember(session, Zones.dateOf(now)))
                .replaceWith(new Outcome(work.state(), null));
    }

    /** The state after the command, or the refusal. */
    public record Outcome(Resolution state, @Nullable Refusal refusal) {}
}
