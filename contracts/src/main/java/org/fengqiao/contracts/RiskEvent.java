package org.fengqiao.contracts;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What risk announces on {@code risk.events.v1}; dispatch and mediation obey. */
public sealed interface RiskEvent extends CaseEvent {

    /**
     * 风险评估.
     *
     * @param score 0…100
     * @param hardRule the hard rule that set the level, e.g. {@code R05+R06}; null when the score
     *     did
     * @param factors signals with their points (domain 06 §6.1)
     */
    record RiskAssessed(
            CaseHeader header,
            RiskLevel level,
            int score,
            @Nullable String hardRule,
            List<Factor> factors)
            implements RiskEvent {

        public RiskAssessed {
            factors = List.copyOf(factors);
        }
    }

    /** 24小时管控 started (seed 000-37). */
    record ControlStarted(CaseHeader header) implements RiskEvent {}

    /** 管控 released: conditions met, approved by 政法委. */
    record ControlReleased(CaseHeader header) implements RiskEvent {}

    /** One signal that counted. */
    record Factor(String code, int points) {}
}
