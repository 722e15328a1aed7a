package org.fengqiao.mediation;

import java.util.UUID;
import org.fengqiao.contracts.RiskLevel;
import org.jspecify.annotations.Nullable;

/**
 * What mediation knows of a case, whatever its state.
 *
 * @param risk null until risk has assessed it; a fall changes nothing that was issued
 * @param controlStarted 24小时管控 is in force: no session of a red case without it
 * @param controlReleased 管控 ended: no passed visit of a red case before it
 */
public record Matter(
        UUID caseId,
        String caseNo,
        String regionCode,
        @Nullable RiskLevel risk,
        boolean controlStarted,
        boolean controlReleased,
        int reopenCount,
        int sessionCount,
        int visitCount,
        int agreementCount) {

    public boolean isRed() {
        return risk == RiskLevel.RISK_RED;
    }

    Matter assessed(RiskLevel level) {
        RiskLevel higher = risk != null && risk.compareTo(level) > 0 ? risk : level;
        return new Matter(
                caseId,
                caseNo,
                regionCode,
                higher,
                controlStarted,
                controlReleased,
                reopenCount,
                sessionCount,
                visitCount,
                agreementCount);
    }

    Matter controlled(boolean released) {
        return new Matter(
                caseId,
                caseNo,
                regionCode,
                risk,
                true,
                released,
                reopenCount,
                sessionCount,
                visitCount,
                agreementCount);
    }

    Matter reopened() {
        return new Matter(
                caseId,
                caseNo,
                regionCode,
                risk,
                controlStarted,
                controlReleased,
                reopenCount + 1,
                sessionCount,
                visitCount,
                agreementCount);
    }

    Matter session() {
        return new Matter(
                caseId,
                caseNo,
                regionCode,
                risk,
                controlStarted,
                controlReleased,
                reopenCount,
                sessionCount + 1,
                visitCount,
                agreementCount);
    }

    Matter visit() {
        return new Matter(
                caseId,
                caseNo,
                regionCode,
                risk,
                controlStarted,
                controlReleased,
                reopenCount,
                sessionCount,
                visitCount + 1,
                agreementCount);
    }

    Matter agreement() {
        return new Matter(
                caseId,
                caseNo,
                regionCode,
                risk,
                controlStarted,
                controlReleased,
                reopenCount,
                sessionCount,
                visitCount,
                agreementCount + 1);
    }
}
