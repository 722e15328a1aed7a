package org.fengqiao.contracts;

/** 四调联动 (seed 002-46). */
public enum MediationType {
    PEOPLE,
    ADMINISTRATIVE,
    JUDICIAL,
    PROFESSIONAL
}
