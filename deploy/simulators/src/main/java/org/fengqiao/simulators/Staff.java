package org.fengqiao.simulators;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Locale;
import java.util.function.Consumer;
import org.fengqiao.simulators.Outside.Answer;

/**
 * The people and units of the local realm, as far as they act on cases. What the platform refuses
 * is told, never repeated by itself: somebody else may have been first.
 */
final class Staff {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int TOO_MANY = 429;
    private static final int SERVER_ERROR = 500;

    private final Outside outside;
    private final Consumer<String> log;

    Staff(Outside outside, Consumer<String> log) {
        this.outside = outside;
        this.log = log;
    }

    /** The platform or a part of it does not answer now; it comes back. */
    static final class Away extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Away(String what, int status) {
            super(what + " -> " + status);
        }
    }

    /**
     * Reads as a person, e.g. {@code dispatcher-520527}.
     *
     * @throws Away when the platform cannot answer now
     */
    Answer read(String person, String path) {
        return present(path, outside.asPerson(person, "GET", path, null).join());
    }

    /** Asks something as a person; true if it was done. */
    boolean ask(String person, String path, Object body) {
        return done(path, outside.asPerson(person, "POST", path, text(body)).join());
    }

    /** The same where being too late is ordinary: nothing is told of a refusal. */
    boolean offer(String person, String path) {
        return present(path, outside.asPerson(person, "POST", path, "{}").join()).isOk();
    }

    /** Asks something as the mediator of a mediation organisation. */
    boolean askAsMediator(String unit, String path, Object body) {
        return ask(mediator(unit), path, body);
    }

    /** Answers an order as the unit's own system. */
    boolean answer(String unit, String orderNo, String verb, Object body) {
        String path = "/departments/" + unit + "/orders/" + orderNo + "/" + verb;
        return done(path, outside.asClient("dept-" + unit, "POST", path, text(body)).join());
    }

    /** The local realm has the court outpost's mediator under the plain name of the county. */
    private static String mediator(String unit) {
        String county = unit.substring(0, unit.indexOf('-'));
        return unit.endsWith("-COURT")
                ? "mediator-" + county
                : "mediator-" + unit.toLowerCase(Locale.ROOT);
    }

    private boolean done(String path, Answer answer) {
        if (!present(path, answer).isOk()) {
            JsonNode problem = answer.body();
            log.accept(
                    "refused: %s -> %d %s"
                            .formatted(path, answer.status(), problem.path("type").asText()));
        }
        return answer.isOk();
    }

    private static Answer present(String path, Answer answer) {
        if (answer.status() >= SERVER_ERROR || answer.status() == TOO_MANY) {
            throw new Away(path, answer.status());
        }
        return answer;
    }

    private static String text(Object body) {
        return JSON.valueToTree(body).toString();
    }
}
