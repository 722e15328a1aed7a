package org.fengqiao.contracts;

/** CL-18 满意度, 1 非常满意 … 5 非常不满意. */
public enum Satisfaction {
    VERY_SATISFIED,
    SATISFIED,
    FAIR,
    DISSATISFIED,
    VERY_DISSATISFIED
}
