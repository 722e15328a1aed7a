package org.fengqiao.contracts;

/** CL-11 七步走 (seed 001-13): the legal route a case is on. */
public enum Route {
    MEDIATION,
    ARBITRATION,
    ADMINISTRATIVE_RULING,
    RECONSIDERATION,
    PETITION,
    LITIGATION,
    LEGAL_SUPERVISION
}
