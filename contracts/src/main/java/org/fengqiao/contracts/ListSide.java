package org.fengqiao.contracts;

/** 双清单 (seed 002-29): 政府系统清单 or 政法系统清单. */
public enum ListSide {
    GOV,
    POLEGAL
}
