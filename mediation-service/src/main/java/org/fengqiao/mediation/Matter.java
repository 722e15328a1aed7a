package org.fengqiao.mediation;

import java.util.List;
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

    /** Red cases are visited 3, 7 and 30 days after (DESIGN §2); index = passed visits. */
    private static final List<String> RED_VISITS =
            List.of("visit.red.1", "visit.red.2", "visit.red.3");

    /** A case that gets its first order; risk may have spoken before. */
    public static Matter of(UUID caseId, String caseNo, String regionCode, RiskSeen risk) {
        return new Matter(
                caseId,
                caseNo,
                regionCode,
                risk.level(),
                risk.controlStarted(),
                risk.controlReleased(),
                0,
                0,
                0,
                0);
    }

    public boolean isRed() {
        return risk == RiskLevel.RISK_RED;
    }

    /** How many passed visits close the case. */
    int visitsNeeded() {
        return isRed() ? RED_VISITS.size() : 1;
    }

    /** The time limit of the visit after that many passed ones. */
    String visitRule(int passed) {
        if (isRed()) {
            return RED_VISITS.get(Math.min(passed, RED_VISITS.size() - 1));
        }
        return risk == RiskLevel.RISK_ORANGE ? "visit.orange" : "visit.normal";
    }

    private Matter saw(RiskSeen seen) {
        return new Matter(
                caseId,
                caseNo,
                regionCode,
                seen.level(),
                seen.controlStarted(),
                seen.controlReleased(),
                reopenCount,
                sessionCount,
                visitCount,
                agreementCount);
    }

    private RiskSeen seen() {
        return new RiskSeen(risk, controlStarted, controlReleased);
    }

    Matter assessed(RiskLevel level) {
        return saw(seen().assessed(level));
    }

    Matter controlled(boolean released) {
        return saw(seen().controlled(released));
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
