package org.fengqiao.mediation;

/** Why mediation refuses, by name. {@link #code()} is stable, {@link #detail()} is for people. */
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

    /** The unit with the order is not a mediation organisation. */
    record NotAMediationOrganisation(String unit) implements Refusal {
        @Override
        public String code() {
            return "not-a-mediation-organisation";
        }

        @Override
        public String detail() {
            return "承办单位 " + unit + " 不是调解组织,不能开始调解";
        }
    }

    /** Red: no session before the 24-hour control is in force (seed 000-37). */
    record ControlMissing() implements Refusal {
        @Override
        public String code() {
            return "control-missing";
        }

        @Override
        public String detail() {
            return "红色风险事项须先落实24小时风险防控,方可组织调解";
        }
    }

    /** Red: no passed visit before the control is released. */
    record ControlNotReleased() implements Refusal {
        @Override
        public String code() {
            return "control-not-released";
        }

        @Override
        public String detail() {
            return "红色风险管控尚未解除,回访不能通过";
        }
    }

    /** An agreement needs a session first. */
    record NoSession() implements Refusal {
        @Override
        public String code() {
            return "no-session";
        }

        @Override
        public String detail() {
            return "尚未记录调解会,不能登记协议";
        }
    }

    /** Instalments must have positive amounts and due days in order, the first not before today. */
    record BadInstalment(int seq, String expectation) implements Refusal {
        @Override
        public String code() {
            return "bad-instalment";
        }

        @Override
        public String detail() {
            return "第" + seq + "期有误:" + expectation;
        }
    }

    /** There is no such instalment, or it is paid already. */
    record NoSuchInstalment(int seq) implements Refusal {
        @Override
        public String code() {
            return "no-such-instalment";
        }

        @Override
        public String detail() {
            return "第" + seq + "期不存在或已履行";
        }
    }

    /** A visit failed; dispatch has not said yet what follows. */
    record VisitUnanswered() implements Refusal {
        @Override
        public String code() {
            return "visit-unanswered";
        }

        @Override
        public String detail() {
            return "上次回访未通过,须待派单台重启事项后方可再次回访";
        }
    }

    /** Handler ≠ visitor (domain 08, Segregation). */
    record VisitorHandled(String user) implements Refusal {
        @Override
        public String code() {
            return "visitor-handled";
        }

        @Override
        public String detail() {
            return "回访人不得为承办单位人员";
        }
    }
}
