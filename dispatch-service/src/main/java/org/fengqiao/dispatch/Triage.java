package org.fengqiao.dispatch;

import java.util.List;
import java.util.Map;
import org.fengqiao.contracts.Difficulty;
import org.fengqiao.contracts.Grade;
import org.fengqiao.contracts.ListSide;
import org.fengqiao.contracts.Route;

/**
 * 研判: the outcome of a triage and why.
 *
 * @param rule id of the rule, {@code human} for a person's decision
 * @param inputs what the rule saw, or what the person overruled and why
 * @param alternatives other units considered, best first
 */
public record Triage(
        Grade grade,
        Difficulty difficulty,
        String category,
        Route route,
        ListSide listSide,
        String unit,
        boolean mediates,
        String rule,
        Map<String, String> inputs,
        List<String> alternatives) {

    public Triage {
        inputs = Map.copyOf(inputs);
        alternatives = List.copyOf(alternatives);
    }
}
