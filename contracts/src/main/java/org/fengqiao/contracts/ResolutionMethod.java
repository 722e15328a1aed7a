package org.fengqiao.contracts;

/** CL-12 化解方式. */
public enum ResolutionMethod {
    PEOPLE_MEDIATION,
    ADMINISTRATIVE_MEDIATION,
    JUDICIAL_MEDIATION,
    PROFESSIONAL_MEDIATION,
    SELF_SETTLED,
    ANSWERED,
    REDIRECTED,
    OTHER
}
