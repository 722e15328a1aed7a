package org.fengqiao.contracts;

/** 调解方式 (seed 000-11). */
public enum SessionMode {
    ONSITE,
    ONLINE,
    MIXED
}
