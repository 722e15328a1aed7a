package org.fengqiao.simulators;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;

/**
 * One case whose turn it is, as its file shows it now.
 *
 * @param county 6 digits
 * @param today the platform's day, Asia/Shanghai
 */
record CaseTurn(String caseNo, String county, LocalDate today, JsonNode file) {

    /** What became of a turn. */
    enum Outcome {
        /** A step was taken. */
        DONE,
        /** The platform or somebody else comes next. */
        WAITS,
        /** The platform did not want the step. */
        REFUSED,
        /** The order is left for people. */
        LEFT,
        /** Nothing happens any more, at least not today. */
        ENDED
    }

    /**
     * A turn that was taken.
     *
     * @param what the step, in the words of the API; empty if none
     * @param unit that had the case, empty before the first order
     * @param red people take their time with it
     */
    record Step(Outcome outcome, String what, String unit, boolean red) {}

    /** The unit that has the case, empty before the first order. */
    String unit() {
        return file.path("unit").asText("");
    }

    boolean red() {
        return file.path("risk").asText().equals("RISK_RED");
    }

    JsonNode order() {
        return last("orders");
    }

    /** The last entry of one of the file's lists; missing if there is none. */
    JsonNode last(String list) {
        return file.path(list).path(file.path(list).size() - 1);
    }

    /** The address of the case in a service. */
    String path(String service) {
        return "/api/" + service + "/cases/" + caseNo;
    }

    Step step(String what, boolean done) {
        return new Step(done ? Outcome.DONE : Outcome.REFUSED, what, unit(), red());
    }

    Step end(Outcome outcome) {
        return new Step(outcome, "", unit(), red());
    }
}
