package org.fengqiao.risk.signal;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.fengqiao.contracts.RiskLevel;
import org.jspecify.annotations.Nullable;

/**
 * 风险评估: "辅助研判,须人工核实".
 *
 * @param score sum of the points, capped at 100
 * @param hardRule code of the hard rule that set the level, null when the score did
 * @param signals what counted
 */
public record Assessment(
        RiskLevel level, int score, @Nullable String hardRule, List<Signal> signals) {

    private static final int CAP = 100;
    private static final int RED = 70;
    private static final int ORANGE = 50;
    private static final int YELLOW = 30;

    public Assessment {
        signals = List.copyOf(signals);
    }

    /** Hard rules first, then the score. */
    public static Assessment of(Facts facts) {
        List<Signal> present = Arrays.stream(Signal.values()).filter(s -> s.isIn(facts)).toList();
        int score = Math.min(CAP, present.stream().mapToInt(Signal::points).sum());
        RiskLevel byScore = byScore(score);
        Optional<HardRule> rule =
                HardRule.firing(facts).filter(r -> r.level().compareTo(byScore) >= 0);
        return new Assessment(
                rule.map(HardRule::level).orElse(byScore),
                score,
                rule.map(HardRule::code).orElse(null),
                present);
    }

    private static RiskLevel byScore(int score) {
        if (score >= RED) {
            return RiskLevel.RISK_RED;
        }
        if (score >= ORANGE) {
            return RiskLevel.RISK_ORANGE;
        }
        return score >= YELLOW ? RiskLevel.RISK_YELLOW : RiskLevel.RISK_BLUE;
    }
}
