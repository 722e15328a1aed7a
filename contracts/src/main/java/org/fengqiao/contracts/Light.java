package org.fengqiao.contracts;

/** 督办灯: state of the clock of an order. */
public enum Light {
    LIGHT_NONE,
    LIGHT_GREEN,
    LIGHT_YELLOW,
    LIGHT_RED,
    LIGHT_OVERDUE
}
