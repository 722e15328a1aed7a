package org.fengqiao.dispatch.outbound;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.fengqiao.contracts.DepartmentMessage;
import org.fengqiao.contracts.EventTypes;
import org.fengqiao.contracts.OrderKind;
import org.fengqiao.contracts.Topics;
import org.fengqiao.dispatch.Matter;
import org.fengqiao.dispatch.Order;
import org.fengqiao.dispatch.Routing;
import org.fengqiao.outbox.EventCodec;
import org.fengqiao.outbox.Outbox;
import org.fengqiao.outbox.Sql;
import org.fengqiao.outbox.Story.Cause;
import org.fengqiao.outbox.TimeOrderedId;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The queue of the units: the projected table and the entries of their streams. */
@ApplicationScoped
public class WorkOrders {

    private final Routing routing;

    public WorkOrders(Routing routing) {
        this.routing = routing;
    }

    /** Adds or changes the rows of these orders. */
    public Uni<Void> keep(Mutiny.Session session, List<Line> lines) {
        if (lines.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return Sql.update(
                        session,
                        """
                        insert into work_order (order_no, case_id, case_no, unit, state, urgent, category, title, region_code,
                                                issued_at, sign_due_at, signed_at, due_at, due_rule, finished_at)
                        select n, cast(c as uuid), cn, u, s, cast(ur as boolean), ca, t, r, cast(i as timestamptz),
                               cast(sd as timestamptz), cast(sa as timestamptz), cast(d as timestamptz), dr, cast(f as timestamptz)
                        from unnest(cast($1 as text[]), cast($2 as text[]), cast($3 as text[]), cast($4 as text[]),
                                    cast($5 as text[]), cast($6 as text[]), cast($7 as text[]), cast($8 as text[]),
                                    cast($9 as text[]), cast($10 as text[]), cast($11 as text[]), cast($12 as text[]),
                                    cast($13 as text[]), cast($14 as text[]), cast($15 as text[]))
                             as x(n, c, cn, u, s, ur, ca, t, r, i, sd, sa, d, dr, f)
                        on conflict (order_no) do update set state = excluded.state, signed_at = excluded.signed_at,
                            finished_at = excluded.finished_at, urgent = excluded.urgent, sign_due_at = excluded.sign_due_at
                        """,
                        texts(lines, l -> l.order().orderNo()),
                        texts(lines, l -> l.matter().caseId().toString()),
                        texts(lines, l -> l.matter().caseNo()),
                        texts(lines, l -> l.order().unit()),
                        texts(lines, l -> l.order().state().name()),
                        texts(lines, l -> Boolean.toString(l.order().urgent())),
                        texts(lines, l -> l.matter().category()),
                        texts(lines, l -> l.matter().title()),
                        texts(lines, l -> l.matter().regionCode()),
                        texts(lines, l -> l.order().issuedAt().toString()),
                        texts(lines, l -> l.order().signDueAt().toString()),
                        texts(lines, l -> text(l.order().signedAt())),
                        texts(lines, l -> l.order().dueAt().toString()),
                        texts(lines, l -> l.order().dueRule()),
                        texts(lines, l -> text(l.order().finishedAt())))
                .replaceWithVoid();
    }

    /** The entry of the unit's stream; reaches Kafka too if the unit chose it. */
    public Outbox.Message message(Matter matter, Order order, Instant at, Cause cause) {
        String type = EventTypes.nameOf(DepartmentMessage.Order.class);
        UUID id = TimeOrderedId.next();
        boolean kafka = routing.unit(order.unit()).map(Routing.Unit::kafka).orElse(false);
        String stream = Topics.department(order.unit());
        String key = matter.caseId().toString();
        DepartmentMessage.Order offered =
                new DepartmentMessage.Order(
                        order.orderNo(),
                        matter.caseId(),
                        matter.caseNo(),
                        order.unit(),
                        OrderKind.HANDLE,
                        order.state().name(),
                        order.urgent(),
                        matter.category(),
                        matter.title(),
                        "请依法办理并按时反馈:" + matter.title(),
                        matter.regionCode(),
                        order.issuedAt(),
                        order.signDueAt(),
                        order.dueAt(),
                        order.dueRule());
        Map<String, String> headers =
                Outbox.cloudEvent(id, type, "dispatch", matter.caseNo(), at, key, cause);
        headers.put("ce_regioncode", matter.regionCode());
        return new Outbox.Message(
                kafka ? stream : null,
                stream,
                key,
                id,
                type,
                order.orderNo(),
                headers,
                EventCodec.encode(offered));
    }

    private static @Nullable String text(@Nullable Instant at) {
        return at == null ? null : at.toString();
    }

    static <T> @Nullable String[] texts(List<T> rows, Function<T, @Nullable String> field) {
        @Nullable String[] values = new String[rows.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = field.apply(rows.get(i));
        }
        return values;
    }

    /** One order with its case. */
    public record Line(Matter matter, Order order) {}
}
