package org.fengqiao.contracts;

/** 化解结果. */
public enum ResolutionResult {
    SUCCESS,
    PARTIAL,
    FAILED,
    WITHDRAWN,
    REDIRECTED
}
