package org.fengqiao.contracts;

/** Why a mediation ended without agreement. */
public enum MediationFailure {
    /** 一方明确拒绝 (人民调解法 art 17). */
    PARTY_REFUSED,
    /** 未达成一致. */
    NO_AGREEMENT,
    /** 无法联系. */
    UNREACHABLE,
    /** 逾期. */
    TIMED_OUT
}
