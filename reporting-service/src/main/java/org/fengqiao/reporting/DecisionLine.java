package org.fengqiao.reporting;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.fengqiao.contracts.Explanation;

/** An automatic or human decision and why. */
public record DecisionLine(
        String what,
        String rule,
        Map<String, String> inputs,
        List<String> alternatives,
        double score,
        Instant at) {

    static DecisionLine of(String what, Explanation why, Instant at) {
        return new DecisionLine(
                what, why.rule(), why.inputs(), why.alternatives(), why.score(), at);
    }
}
