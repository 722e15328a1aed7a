package org.fengqiao.intake;

import org.fengqiao.contracts.RefusalReason;

/** Where a refused citizen can go, by CL-22 reason (信访工作条例 arts 22–23); default texts. */
final class RefusalAdvice {

    private RefusalAdvice() {}

    static String of(RefusalReason reason) {
        return switch (reason) {
            case OTHER_REGION -> "该事项不属本辖区,请向事项发生地的综治中心提出";
            case NOT_A_DISPUTE -> "该事项不属矛盾纠纷,请拨打 12345 政务服务便民热线或向主管部门咨询";
            case IN_COURT -> "该事项已由人民法院受理或裁判,请依诉讼程序主张权利";
            case IN_OTHER_ROUTE -> "该事项已进入仲裁、行政复议或信访复查复核程序,请在该程序中提出";
            case PETITION_ENDED -> "该信访事项已依法终结,可向原办理机关了解终结意见";
            case UNCLEAR_UNREACHABLE -> "诉求内容不清且无法联系,请补充具体事实和联系方式后重新提出";
            case DUPLICATE -> "该事项已有案件正在办理,可凭原案码查询进展";
            case MALICIOUS -> "经核实内容不实,如有异议可向综治中心申请复核";
            case SPECIAL_PROCEDURE -> "该事项应由纪检监察或司法机关依专门程序处理,请向有关机关反映";
            case PARTY_REFUSES_MEDIATION -> "一方明确拒绝调解,可依法申请仲裁、行政裁决或向人民法院起诉";
            case OTHER -> "请到综治中心窗口咨询其他解决途径";
        };
    }
}
