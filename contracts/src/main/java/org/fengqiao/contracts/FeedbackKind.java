package org.fengqiao.contracts;

/** 反馈种类: what a source is told. */
public enum FeedbackKind {
    /** 受理. */
    ACCEPTED,
    /** 不予受理. */
    REFUSED,
    /** 办结, without visit fields. */
    FINISHED,
    /** 回访, FINISHED repeated with the visit fields. */
    VISITED,
    /** A record pushed through the Kafka door was rejected. */
    REJECTED
}
