package org.fengqiao.contracts;

/** CL-03 等级: 一般, 较大, 重大 (seed 002-49). */
public enum Grade {
    /** 一般. */
    NORMAL,
    /** 较大. */
    MAJOR,
    /** 重大. */
    CRITICAL
}
