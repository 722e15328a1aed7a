package org.fengqiao.dispatch;

import java.time.Instant;
import org.fengqiao.contracts.FeedbackKind;
import org.fengqiao.contracts.MediationFailure;
import org.fengqiao.contracts.ResolutionMethod;
import org.fengqiao.contracts.ResolutionResult;
import org.fengqiao.contracts.ReturnReason;
import org.fengqiao.contracts.Satisfaction;
import org.fengqiao.contracts.SendBackReason;
import org.fengqiao.contracts.VisitFailure;
import org.fengqiao.contracts.VisitMethod;
import org.jspecify.annotations.Nullable;

/**
 * What happened, private to dispatch; {@code outbound} turns it into published events, messages and
 * timers.
 */
public sealed interface AssignmentEvent {

    /** Noted only: the case came to the desk. */
    record CaseReceived() implements AssignmentEvent {}

    /** Noted only: a flagged case waits for its assessment until then, then it is urgent anyway. */
    record RiskAwaited(Instant until) implements AssignmentEvent {}

    /** Noted only: people must decide. */
    record SentToDesk(boolean urgent) implements AssignmentEvent {}

    record CaseTriaged(Triage triage) implements AssignmentEvent {}

    record OrderIssued(Order order) implements AssignmentEvent {}

    record OrderSigned(Order order) implements AssignmentEvent {}

    record OrderReturned(
            Order order, ReturnReason reason, @Nullable String suggestedUnit, int count)
            implements AssignmentEvent {}

    record OrderProgressed(Order order, String step) implements AssignmentEvent {}

    record OrderFinished(
            Order order, ResolutionMethod method, boolean byMediation, boolean partyInformed)
            implements AssignmentEvent {}

    record OrderUnresolved(Order order, MediationFailure reason) implements AssignmentEvent {}

    record OrderSentBack(Order order, SendBackReason reason) implements AssignmentEvent {}

    /** Noted only: the order ended with the case. */
    record OrderWithdrawn(Order order) implements AssignmentEvent {}

    record UrgeSent(Order order) implements AssignmentEvent {}

    record OpinionGiven(boolean leaderApproval) implements AssignmentEvent {}

    record ResultAccepted(Order order) implements AssignmentEvent {}

    /** Noted only: an answer of this kind is owed to every source from now on. */
    record AnswersOwed(FeedbackKind kind, @Nullable Visit visit) implements AssignmentEvent {}

    record ResultFedBack() implements AssignmentEvent {}

    record VisitFedBack() implements AssignmentEvent {}

    record CaseReopened(VisitFailure reason, int count) implements AssignmentEvent {}

    record CaseConcluded(ResolutionResult result) implements AssignmentEvent {}

    record CaseWithdrawn(String reasonCode) implements AssignmentEvent {}

    record CancelRefused(String code) implements AssignmentEvent {}

    record MergeConflict(String mergeId) implements AssignmentEvent {}

    /** 回访 as the sources are told. */
    record Visit(VisitMethod method, Satisfaction satisfaction, Instant at) {}
}
