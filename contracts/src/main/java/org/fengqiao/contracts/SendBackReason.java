package org.fengqiao.contracts;

/** Why the centre sends a result back to its unit (发回重办). */
public enum SendBackReason {
    /** 未回应诉求: the result does not answer what was asked. */
    REQUEST_UNANSWERED,
    /** 处理不完整. */
    INCOMPLETE,
    /** 缺少依据或材料. */
    EVIDENCE_MISSING,
    /** 未告知当事人. */
    PARTY_NOT_INFORMED,
    /** 适用依据或程序有误. */
    WRONG_BASIS,
    OTHER
}
