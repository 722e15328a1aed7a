package org.fengqiao.intake.clue;

/** CL-08 渠道. */
public enum Channel {
    /** 电话. */
    PHONE,
    /** 窗口来访. */
    WINDOW,
    /** 网络. */
    WEB,
    /** 小程序. */
    MINI_PROGRAM,
    /** 部门推送. */
    AUTHORITY,
    /** 其他. */
    OTHER
}
