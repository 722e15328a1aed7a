package org.fengqiao.dispatch;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.fengqiao.contracts.Flag;
import org.fengqiao.contracts.RiskLevel;
import org.fengqiao.contracts.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * What dispatch knows of a case, whatever its state. Texts are de-identified by intake.
 *
 * @param flags CL-09 as intake set them
 * @param sources every record that fed the case; each is owed an answer
 * @param accepted 已受理: only then may it be triaged
 * @param urgent sign within 2 hours, first on the desk
 * @param risk null until risk has assessed it
 * @param leaderApproved leader approval of a red or critical case is recorded
 * @param opinionGiven written opinion of a consultation is recorded (较大/重大, seed 002-34)
 */
public record Matter(
        UUID caseId,
        String caseNo,
        String caseCode,
        String regionCode,
        String title,
        String category,
        Set<Flag> flags,
        int involvedPersons,
        @Nullable BigDecimal involvedAmount,
        List<SourceRecord> sources,
        boolean accepted,
        boolean urgent,
        @Nullable RiskLevel risk,
        boolean leaderApproved,
        boolean opinionGiven,
        int returnCount,
        int reopenCount,
        int orderCount) {

    private static final Set<Flag> PEOPLE_DECIDE =
            EnumSet.of(
                    Flag.THREAT,
                    Flag.WEAPON,
                    Flag.SUICIDE,
                    Flag.DV,
                    Flag.MINOR,
                    Flag.MASS,
                    Flag.DEATH);

    public Matter {
        flags = Set.copyOf(flags);
        sources = List.copyOf(sources);
    }

    /** Flags that forbid automatic triage (DESIGN §2, Risk and automation). */
    public boolean peopleDecide() {
        return isRed() || flags.stream().anyMatch(PEOPLE_DECIDE::contains);
    }

    public boolean isRed() {
        return risk == RiskLevel.RISK_RED;
    }

    Matter acceptedNow() {
        return with(
                flags,
                sources,
                true,
                urgent,
                risk,
                leaderApproved,
                opinionGiven,
                returnCount,
                reopenCount,
                orderCount);
    }

    Matter urgentNow() {
        return with(
                flags,
                sources,
                accepted,
                true,
                risk,
                leaderApproved,
                opinionGiven,
                returnCount,
                reopenCount,
                orderCount);
    }

    /** A fall never takes back what a higher level brought. */
    Matter assessed(RiskLevel level) {
        boolean urgentNow = urgent || level == RiskLevel.RISK_RED;
        return with(
                flags,
                sources,
                accepted,
                urgentNow,
                level,
                leaderApproved,
                opinionGiven,
                returnCount,
                reopenCount,
                orderCount);
    }

    Matter approved(boolean leader) {
        return with(
                flags,
                sources,
                accepted,
                urgent,
                risk,
                leaderApproved || leader,
                opinionGiven || !leader,
                returnCount,
                reopenCount,
                orderCount);
    }

    Matter linked(List<SourceRecord> more, Set<Flag> moreFlags) {
        List<SourceRecord> all = new ArrayList<>(sources);
        for (SourceRecord record : more) {
            all.removeIf(
                    r -> r.system() == record.system() && r.sourceKey().equals(record.sourceKey()));
            all.add(record);
        }
        Set<Flag> union = EnumSet.noneOf(Flag.class);
        union.addAll(flags);
        union.addAll(moreFlags);
        return with(
                union,
                all,
                accepted,
                urgent,
                risk,
                leaderApproved,
                opinionGiven,
                returnCount,
                reopenCount,
                orderCount);
    }

    Matter returned() {
        return with(
                flags,
                sources,
                accepted,
                urgent,
                risk,
                leaderApproved,
                opinionGiven,
                returnCount + 1,
                reopenCount,
                orderCount);
    }

    Matter reopened() {
        return with(
                flags,
                sources,
                accepted,
                urgent,
                risk,
                false,
                false,
                0,
                reopenCount + 1,
                orderCount);
    }

    Matter ordered() {
        return with(
                flags,
                sources,
                accepted,
                urgent,
                risk,
                leaderApproved,
                opinionGiven,
                returnCount,
                reopenCount,
                orderCount + 1);
    }

    private Matter with(
            Set<Flag> newFlags,
            List<SourceRecord> newSources,
            boolean isAccepted,
            boolean isUrgent,
            @Nullable RiskLevel newRisk,
            boolean leader,
            boolean opinion,
            int returns,
            int reopens,
            int orders) {
        return new Matter(
                caseId,
                caseNo,
                caseCode,
                regionCode,
                title,
                category,
                newFlags,
                involvedPersons,
                involvedAmount,
                newSources,
                isAccepted,
                isUrgent,
                newRisk,
                leader,
                opinion,
                returns,
                reopens,
                orders);
    }
}
