package org.fengqiao.reporting;

/** 汇研交办督结评 (seed 002-44): the seven nodes people see. */
public enum Stage {
    HUI("汇", "信息汇集"),
    YAN("研", "会商研判"),
    JIAO("交", "分流交办"),
    BAN("办", "限时办理"),
    DU("督", "定期督办"),
    JIE("结", "反馈结果"),
    PING("评", "回访评价");

    private final String sign;
    private final String title;

    Stage(String sign, String title) {
        this.sign = sign;
        this.title = title;
    }

    public String sign() {
        return sign;
    }

    public String title() {
        return title;
    }
}
