package org.fengqiao.intake.handling;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.fengqiao.contracts.Actor;
import org.fengqiao.intake.AutoAccept;
import org.fengqiao.intake.CaseIdentity;
import org.fengqiao.intake.Decision;
import org.fengqiao.intake.Fingerprint;
import org.fengqiao.intake.IntakePolicy;
import org.fengqiao.intake.MergeCandidate;
import org.fengqiao.intake.MergeRule;
import org.fengqiao.intake.MergeRule.KnownCase;
import org.fengqiao.intake.Registration;
import org.fengqiao.intake.RegistrationCommand;
import org.fengqiao.intake.RegistrationEvent;
import org.fengqiao.intake.RegistrationRules;
import org.fengqiao.intake.handling.Recognition.Recognised;
import org.fengqiao.intake.outbound.Parties;
import org.fengqiao.intake.outbound.PublishedEvents;
import org.fengqiao.intake.outbound.Receipts.Fate;
import org.fengqiao.intake.outbound.Receipts.RecordKey;
import org.fengqiao.intake.outbound.Registrations.Kept;
import org.fengqiao.intake.outbound.Registrations.Opened;
import org.fengqiao.intake.reception.ReceiptStatus;
import org.fengqiao.outbox.Story;
import org.fengqiao.outbox.Story.Cause;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Decides a batch of records in memory, one after the other, so that a later one sees what an
 * earlier one of the same transaction registered. Lives for one transaction; not thread-safe.
 */
final class RegistrationBatch {

    private static final Logger LOG = Logger.getLogger(RegistrationBatch.class);

    private final IntakePolicy policy;
    private final Map<RecordKey, UUID> links;
    private final List<KnownCase> known;
    private final Map<UUID, Registration> states = new LinkedHashMap<>();
    private final Map<UUID, Story> stories = new LinkedHashMap<>();
    private final Map<UUID, Story.Tail> loaded = new LinkedHashMap<>();
    private final Map<RecordKey, UUID> newLinks = new LinkedHashMap<>();
    private final Map<UUID, Fingerprint> fingerprints = new LinkedHashMap<>();
    private final List<Parties.OfCase> parties = new ArrayList<>();
    private final List<Fate> fates = new ArrayList<>();
    private final List<UUID> demo = new ArrayList<>();

    RegistrationBatch(
            IntakePolicy policy,
            Map<RecordKey, UUID> links,
            Map<UUID, Kept> cases,
            List<KnownCase> known) {
        this.policy = policy;
        this.links = new LinkedHashMap<>(links);
        this.known = new ArrayList<>(known);
        cases.forEach(
                (id, kept) -> {
                    states.put(id, kept.state());
                    loaded.put(id, kept.tail());
                });
    }

    /** Numbers made ready for a record that may open a case. */
    record Numbers(CaseIdentity identity, String noticeNo) {}

    void take(Recognised record, Numbers numbers, Cause cause) {
        UUID existing = links.get(record.key());
        if (existing != null) {
            link(existing, record, numbers, cause);
        } else if (!record.clue().requiresCase()) {
            settle(record, ReceiptStatus.INFO_ONLY, null, record.clue().matterKind().name());
        } else {
            register(record, numbers, cause);
        }
    }

    private void register(Recognised record, Numbers numbers, Cause cause) {
        CaseIdentity identity = numbers.identity();
        List<MergeCandidate> candidates = MergeRule.candidates(record.fingerprint(), known);
        List<String> objections =
                AutoAccept.objections(policy, identity.regionCode(), record.matter(), candidates);
        Registration state =
                apply(
                        null,
                        RegistrationRules.open(
                                new RegistrationCommand.Register(
                                        identity,
                                        record.matter(),
                                        record.source(),
                                        candidates,
                                        objections,
                                        Actor.SYSTEM,
                                        identity.registeredAt())),
                        cause);
        if (objections.isEmpty()) {
            apply(
                    state,
                    RegistrationRules.decide(
                            state,
                            new RegistrationCommand.Accept(
                                    numbers.noticeNo(),
                                    Actor.SYSTEM,
                                    identity.registeredAt(),
                                    AutoAccept.ID)),
                    cause);
        }
        UUID caseId = identity.caseId();
        links.put(record.key(), caseId);
        newLinks.put(record.key(), caseId);
        fingerprints.put(caseId, record.fingerprint());
        if (record.pending().demo()) {
            demo.add(caseId);
        }
        known.add(new KnownCase(caseId, identity.caseNo(), record.fingerprint()));
        record.clue()
                .parties()
                .forEach(p -> parties.add(new Parties.OfCase(caseId, p, record.isSecret(p))));
        settle(record, ReceiptStatus.REGISTERED, caseId, null);
    }

    private void link(UUID caseId, Recognised record, Numbers numbers, Cause cause) {
        Registration state = states.get(caseId);
        if (state == null) {
            throw new IllegalStateException("a linked record without its case");
        }
        apply(
                state,
                RegistrationRules.decide(
                        state,
                        new RegistrationCommand.LinkRecord(
                                record.source(),
                                record.clue().flagSet(),
                                Actor.SYSTEM,
                                numbers.identity().registeredAt())),
                cause);
        settle(record, ReceiptStatus.LINKED, caseId, "新版本");
    }

    private Registration apply(@Nullable Registration before, Decision decision, Cause cause) {
        Decision.Accepted accepted =
                switch (decision) {
                    case Decision.Accepted a -> a;
                    case Decision.Refused r ->
                            throw new IllegalStateException("refused " + r.refusal().code());
                };
        Registration next = accepted.next();
        UUID caseId = next.identity().caseId();
        states.put(caseId, next);
        Story story = stories.computeIfAbsent(caseId, id -> openStory(next, cause));
        story.causedBy(cause);
        for (RegistrationEvent event : accepted.events()) {
            PublishedEvents.tell(story, event);
            Transitions.log(LOG, before, next, event.rule());
        }
        return next;
    }

    private Story openStory(Registration state, Cause cause) {
        Story.Tail tail = loaded.getOrDefault(state.identity().caseId(), Story.Tail.START);
        return PublishedEvents.story(state, tail, cause);
    }

    private void settle(
            Recognised record,
            ReceiptStatus status,
            @Nullable UUID caseId,
            @Nullable String reason) {
        fates.add(new Fate(record.pending().receiptId(), status, caseId, reason));
    }

    List<Opened> opened() {
        List<Opened> opened = new ArrayList<>();
        fingerprints.forEach(
                (id, fingerprint) ->
                        opened.add(new Opened(of(states, id), tail(id), fingerprint.sourceTime())));
        return opened;
    }

    List<Kept> changed() {
        List<Kept> changed = new ArrayList<>();
        for (UUID id : stories.keySet()) {
            if (loaded.containsKey(id)) {
                changed.add(new Kept(of(states, id), tail(id)));
            }
        }
        return changed;
    }

    private Story.Tail tail(UUID id) {
        return of(stories, id).tail();
    }

    private static <V> V of(Map<UUID, V> map, UUID id) {
        V value = map.get(id);
        if (value == null) {
            throw new IllegalStateException("no case " + id + " in this batch");
        }
        return value;
    }

    List<Story> stories() {
        return List.copyOf(stories.values());
    }

    Map<RecordKey, UUID> newLinks() {
        return newLinks;
    }

    Map<UUID, Fingerprint> fingerprints() {
        return fingerprints;
    }

    List<Parties.OfCase> parties() {
        return parties;
    }

    List<Fate> fates() {
        return fates;
    }

    /** Cases opened by made-up records. */
    List<UUID> demo() {
        return demo;
    }
}
