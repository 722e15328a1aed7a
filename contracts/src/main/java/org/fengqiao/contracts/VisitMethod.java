package org.fengqiao.contracts;

/** 回访方式. */
public enum VisitMethod {
    PHONE,
    SMS,
    ONSITE,
    ONLINE,
    WINDOW
}
