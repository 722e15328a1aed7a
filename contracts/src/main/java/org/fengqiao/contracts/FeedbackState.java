package org.fengqiao.contracts;

/** 反馈状态 (domain 03 §3.7). */
public enum FeedbackState {
    PENDING,
    DELIVERED,
    WAIVED
}
