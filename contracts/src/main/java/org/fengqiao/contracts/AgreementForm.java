package org.fengqiao.contracts;

/** 人民调解法 arts 28, 30: 书面 or 口头. */
public enum AgreementForm {
    WRITTEN,
    ORAL
}
