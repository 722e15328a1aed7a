package org.fengqiao.contracts;

/** 知悉范围. */
public enum Secrecy {
    NORMAL,
    RESTRICTED,
    SEALED
}
