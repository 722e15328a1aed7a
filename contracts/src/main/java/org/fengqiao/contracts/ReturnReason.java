package org.fengqiao.contracts;

/** CL-23 退单原因. */
public enum ReturnReason {
    OTHER_AREA,
    OTHER_DUTY,
    OTHER_OWNERSHIP,
    NEEDS_SEVERAL_UNITS,
    LACKS_FACTS,
    ALREADY_HANDLED,
    OTHER
}
