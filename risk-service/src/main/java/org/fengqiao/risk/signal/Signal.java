package org.fengqiao.risk.signal;

import java.util.function.Predicate;
import org.fengqiao.contracts.Flag;

/**
 * 信号 with default points (configurable defaults, domain 06 §6.1). Ethnicity, religion, origin,
 * disability and being a petitioner are never inputs.
 */
@SuppressWarnings("ImmutableEnumChecker") // the predicates hold no state
public enum Signal {
    /** 集体 5–29. */
    R04_GROUP("R04", 15, f -> f.involvedPersons() >= 5 && f.involvedPersons() < 30),
    /** 集体 30–99. */
    R04_CROWD("R04", 30, f -> f.involvedPersons() >= 30 && f.involvedPersons() < 100),
    /** 集体 100 以上. */
    R04_MASS("R04", 45, f -> f.involvedPersons() >= 100),
    /** 扬言. */
    R05("R05", 30, f -> f.has(Flag.THREAT)),
    /** 刀具等器具. */
    R06("R06", 25, f -> f.has(Flag.WEAPON)),
    /** 轻生. */
    R07("R07", 35, f -> f.has(Flag.SUICIDE)),
    /** 已有人受伤. */
    R08("R08", 25, f -> f.has(Flag.INJURY) && !f.has(Flag.DEATH)),
    /** 已有人死亡. */
    R08_DEATH("R08", 60, f -> f.has(Flag.DEATH)),
    /** 家庭暴力. */
    R09("R09", 30, f -> f.has(Flag.DV)),
    /** 涉未成年人. */
    R10("R10", 15, f -> f.has(Flag.MINOR)),
    /** 涉未成年人的家庭暴力. */
    R10_IN_R09("R10", 10, f -> f.has(Flag.MINOR) && f.has(Flag.DV)),
    /** 婚姻家庭纠纷 (seed 003-11). */
    R11("R11", 8, f -> f.category().startsWith("01")),
    /** 欠薪. */
    R12("R12", 12, f -> f.has(Flag.WAGE)),
    /** 重复警情. */
    R01("R01", 15, f -> f.has(Flag.REPEAT_CALL));

    private final String code;
    private final int points;
    private final Predicate<Facts> present;

    Signal(String code, int points, Predicate<Facts> present) {
        this.code = code;
        this.points = points;
        this.present = present;
    }

    public String code() {
        return code;
    }

    /** 0…100. */
    public int points() {
        return points;
    }

    public boolean isIn(Facts facts) {
        return present.test(facts);
    }
}
