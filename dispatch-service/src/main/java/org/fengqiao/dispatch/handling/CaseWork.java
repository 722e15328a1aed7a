package org.fengqiao.dispatch.handling;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.fengqiao.contracts.Actor;
import org.fengqiao.contracts.CaseHeader;
import org.fengqiao.contracts.DispatchEvent.Answer;
import org.fengqiao.contracts.Topics;
import org.fengqiao.dispatch.Assignment;
import org.fengqiao.dispatch.AssignmentEvent;
import org.fengqiao.dispatch.AssignmentRules;
import org.fengqiao.dispatch.Decision;
import org.fengqiao.dispatch.DispatchCommand;
import org.fengqiao.dispatch.Matter;
import org.fengqiao.dispatch.Refusal;
import org.fengqiao.dispatch.outbound.Assignments;
import org.fengqiao.dispatch.outbound.PublishedEvents;
import org.fengqiao.outbox.Story;
import org.fengqiao.outbox.Story.Cause;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One case within one transaction: its state as it unfolds and what has to be written. Not
 * thread-safe.
 */
final class CaseWork {

    private static final Logger LOG = Logger.getLogger(CaseWork.class);

    private final AssignmentRules rules;
    private final boolean isNew;
    private final List<Happened> happened = new ArrayList<>();
    private final Story story;
    private Assignment state;
    private Instant at;
    private List<Answer> answers = List.of();

    private CaseWork(
            AssignmentRules rules,
            Assignment state,
            Story.Tail tail,
            Cause cause,
            boolean isNew,
            Instant at) {
        this.rules = rules;
        this.state = state;
        this.isNew = isNew;
        this.at = at;
        this.story =
                new Story(
                        "dispatch", Topics.DISPATCH_EVENTS, frame(state.matter(), at), tail, cause);
    }

    static CaseWork open(AssignmentRules rules, Matter matter, Cause cause, Instant at) {
        Decision.Accepted opened = rules.open(matter);
        CaseWork work = new CaseWork(rules, opened.next(), Story.Tail.START, cause, true, at);
        work.tell(opened.events(), at, Actor.SYSTEM);
        return work;
    }

    static CaseWork of(AssignmentRules rules, Assignments.Kept kept, Cause cause, Instant at) {
        Story.Tail tail = kept.tail() == null ? Story.Tail.START : kept.tail();
        return new CaseWork(rules, kept.state(), tail, cause, false, at);
    }

    /** Answers that were delivered, named by the events that report it. */
    CaseWork delivered(List<Answer> delivered) {
        this.answers = List.copyOf(delivered);
        return this;
    }

    /** Applies the command; empty if it was accepted. */
    Optional<Refusal> apply(DispatchCommand command) {
        return switch (rules.decide(state, command)) {
            case Decision.Refused refused -> Optional.of(refused.refusal());
            case Decision.Accepted accepted -> {
                String before = Assignments.nameOf(state);
                state = accepted.next();
                at = command.at();
                tell(accepted.events(), command.at(), command.actor());
                log(before, command);
                yield Optional.empty();
            }
        };
    }

    private void tell(List<AssignmentEvent> events, Instant when, Actor actor) {
        for (AssignmentEvent event : events) {
            PublishedEvents.tell(story, event, when, actor, answers);
            happened.add(new Happened(event, state, when, actor));
        }
    }

    private void log(String before, DispatchCommand command) {
        String after = Assignments.nameOf(state);
        if (!before.equals(after)) {
            LOG.infof(
                    "case %s %s -> %s by %s (%s)",
                    state.matter().caseNo(),
                    before,
                    after,
                    command.getClass().getSimpleName(),
                    command.actor().user());
        }
    }

    UUID caseId() {
        return state.matter().caseId();
    }

    Assignment state() {
        return state;
    }

    Story story() {
        return story;
    }

    boolean isNew() {
        return isNew;
    }

    Instant at() {
        return at;
    }

    List<Happened> happened() {
        return happened;
    }

    /** Later events of a batch have causes of their own. */
    void causedBy(Cause cause) {
        story.causedBy(cause);
    }

    private static CaseHeader frame(Matter m, Instant at) {
        return new CaseHeader(
                m.caseId(),
                m.caseNo(),
                0,
                m.caseId(),
                null,
                m.regionCode(),
                at,
                Actor.SYSTEM,
                null);
    }

    /** An event with the state it led to. */
    record Happened(AssignmentEvent event, Assignment state, Instant at, @Nullable Actor actor) {}
}
