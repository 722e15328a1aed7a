package org.fengqiao.risk.signal;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;
import org.fengqiao.contracts.Flag;
import org.fengqiao.contracts.RiskLevel;

/**
 * 硬规则 (domain 06 §6.1): they set at least their level whatever the score. In order, the first that
 * fires counts.
 */
@SuppressWarnings("ImmutableEnumChecker") // the predicates hold no state
public enum HardRule {
    SUICIDE("R07", RiskLevel.RISK_RED, f -> f.has(Flag.SUICIDE)),
    DEATH("R08-death", RiskLevel.RISK_RED, f -> f.has(Flag.DEATH)),
    THREAT_WITH_WEAPON(
            "R05+R06", RiskLevel.RISK_RED, f -> f.has(Flag.THREAT) && f.has(Flag.WEAPON)),
    DV_WITH_MINOR("R09+R10", RiskLevel.RISK_RED, f -> f.has(Flag.DV) && f.has(Flag.MINOR)),
    CROWD_WITH_THREAT(
            "R04>=30+R05",
            RiskLevel.RISK_RED,
            f -> f.involvedPersons() >= 30 && f.has(Flag.THREAT)),
    THREAT("R05", RiskLevel.RISK_ORANGE, f -> f.has(Flag.THREAT)),
    DV("R09", RiskLevel.RISK_ORANGE, f -> f.has(Flag.DV)),
    GROUP_IN_KEY_PERIOD(
            "R04>=5+R16",
            RiskLevel.RISK_ORANGE,
            f -> f.involvedPersons() >= 5 && f.has(Flag.KEY_PERIOD));

    private final String code;
    private final RiskLevel level;
    private final Predicate<Facts> fires;

    HardRule(String code, RiskLevel level, Predicate<Facts> fires) {
        this.code = code;
        this.level = level;
        this.fires = fires;
    }

    public String code() {
        return code;
    }

    public RiskLevel level() {
        return level;
    }

    /** The first rule that fires. */
    public static Optional<HardRule> firing(Facts facts) {
        return Arrays.stream(values()).filter(r -> r.fires.test(facts)).findFirst();
    }
}
