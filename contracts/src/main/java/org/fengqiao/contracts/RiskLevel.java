package org.fengqiao.contracts;

/**
 * CL-06 风险等级; written only by risk. On the wire and on screen the words carry the prefix {@code
 * RISK_}.
 */
public enum RiskLevel {
    /** 蓝(低). */
    RISK_BLUE,
    /** 黄(中). */
    RISK_YELLOW,
    /** 橙(较高). */
    RISK_ORANGE,
    /** 红(高). */
    RISK_RED
}
