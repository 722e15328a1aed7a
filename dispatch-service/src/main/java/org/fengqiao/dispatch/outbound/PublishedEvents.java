package org.fengqiao.dispatch.outbound;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.fengqiao.contracts.Actor;
import org.fengqiao.contracts.DispatchEvent;
import org.fengqiao.contracts.DispatchEvent.Answer;
import org.fengqiao.contracts.Explanation;
import org.fengqiao.contracts.OrderKind;
import org.fengqiao.dispatch.AssignmentEvent;
import org.fengqiao.dispatch.AssignmentEvent.AnswersOwed;
import org.fengqiao.dispatch.AssignmentEvent.CancelRefused;
import org.fengqiao.dispatch.AssignmentEvent.CaseConcluded;
import org.fengqiao.dispatch.AssignmentEvent.CaseReceived;
import org.fengqiao.dispatch.AssignmentEvent.CaseReopened;
import org.fengqiao.dispatch.AssignmentEvent.CaseTriaged;
import org.fengqiao.dispatch.AssignmentEvent.CaseWithdrawn;
import org.fengqiao.dispatch.AssignmentEvent.MergeConflict;
import org.fengqiao.dispatch.AssignmentEvent.OpinionGiven;
import org.fengqiao.dispatch.AssignmentEvent.OrderFinished;
import org.fengqiao.dispatch.AssignmentEvent.OrderIssued;
import org.fengqiao.dispatch.AssignmentEvent.OrderProgressed;
import org.fengqiao.dispatch.AssignmentEvent.OrderReturned;
import org.fengqiao.dispatch.AssignmentEvent.OrderSentBack;
import org.fengqiao.dispatch.AssignmentEvent.OrderSigned;
import org.fengqiao.dispatch.AssignmentEvent.OrderUnresolved;
import org.fengqiao.dispatch.AssignmentEvent.OrderWithdrawn;
import org.fengqiao.dispatch.AssignmentEvent.ResultAccepted;
import org.fengqiao.dispatch.AssignmentEvent.ResultFedBack;
import org.fengqiao.dispatch.AssignmentEvent.RiskAwaited;
import org.fengqiao.dispatch.AssignmentEvent.SentToDesk;
import org.fengqiao.dispatch.AssignmentEvent.UrgeSent;
import org.fengqiao.dispatch.AssignmentEvent.VisitFedBack;
import org.fengqiao.dispatch.Order;
import org.fengqiao.dispatch.Triage;
import org.fengqiao.outbox.Story;

/** Private events → the published language, or a note in the journal. One exhaustive method. */
public final class PublishedEvents {

    private PublishedEvents() {}

    /**
     * Tells one event.
     *
     * @param answers what the streams delivered, for ResultFedBack and VisitFedBack
     */
    public static void tell(
            Story story, AssignmentEvent event, Instant at, Actor actor, List<Answer> answers) {
        switch (event) {
            case CaseReceived e -> story.note(at, actor, null, "received", Map.of());
            case RiskAwaited e ->
                    story.note(
                            at,
                            actor,
                            "risk.wait",
                            "risk-awaited",
                            Map.of("until", e.until().toString()));
            case SentToDesk e ->
                    story.note(
                            at,
                            actor,
                            null,
                            "sent-to-desk",
                            Map.of("urgent", Boolean.toString(e.urgent())));
            case CaseTriaged e -> triaged(story, e.triage(), at, actor);
            case OrderIssued e -> issued(story, e.order(), at, actor);
            case OrderSigned e ->
                    story.publish(
                            at,
                            actor,
                            null,
                            h ->
                                    new DispatchEvent.OrderSigned(
                                            h, e.order().orderNo(), e.order().unit()));
            case OrderReturned e ->
                    story.publish(
                            at,
                            actor,
                            "return.order",
                            h ->
                                    new DispatchEvent.OrderReturned(
                                            h,
                                            e.order().orderNo(),
                                            e.order().unit(),
                                            e.reason(),
                                            e.suggestedUnit(),
                                            e.count()));
            case OrderProgressed e ->
                    story.publish(
                            at,
                            actor,
                            null,
                            h ->
                                    new DispatchEvent.OrderProgressed(
                                            h, e.order().orderNo(), e.order().unit(), e.step()));
            case OrderFinished e ->
                    story.publish(
                            at,
                            actor,
                            null,
                            h ->
                                    new DispatchEvent.OrderFinished(
                                            h,
                                            e.order().orderNo(),
                                            e.order().unit(),
                                            e.method(),
                                            e.byMediation(),
                                            e.partyInformed()));
            case OrderUnresolved e ->
                    story.publish(
                            at,
                            actor,
                            null,
                            h ->
                                    new DispatchEvent.OrderUnresolved(
                                            h, e.order().orderNo(), e.order().unit(), e.reason()));
            case OrderSentBack e ->
                    story.publish(
                            at,
                            actor,
                            null,
                            h ->
                                    new DispatchEvent.OrderSentBack(
                                            h, e.order().orderNo(), e.order().unit(), e.reason()));
            case OrderWithdrawn e ->
                    story.note(
                            at,
                            actor,
                            null,
                            "order-withdrawn",
                            Map.of("orderNo", e.order().orderNo()));
            case UrgeSent e ->
                    story.publish(
                            at,
                            actor,
                            "urge.red",
                            h ->
                                    new DispatchEvent.UrgeSent(
                                            h,
                                            e.order().orderNo(),
                                            e.order().unit(),
                                            e.order().urges()));
            case OpinionGiven e ->
                    story.publish(
                            at,
                            actor,
                            null,
                            h -> new DispatchEvent.OpinionGiven(h, e.leaderApproval()));
            case ResultAccepted e -> {
                String rule =
                        actor.user().equals(Actor.SYSTEM.user())
                                ? "policy.auto_accept_result"
                                : null;
                story.publish(at, actor, rule, DispatchEvent.ResultAccepted::new);
            }
            case AnswersOwed e ->
                    story.note(at, actor, null, "answers-owed", Map.of("kind", e.kind().name()));
            case ResultFedBack e ->
                    story.publish(
                            at, actor, null, h -> new DispatchEvent.ResultFedBack(h, answers));
            case VisitFedBack e ->
                    story.publish(at, actor, null, h -> new DispatchEvent.VisitFedBack(h, answers));
            case CaseReopened e ->
                    story.publish(
                            at,
                            actor,
                            null,
                            h -> new DispatchEvent.CaseReopened(h, e.reason(), e.count()));
            case CaseConcluded e ->
                    story.publish(
                            at, actor, null, h -> new DispatchEvent.CaseConcluded(h, e.result()));
            case CaseWithdrawn e ->
                    story.publish(
                            at,
                            actor,
                            null,
                            h -> new DispatchEvent.CaseWithdrawn(h, e.reasonCode()));
            case CancelRefused e ->
                    story.publish(
                            at, actor, null, h -> new DispatchEvent.CancelRefused(h, e.code()));
            case MergeConflict e ->
                    story.publish(
                            at, actor, null, h -> new DispatchEvent.MergeConflict(h, e.mergeId()));
        }
    }

    private static void triaged(Story story, Triage t, Instant at, Actor actor) {
        Explanation why = new Explanation(t.rule(), t.inputs(), t.alternatives(), 1);
        story.publish(
                at,
                actor,
                t.rule(),
                h ->
                        new DispatchEvent.CaseTriaged(
                                h,
                                t.grade(),
                                t.difficulty(),
                                t.category(),
                                t.route(),
                                t.listSide(),
                                t.unit(),
                                why));
    }

    private static void issued(Story story, Order o, Instant at, Actor actor) {
        story.publish(
                at,
                actor,
                o.dueRule(),
                h ->
                        new DispatchEvent.OrderIssued(
                                h,
                                o.orderNo(),
                                OrderKind.HANDLE,
                                o.unit(),
                                o.mediates(),
                                o.urgent(),
                                o.issuedAt(),
                                o.signDueAt(),
                                o.dueAt(),
                                o.dueRule(),
                                o.provisional()));
    }
}
