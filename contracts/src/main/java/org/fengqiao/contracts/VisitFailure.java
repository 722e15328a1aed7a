package org.fengqiao.contracts;

/** Why a visit (回访) sends the case back. */
public enum VisitFailure {
    NOT_PERFORMED,
    RECURRED,
    DISSATISFIED
}
