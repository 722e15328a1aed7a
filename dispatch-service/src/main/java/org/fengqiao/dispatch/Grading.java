package org.fengqiao.dispatch;

import java.math.BigDecimal;
import org.fengqiao.contracts.Difficulty;
import org.fengqiao.contracts.Flag;
import org.fengqiao.contracts.Grade;
import org.fengqiao.contracts.RiskLevel;

/**
 * CL-03 等级 and CL-04 难易程度 by default criteria (seed 002-49, thresholds are configurable defaults).
 */
final class Grading {

    private static final int CRITICAL_PERSONS = 30;
    private static final int MAJOR_PERSONS = 5;
    private static final BigDecimal CRITICAL_AMOUNT = new BigDecimal("1000000");
    private static final BigDecimal MAJOR_AMOUNT = new BigDecimal("100000");

    private Grading() {}

    static Grade grade(Matter matter) {
        if (matter.isRed()
                || matter.flags().contains(Flag.DEATH)
                || matter.involvedPersons() >= CRITICAL_PERSONS
                || atLeast(matter, CRITICAL_AMOUNT)) {
            return Grade.CRITICAL;
        }
        if (matter.risk() == RiskLevel.RISK_ORANGE
                || matter.involvedPersons() >= MAJOR_PERSONS
                || atLeast(matter, MAJOR_AMOUNT)) {
            return Grade.MAJOR;
        }
        return Grade.NORMAL;
    }

    static Difficulty difficulty(Grade grade) {
        return switch (grade) {
            case NORMAL -> Difficulty.NORMAL;
            case MAJOR -> Difficulty.HARD;
            case CRITICAL -> Difficulty.SHARP;
        };
    }

    /** 红: 重大, 橙: 较大 at least; a person may grade higher, not lower. */
    static Grade atLeast(Grade chosen, Matter matter) {
        Grade floor =
                matter.isRed()
                        ? Grade.CRITICAL
                        : matter.risk() == RiskLevel.RISK_ORANGE ? Grade.MAJOR : Grade.NORMAL;
        return chosen.compareTo(floor) >= 0 ? chosen : floor;
    }

    private static boolean atLeast(Matter matter, BigDecimal amount) {
        BigDecimal involved = matter.involvedAmount();
        return involved != null && involved.compareTo(amount) >= 0;
    }
}
