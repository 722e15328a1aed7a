package org.fengqiao.contracts;

/** CL-01 事项类别. */
public enum MatterKind {
    DISPUTE,
    PETITION,
    LEGAL_ADVICE,
    NON_POLICE,
    HAZARD,
    LIVELIHOOD,
    PSYCH,
    TIP,
    OPINION,
    OTHER
}
