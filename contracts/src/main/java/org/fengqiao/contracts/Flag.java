package org.fengqiao.contracts;

/** CL-09 标识, set by intake when it normalises. */
public enum Flag {
    /** 涉未成年人. */
    MINOR,
    /** 家庭暴力. */
    DV,
    /** 欠薪. */
    WAGE,
    /** 集体. */
    MASS,
    /** 扬言/极端言行. */
    THREAT,
    /** 涉刀具等器具. */
    WEAPON,
    /** 轻生. */
    SUICIDE,
    /** 重复警情/诉求. */
    REPEAT_CALL,
    /** 跨区域. */
    CROSS_AREA,
    /** 三跨三分离. */
    THREE_SPLIT,
    /** 涉法涉诉. */
    LEGAL_INVOLVED,
    /** 积案. */
    BACKLOG,
    /** 敏感期. */
    KEY_PERIOD,
    /** 有死亡. */
    DEATH,
    /** 已有人受伤. */
    INJURY
}
