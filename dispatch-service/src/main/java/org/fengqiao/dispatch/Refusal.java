package org.fengqiao.dispatch;

/** Why dispatch refuses, by name. {@link #code()} is stable, {@link #detail()} is for people. */
public sealed interface Refusal {

    String code();

    String detail();

    /** The command does not fit the stage the case is in. */
    record NotInStage(String command, String state) implements Refusal {
        @Override
        public String code() {
            return "not-in-stage";
        }

        @Override
        public String detail() {
            return "事项当前环节为“" + state + "”,不能执行“" + command + "”";
        }
    }

    /** The order is not the open one of the case. */
    record OrderNotOpen(String orderNo) implements Refusal {
        @Override
        public String code() {
            return "order-not-open";
        }

        @Override
        public String detail() {
            return "工单 " + orderNo + " 不是该事项当前在办工单";
        }
    }

    /** The third return (DESIGN §5): the dispatcher rules. */
    record ReturnsExhausted(int max) implements Refusal {
        @Override
        public String code() {
            return "returns-exhausted";
        }

        @Override
        public String detail() {
            return "该事项已退单 " + max + " 次,不能再退;如有异议请报派单组长审定";
        }
    }

    /** An order to a mediation organisation is signed and finished by its mediation. */
    record MediationDecides(String orderNo) implements Refusal {
        @Override
        public String code() {
            return "mediation-decides";
        }

        @Override
        public String detail() {
            return "工单 " + orderNo + " 由调解组织承办,请在调解工作台开始调解或记录结果";
        }
    }

    /** Red or critical: approval and opinion first. */
    record ApprovalMissing(boolean leaderApproval, boolean opinion) implements Refusal {
        @Override
        public String code() {
            return "approval-missing";
        }

        @Override
        public String detail() {
            return "红色风险或重大事项通过办理结果前,须有"
                    + (leaderApproval ? "领导审批" : "")
                    + (leaderApproval && opinion ? "和" : "")
                    + (opinion ? "会商书面意见" : "");
        }
    }

    /** The unit does not exist in the reference data of the case's region. */
    record UnknownUnit(String unit) implements Refusal {
        @Override
        public String code() {
            return "unknown-unit";
        }

        @Override
        public String detail() {
            return "承办单位代码“" + unit + "”不存在,应为本区划内的单位代码,如 520527-HOUSING";
        }
    }
}
