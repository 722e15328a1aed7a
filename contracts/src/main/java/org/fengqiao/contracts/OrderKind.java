package org.fengqiao.contracts;

/** Kinds of work order (工单). */
public enum OrderKind {
    /** 交办. */
    HANDLE,
    /** 协办. */
    ASSIST
}
