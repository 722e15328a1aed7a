package org.fengqiao.contracts;

/** CL-22 不予受理原因. */
public enum RefusalReason {
    OTHER_REGION,
    NOT_A_DISPUTE,
    IN_COURT,
    IN_OTHER_ROUTE,
    PETITION_ENDED,
    UNCLEAR_UNREACHABLE,
    DUPLICATE,
    MALICIOUS,
    SPECIAL_PROCEDURE,
    PARTY_REFUSES_MEDIATION,
    OTHER
}
