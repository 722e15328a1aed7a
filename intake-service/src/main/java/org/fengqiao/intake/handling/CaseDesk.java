package org.fengqiao.intake.handling;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import org.fengqiao.clock.Zones;
import org.fengqiao.contracts.Actor;
import org.fengqiao.intake.CaseIdentity;
import org.fengqiao.intake.Decision;
import org.fengqiao.intake.MergeRule;
import org.fengqiao.intake.Refusal;
import org.fengqiao.intake.Registration;
import org.fengqiao.intake.RegistrationCommand;
import org.fengqiao.intake.RegistrationCommand.Absorb;
import org.fengqiao.intake.RegistrationCommand.MergeInto;
import org.fengqiao.intake.RegistrationEvent;
import org.fengqiao.intake.RegistrationRules;
import org.fengqiao.intake.outbound.CaseLinks;
import org.fengqiao.intake.outbound.PublishedEvents;
import org.fengqiao.intake.outbound.Receipts;
import org.fengqiao.intake.outbound.Registrations;
import org.fengqiao.intake.outbound.Registrations.Kept;
import org.fengqiao.intake.outbound.Serials;
import org.fengqiao.intake.reception.ReceiptStatus;
import org.fengqiao.outbox.Asked;
import org.fengqiao.outbox.Outbox;
import org.fengqiao.outbox.SequenceCheck;
import org.fengqiao.outbox.Story;
import org.fengqiao.outbox.Story.Cause;
import org.fengqiao.outbox.TimeOrderedId;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/** 受理员's desk: accept, refuse, merge, ask to cancel. One command is a batch of one. */
@ApplicationScoped
public class CaseDesk {

    private static final Logger LOG = Logger.getLogger(CaseDesk.class);

    private final Mutiny.SessionFactory sessions;
    private final Registrations registrations;
    private final Receipts receipts;
    private final CaseLinks links;
    private final Serials serials;
    private final Clock clock;

    CaseDesk(
            Mutiny.SessionFactory sessions,
            Registrations registrations,
            Receipts receipts,
            CaseLinks links,
            Serials serials,
            Clock clock) {
        this.sessions = sessions;
        this.registrations = registrations;
        this.receipts = receipts;
        this.links = links;
        this.serials = serials;
        this.clock = clock;
    }

    /** What became of a command. */
    public sealed interface Outcome {

        record Done(Registration state) implements Outcome {}

        record Refused(Refusal refusal) implements Outcome {}

        /** No such case, or none the caller may see. */
        record Unknown(String caseNo) implements Outcome {}
    }

    /** Which cases the caller may touch. */
    @FunctionalInterface
    public interface Scope {
        boolean allows(String regionCode);
    }

    /** Asks something of a case; the command is made from its state and the present. */
    public Uni<Outcome> ask(
            String caseNo,
            Scope scope,
            Asked asked,
            BiFunction<Registration, Instant, RegistrationCommand> command) {
        return sessions.withTransaction(
                (session, tx) ->
                        load(session, caseNo, scope)
                                .chain(
                                        kept ->
                                                kept.isEmpty()
                                                        ? Uni.createFrom()
                                                                .item(new Outcome.Unknown(caseNo))
                                                        : once(
                                                                session,
                                                                kept.get(),
                                                                asked,
                                                                command)));
    }

    private Uni<Outcome> once(
            Mutiny.Session session,
            Kept kept,
            Asked asked,
            BiFunction<Registration, Instant, RegistrationCommand> command) {
        return asked.isRepeat(session)
                .chain(
                        again ->
                                again
                                        ? Uni.createFrom().item(new Outcome.Done(kept.state()))
                                        : ask(
                                                session,
                                                kept,
                                                asked,
                                                command.apply(kept.state(), clock.instant())));
    }

    private Uni<Outcome> ask(
            Mutiny.Session session, Kept kept, Asked asked, RegistrationCommand command) {
        return switch (RegistrationRules.decide(kept.state(), command)) {
            case Decision.Refused r -> Uni.createFrom().item(new Outcome.Refused(r.refusal()));
            case Decision.Accepted a -> {
                Story story = told(kept, a, asked.cause());
                yield registrations
                        .change(session, List.of(new Kept(a.next(), story.tail())))
                        .chain(() -> Outbox.append(session, List.of(story), List.of()))
                        .chain(() -> settle(session, a.next()))
                        .chain(() -> asked.remember(session, Zones.dateOf(command.at())))
                        .replaceWith(new Outcome.Done(a.next()));
            }
        };
    }

    /** The records of a refused case are refused, those of a merged one are linked. */
    private Uni<Void> settle(Mutiny.Session session, Registration next) {
        UUID id = next.identity().caseId();
        return switch (next) {
            case Registration.Refused r ->
                    receipts.settleCase(session, id, ReceiptStatus.REFUSED, r.reason().name());
            case Registration.Merged m ->
                    receipts.settleCase(
                            session, id, ReceiptStatus.LINKED, "并入 " + m.master().caseNo());
            case Registration.Registered ignored -> Uni.createFrom().voidItem();
            case Registration.Accepted ignored -> Uni.createFrom().voidItem();
            case Registration.Cancelled ignored -> Uni.createFrom().voidItem();
        };
    }

    private static Story told(Kept kept, Decision.Accepted accepted, Cause cause) {
        Story story = PublishedEvents.story(accepted.next(), kept.tail(), cause);
        for (RegistrationEvent event : accepted.events()) {
            PublishedEvents.tell(story, event);
            Transitions.log(LOG, kept.state(), accepted.next(), event.rule());
        }
        return story;
    }

    /** Accepts by a person; the acceptance notice gets its number. */
    public Uni<Outcome> accept(String caseNo, Scope scope, Asked asked, Actor by) {
        Instant now = clock.instant();
        String region = caseNo.length() > 8 ? caseNo.substring(2, 8) : caseNo;
        int year = Zones.dateOf(now).getYear();
        return serials.lease("notice:" + region + ":" + year, 1)
                .chain(
                        serial ->
                                ask(
                                        caseNo,
                                        scope,
                                        asked,
                                        (state, at) ->
                                                new RegistrationCommand.Accept(
                                                        "%s受告〔%d〕%d号"
                                                                .formatted(
                                                                        region,
                                                                        year,
                                                                        serial.getFirst()),
                                                        by,
                                                        at,
                                                        null)));
    }

    /**
     * Merges two cases; the rule says which of them survives. The answer is the master's state.
     *
     * @param scope must allow both
     */
    public Uni<Outcome> merge(String caseNo, String otherNo, Scope scope, Asked asked, Actor by) {
        return sessions.withTransaction(
                (session, tx) ->
                        lockAndLoad(session, List.of(caseNo, otherNo), scope)
                                .chain(found -> merge(session, caseNo, otherNo, found, asked, by)));
    }

    private Uni<Outcome> merge(
            Mutiny.Session session,
            String caseNo,
            String otherNo,
            Map<String, Kept> found,
            Asked asked,
            Actor by) {
        Kept one = found.get(caseNo);
        Kept other = found.get(otherNo);
        if (one == null || other == null) {
            return Uni.createFrom().item(new Outcome.Unknown(one == null ? caseNo : otherNo));
        }
        boolean first = MergeRule.isMaster(one.state().identity(), other.state().identity());
        Kept master = first ? one : other;
        Kept absorbed = first ? other : one;
        return asked.isRepeat(session)
                .chain(
                        again ->
                                again
                                        ? Uni.createFrom().item(new Outcome.Done(master.state()))
                                        : merge(session, master, absorbed, asked, by));
    }

    private Uni<Outcome> merge(
            Mutiny.Session session, Kept master, Kept absorbed, Asked asked, Actor by) {
        UUID mergeId = TimeOrderedId.next();
        Instant at = clock.instant();
        CaseIdentity masterId = master.state().identity();
        Registration gone = absorbed.state();
        Decision leaves = RegistrationRules.decide(gone, new MergeInto(mergeId, masterId, by, at));
        Decision stays =
                RegistrationRules.decide(
                        master.state(),
                        new Absorb(
                                mergeId,
                                gone.identity(),
                                gone.sources(),
                                gone.matter().flags(),
                                by,
                                at));
        if (leaves instanceof Decision.Refused(Refusal refusal)) {
            return Uni.createFrom().item(new Outcome.Refused(refusal));
        }
        if (stays instanceof Decision.Refused(Refusal refusal)) {
            return Uni.createFrom().item(new Outcome.Refused(refusal));
        }
        return keep(
                        session,
                        asked,
                        master,
                        (Decision.Accepted) stays,
                        absorbed,
                        (Decision.Accepted) leaves)
                .call(() -> asked.remember(session, Zones.dateOf(at)));
    }

    private Uni<Outcome> keep(
            Mutiny.Session session,
            Asked asked,
            Kept master,
            Decision.Accepted stays,
            Kept absorbed,
            Decision.Accepted leaves) {
        Story ofMaster = told(master, stays, asked.cause());
        Story ofAbsorbed = told(absorbed, leaves, asked.cause());
        return registrations
                .change(
                        session,
                        List.of(
                                new Kept(stays.next(), ofMaster.tail()),
                                new Kept(leaves.next(), ofAbsorbed.tail())))
                .chain(() -> Outbox.append(session, List.of(ofMaster, ofAbsorbed), List.of()))
                .chain(() -> settle(session, leaves.next()))
                .chain(
                        () ->
                                links.inherit(
                                        session,
                                        stays.next().identity().caseId(),
                                        leaves.next().identity().caseId()))
                .replaceWith(new Outcome.Done(stays.next()));
    }

    private Uni<Optional<Kept>> load(Mutiny.Session session, String caseNo, Scope scope) {
        return lockAndLoad(session, List.of(caseNo), scope)
                .map(found -> Optional.ofNullable(found.get(caseNo)));
    }

    private Uni<Map<String, Kept>> lockAndLoad(
            Mutiny.Session session, List<String> caseNos, Scope scope) {
        return registrations
                .idsOf(session, caseNos)
                .call(ids -> SequenceCheck.lock(session, ids))
                .chain(ids -> registrations.find(session, ids))
                .map(found -> visible(found, scope));
    }

    private static Map<String, Kept> visible(Map<UUID, Kept> found, Scope scope) {
        Map<String, Kept> visible = new HashMap<>();
        found.values().stream()
                .filter(k -> scope.allows(k.state().identity().regionCode()))
                .forEach(k -> visible.put(k.state().identity().caseNo(), k));
        return visible;
    }
}
