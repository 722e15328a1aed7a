package org.fengqiao.mediation;

import org.fengqiao.contracts.RiskLevel;
import org.jspecify.annotations.Nullable;

/**
 * What risk has said of a case, whether it has an order yet or not. A fall changes nothing.
 *
 * @param level null until risk has assessed the case
 * @param controlStarted 24小时管控 is in force
 * @param controlReleased 管控 ended
 */
public record RiskSeen(@Nullable RiskLevel level, boolean controlStarted, boolean controlReleased) {

    public static final RiskSeen NOTHING = new RiskSeen(null, false, false);

    public RiskSeen assessed(RiskLevel next) {
        RiskLevel higher = level != null && level.compareTo(next) > 0 ? level : next;
        return new RiskSeen(higher, controlStarted, controlReleased);
    }

    public RiskSeen controlled(boolean released) {
        return new RiskSeen(level, true, released);
    }
}
