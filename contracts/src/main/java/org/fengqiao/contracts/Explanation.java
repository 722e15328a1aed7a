package org.fengqiao.contracts;

import java.util.List;
import java.util.Map;

/**
 * Why the platform decided something by itself ("辅助研判,须人工核实"); a person may overrule it with a
 * reason.
 *
 * @param rule id of the rule that fired
 * @param inputs the facts the rule saw: codes and figures, never personal data
 * @param alternatives what else was considered, best first
 * @param score 0…1 where the rule weighs, 1 for a plain table hit
 */
public record Explanation(
        String rule, Map<String, String> inputs, List<String> alternatives, double score) {

    public Explanation {
        inputs = Map.copyOf(inputs);
        alternatives = List.copyOf(alternatives);
    }
}
