package org.fengqiao.dispatch.inbound;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.fengqiao.dispatch.handling.AssignmentHandler;
import org.fengqiao.dispatch.handling.AssignmentHandler.Outcome;
import org.fengqiao.dispatch.outbound.Assignments;
import org.fengqiao.edge.Problem;
import org.fengqiao.edge.ProblemException;
import org.jspecify.annotations.Nullable;

/** What the doors for commands share: fields that must be there, answers. */
final class Commands {

    /** Longest text a unit may send: it travels on in the answers to the sources. */
    private static final int LONGEST = 4000;

    /** What was written with a command; null if nothing was. */
    static AssignmentHandler.@Nullable Note note(String step, @Nullable String text) {
        return text == null ? null : new AssignmentHandler.Note(step, text);
    }

    private Commands() {}

    /** New state of the case, or the refusal as 409 with its stable code. */
    static ObjectNode answer(Optional<Outcome> outcome) {
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

    /** The body of a request that needs one. */
    static <B> B present(@Nullable B body) {
        if (body == null) {
            throw invalid("", "请求体必填(JSON)");
        }
        return body;
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
