package org.fengqiao.risk;

import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.fengqiao.contracts.Flag;
import org.fengqiao.contracts.RiskLevel;
import org.jspecify.annotations.Nullable;

/**
 * What risk knows and thinks of a case.
 *
 * @param level null until the first assessment
 * @param control 24小时管控
 */
public record RiskCase(
        UUID caseId,
        String caseNo,
        String regionCode,
        String category,
        Set<Flag> flags,
        int involvedPersons,
        @Nullable RiskLevel level,
        int score,
        Control control) {

    public RiskCase {
        flags = Set.copyOf(flags);
    }

    /** 管控 of a red case (seed 000-37). */
    public enum Control {
        NONE,
        STARTED,
        RELEASED
    }

    /** With further flags, e.g. of a linked record. */
    public RiskCase flagged(Set<Flag> more) {
        Set<Flag> union = EnumSet.noneOf(Flag.class);
        union.addAll(flags);
        union.addAll(more);
        return new RiskCase(
                caseId,
                caseNo,
                regionCode,
                category,
                union,
                involvedPersons,
                level,
                score,
                control);
    }

    /** A level never falls by itself. */
    public RiskCase assessed(RiskLevel newLevel, int newScore) {
        RiskLevel higher = level != null && level.compareTo(newLevel) > 0 ? level : newLevel;
        return new RiskCase(
                caseId,
                caseNo,
                regionCode,
                category,
                flags,
                involvedPersons,
                higher,
                newScore,
                control);
    }

    /** Only a red case is controlled, once; only what is controlled is released. */
    public boolean mayBecome(Control next) {
        return switch (next) {
            case STARTED -> level == RiskLevel.RISK_RED && control == Control.NONE;
            case RELEASED -> control == Control.STARTED;
            case NONE -> false;
        };
    }

    public RiskCase controlled(Control next) {
        return new RiskCase(
                caseId, caseNo, regionCode, category, flags, involvedPersons, level, score, next);
    }
}
