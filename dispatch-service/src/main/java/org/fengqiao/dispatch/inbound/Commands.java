package org.fengqiao.dispatch.inbound;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.fengqiao.dispatch.handling.AssignmentHandler.Outcome;
import org.fengqiao.dispatch.outbound.Assignments;
import org.fengqiao.edge.Problem;
import org.fengqiao.edge.ProblemException;
import org.fengqiao.outbox.EventCodec;
import org.jspecify.annotations.Nullable;

/**
 * What the doors for commands share: fields that must be there, answers, repeats under an
 * Idempotency-Key.
 */
@ApplicationScoped
class Commands {

    /** Longest text a unit may send: it travels on in the answers to the sources. */
    private static final int LONGEST = 4000;

    private final Pool pool;
    private final Clock clock;

    Commands(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    /** New state of the case, or the refusal as 409 with its stable code. */
    ObjectNode answer(Optional<Outcome> outcome) {
        Outcome done = outcome.orElseThrow(Commands::noSuchCase);
        if (done.refusal() != null) {
            throw Problem.of(409, done.refusal().code(), "操作被拒绝", done.refusal().detail())
                    .asException();
        }
        ObjectNode node = DepartmentResource.node();
        node.put("caseNo", done.state().matter().caseNo());
        node.put("state", Assignments.nameOf(done.state()));
        var order = done.state().order();
        if (order != null) {
            node.put("orderNo", order.orderNo());
            node.put("orderState", order.state().name());
            node.put("unit", order.unit());
            node.put("urgent", order.urgent());
        }
        return node;
    }

    /**
     * Runs the command once per client and key; a repeat gets the first answer. Refusals are not
     * kept: they may pass later.
     */
    Uni<ObjectNode> once(String client, @Nullable String key, Supplier<Uni<ObjectNode>> command) {
        if (key == null || key.isBlank()) {
            return command.get();
        }
        return pool.preparedQuery("select body from idempotency where client = $1 and key = $2")
                .execute(Tuple.of(client, key))
                .chain(
                        rows ->
                                rows.size() > 0
                                        ? Uni.createFrom()
                                                .item(
                                                        read(
                                                                rows.iterator()
                                                                        .next()
                                                                        .getString("body")))
                                        : command.get().call(body -> remember(client, key, body)));
    }

    private Uni<Void> remember(String client, String key, ObjectNode body) {
        return pool.preparedQuery(
                        "insert into idempotency (client, key, status, body, at) values ($1, $2, 200, $3, $4) on conflict do nothing")
                .execute(
                        Tuple.of(
                                client,
                                key,
                                body.toString(),
                                clock.instant().atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }

    private static ObjectNode read(String body) {
        try {
            return (ObjectNode) EventCodec.mapper().readTree(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("kept answer is not JSON", e);
        }
    }

    static String required(@Nullable String text, String pointer) {
        if (text == null || text.isBlank()) {
            throw invalid(pointer, "必填");
        }
        if (text.length() > LONGEST) {
            throw invalid(pointer, "最多" + LONGEST + "字");
        }
        return text;
    }

    static <E extends Enum<E>> E value(Class<E> type, @Nullable String text, String pointer) {
        return Arrays.stream(type.getEnumConstants())
                .filter(e -> e.name().equals(text))
                .findFirst()
                .orElseThrow(
                        () ->
                                invalid(
                                        pointer,
                                        "应为以下之一:" + Arrays.toString(type.getEnumConstants())));
    }

    static ProblemException invalid(String pointer, String expectation) {
        return Problem.of(422, "invalid", "请求内容有误", pointer + " " + expectation)
                .withErrors(List.of(new Problem.FieldError(pointer, expectation)))
                .asException();
    }

    static ProblemException noSuchOrder() {
        return Problem.of(404, "no-such-order", "工单不存在", "本单位没有该编号的工单").asException();
    }

    static ProblemException noSuchCase() {
        return Problem.of(404, "no-such-case", "事项不存在", "没有该编号的事项,或不在您的查看范围内").asException();
    }
}
