package org.fengqiao.dispatch.handling;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.fengqiao.contracts.Actor;
import org.fengqiao.contracts.DispatchEvent.Answer;
import org.fengqiao.contracts.FeedbackKind;
import org.fengqiao.contracts.FeedbackState;
import org.fengqiao.contracts.SourceRecord;
import org.fengqiao.contracts.Topics;
import org.fengqiao.dispatch.Assignment;
import org.fengqiao.dispatch.AssignmentEvent.AnswersOwed;
import org.fengqiao.dispatch.AssignmentEvent.OrderFinished;
import org.fengqiao.dispatch.AssignmentEvent.OrderIssued;
import org.fengqiao.dispatch.AssignmentEvent.OrderProgressed;
import org.fengqiao.dispatch.AssignmentEvent.OrderReturned;
import org.fengqiao.dispatch.AssignmentEvent.OrderSentBack;
import org.fengqiao.dispatch.AssignmentEvent.OrderSigned;
import org.fengqiao.dispatch.AssignmentEvent.OrderUnresolved;
import org.fengqiao.dispatch.AssignmentEvent.OrderWithdrawn;
import org.fengqiao.dispatch.AssignmentEvent.ResultAccepted;
import org.fengqiao.dispatch.AssignmentEvent.RiskAwaited;
import org.fengqiao.dispatch.AssignmentEvent.UrgeSent;
import org.fengqiao.dispatch.Limits;
import org.fengqiao.dispatch.Matter;
import org.fengqiao.dispatch.Order;
import org.fengqiao.dispatch.Result;
import org.fengqiao.dispatch.outbound.Feedbacks;
import org.fengqiao.dispatch.outbound.NativeAnswers;
import org.fengqiao.dispatch.outbound.OrderTexts;
import org.fengqiao.dispatch.outbound.ReferenceBaseline.UnitNames;
import org.fengqiao.dispatch.outbound.Timers;
import org.fengqiao.dispatch.outbound.Timers.Timer;
import org.fengqiao.dispatch.outbound.WorkOrders;
import org.fengqiao.outbox.Outbox;
import org.fengqiao.outbox.Sql;
import org.fengqiao.outbox.TimeOrderedId;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * What events bring about beside the published ones: queue rows and stream entries, answers,
 * timers. Same transaction.
 */
@ApplicationScoped
class Consequences {

    private final WorkOrders orders;
    private final Feedbacks feedbacks;
    private final Timers timers;
    private final OrderTexts texts;
    private final UnitNames names;
    private final Limits limits;

    Consequences(
            WorkOrders orders,
            Feedbacks feedbacks,
            Timers timers,
            OrderTexts texts,
            UnitNames names,
            Limits limits) {
        this.orders = orders;
        this.feedbacks = feedbacks;
        this.timers = timers;
        this.texts = texts;
        this.names = names;
        this.limits = limits;
    }

    /** Writes them and returns the messages to publish. */
    Uni<List<Outbox.Message>> write(Mutiny.Session session, Collection<CaseWork> works) {
        Map<String, WorkOrders.Line> lines = new LinkedHashMap<>();
        List<Timer> due = new ArrayList<>();
        List<Outbox.Message> messages = new ArrayList<>();
        List<CaseWork> owing = new ArrayList<>();
        for (CaseWork work : works) {
            for (CaseWork.Happened h : work.happened()) {
                Matter matter = h.state().matter();
                Order order = orderOf(h);
                if (order != null) {
                    lines.put(order.orderNo(), new WorkOrders.Line(matter, order));
                    if (unitMustHear(h)) {
                        messages.add(orders.message(matter, order, h.at(), work.story().cause()));
                    }
                }
                timer(h, matter).ifPresent(due::add);
                if (h.event() instanceof AnswersOwed) {
                    owing.add(work);
                }
            }
        }
        return Sql.together(
                        orders.keep(session, List.copyOf(lines.values())), timers.set(session, due))
                .chain(() -> answers(session, owing))
                .map(
                        answers -> {
                            messages.addAll(answers);
                            return messages;
                        });
    }

    private static @Nullable Order orderOf(CaseWork.Happened h) {
        return switch (h.event()) {
            case OrderIssued e -> e.order();
            case OrderSigned e -> e.order();
            case OrderReturned e -> e.order();
            case OrderFinished e -> e.order();
            case OrderUnresolved e -> e.order();
            case OrderSentBack e -> e.order();
            case OrderWithdrawn e -> e.order();
            case ResultAccepted e -> e.order();
            case UrgeSent e -> e.order();
            default -> null;
        };
    }

    /** The unit is told what it did not do itself. */
    private static boolean unitMustHear(CaseWork.Happened h) {
        return switch (h.event()) {
            case OrderIssued e -> true;
            case OrderUnresolved e -> true;
            case OrderSentBack e -> true;
            case OrderWithdrawn e -> true;
            case UrgeSent e -> true;
            case OrderProgressed e -> false;
            default -> false;
        };
    }

    private java.util.Optional<Timer> timer(CaseWork.Happened h, Matter matter) {
        return switch (h.event()) {
            case RiskAwaited e ->
                    java.util.Optional.of(
                            new Timer(matter.caseId(), Timers.Kind.RISK_WAIT, "", e.until()));
            case OrderIssued e when matter.isRed() ->
                    java.util.Optional.of(urge(matter, e.order(), h.at()));
            case UrgeSent e when matter.isRed() ->
                    java.util.Optional.of(urge(matter, e.order(), h.at()));
            case OrderSentBack e when matter.isRed() ->
                    java.util.Optional.of(urge(matter, e.order(), h.at()));
            default -> java.util.Optional.empty();
        };
    }

    private Timer urge(Matter matter, Order order, Instant from) {
        return new Timer(
                matter.caseId(),
                Timers.Kind.URGE,
                order.orderNo(),
                limits.due("urge.red", from).at());
    }

    private Uni<List<Outbox.Message>> answers(Mutiny.Session session, List<CaseWork> owing) {
        if (owing.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        List<UUID> cases = owing.stream().map(CaseWork::caseId).distinct().toList();
        List<String> orderNos =
                owing.stream()
                        .map(w -> w.state().order())
                        .filter(java.util.Objects::nonNull)
                        .map(Order::orderNo)
                        .distinct()
                        .toList();
        return feedbacks
                .of(session, cases)
                .chain(
                        told ->
                                texts.results(session, orderNos)
                                        .chain(
                                                words -> {
                                                    List<Feedbacks.Owed> rows = new ArrayList<>();
                                                    List<Outbox.Message> messages =
                                                            new ArrayList<>();
                                                    owing.stream()
                                                            .distinct()
                                                            .forEach(
                                                                    w ->
                                                                            compose(
                                                                                    w, told, words,
                                                                                    rows,
                                                                                    messages));
                                                    return feedbacks
                                                            .keep(session, rows)
                                                            .replaceWith(messages);
                                                }));
    }

    private void compose(
            CaseWork work,
            Map<UUID, List<Feedbacks.Owed>> told,
            Map<String, String> words,
            List<Feedbacks.Owed> rows,
            List<Outbox.Message> messages) {
        var done =
                told.getOrDefault(work.caseId(), List.of()).stream()
                        .map(
                                o ->
                                        key(
                                                o.answer().system().name(),
                                                o.answer().sourceKey(),
                                                o.answer().kind(),
                                                o.round()))
                        .collect(Collectors.toSet());
        for (CaseWork.Happened h : work.happened()) {
            if (!(h.event() instanceof AnswersOwed owed)) {
                continue;
            }
            Matter matter = h.state().matter();
            for (SourceRecord source : matter.sources()) {
                if (!done.add(
                        key(
                                source.system().name(),
                                source.sourceKey(),
                                owed.kind(),
                                matter.reopenCount()))) {
                    continue;
                }
                UUID id = TimeOrderedId.next();
                rows.add(
                        new Feedbacks.Owed(
                                work.caseId(),
                                new Answer(
                                        source.system(),
                                        source.sourceKey(),
                                        owed.kind(),
                                        FeedbackState.PENDING,
                                        h.at()),
                                matter.reopenCount(),
                                id));
                messages.add(message(work, h, owed, source, id, words));
            }
        }
    }

    private Outbox.Message message(
            CaseWork work,
            CaseWork.Happened h,
            AnswersOwed owed,
            SourceRecord source,
            UUID id,
            Map<String, String> words) {
        Matter matter = h.state().matter();
        Order order = h.state().order();
        Result result = resultOf(h.state());
        String unit = order == null ? matter.regionCode().substring(0, 6) + "-ZZ" : order.unit();
        String opinion = order == null ? null : words.get(order.orderNo());
        NativeAnswers.Answer answer =
                new NativeAnswers.Answer(
                        id.toString(),
                        matter.caseNo(),
                        matter.caseCode(),
                        names.of(unit),
                        handler(h.actor()),
                        result == null ? h.at() : result.at(),
                        opinion == null ? opinion(owed.kind(), result) : opinion,
                        result,
                        owed.visit());
        String topic = Topics.feedback(source.system());
        String type =
                "org.fengqiao.dispatch.feedback-"
                        + owed.kind().name().toLowerCase(java.util.Locale.ROOT)
                        + ".v1";
        Map<String, String> headers =
                Outbox.cloudEvent(
                        id,
                        type,
                        "dispatch",
                        matter.caseNo(),
                        h.at(),
                        source.sourceKey(),
                        work.story().cause());
        headers.put("ce_regioncode", matter.regionCode());
        return new Outbox.Message(
                topic,
                topic,
                source.sourceKey(),
                id,
                type,
                source.sourceKey(),
                headers,
                NativeAnswers.of(source, answer));
    }

    private static String handler(@Nullable Actor actor) {
        return actor == null || actor.user().equals(Actor.SYSTEM.user()) ? "系统" : actor.user();
    }

    private static @Nullable Result resultOf(Assignment state) {
        return switch (state) {
            case Assignment.Answering a -> a.result();
            case Assignment.Answered a -> a.result();
            default -> null;
        };
    }

    /** Words for an answer whose unit wrote none. */
    private static String opinion(FeedbackKind kind, @Nullable Result result) {
        if (kind == FeedbackKind.REFUSED) {
            return "不予受理,请按告知的途径反映";
        }
        Result.Agreed agreed = result == null ? null : result.agreement();
        if (agreed != null) {
            int parts = agreed.instalments().size();
            return parts > 1
                    ? "经调解双方达成协议,金额%s元,分%d期履行".formatted(money(agreed.amount()), parts)
                    : "经调解双方达成协议,金额%s元".formatted(money(agreed.amount()));
        }
        return result == null ? "未能化解,已告知其他法定途径" : "已办理完毕";
    }

    private static String money(BigDecimal amount) {
        return amount.setScale(2, java.math.RoundingMode.HALF_UP).toPlainString();
    }

    private static String key(String system, String sourceKey, FeedbackKind kind, int round) {
        return system + ":" + sourceKey + ":" + kind + ":" + round;
    }
}
