package org.fengqiao.reporting;

import java.time.Instant;
import java.util.List;
import org.fengqiao.contracts.RiskEvent;
import org.fengqiao.contracts.RiskLevel;
import org.fengqiao.contracts.Secrecy;

/** What risk says of a case. */
final class FromRisk {

    private FromRisk() {}

    static void tell(CaseFile file, RiskEvent event, Instant at) {
        switch (event) {
            case RiskEvent.RiskAssessed e -> {
                file.risk = e.level();
                if (e.level() == RiskLevel.RISK_RED) {
                    file.secrecy = Secrecy.RESTRICTED;
                }
                file.riskHistory.add(
                        new RiskLine(
                                e.level().name(),
                                e.score(),
                                e.hardRule(),
                                e.factors().stream().map(f -> f.code() + " " + f.points()).toList(),
                                at));
            }
            case RiskEvent.ControlStarted e ->
                    file.riskHistory.add(new RiskLine("CONTROL_STARTED", 0, null, List.of(), at));
            case RiskEvent.ControlReleased e ->
                    file.riskHistory.add(new RiskLine("CONTROL_RELEASED", 0, null, List.of(), at));
        }
    }
}
