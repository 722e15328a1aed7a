package org.fengqiao.intake;

import org.jspecify.annotations.Nullable;

/** Why a command is refused: a stable code, a text for people, the article where law refuses. */
public sealed interface Refusal {

    String code();

    String text();

    /** Title and article of the law or notice that refuses, null where it is only order. */
    default @Nullable String basis() {
        return null;
    }

    /** The case is not where this can be done. */
    record NotInStage(String command, String stage, String expected) implements Refusal {
        @Override
        public String code() {
            return "not-in-stage";
        }

        @Override
        public String text() {
            return "案件状态为“%s”,不能%s,应为“%s”".formatted(stage, command, expected);
        }
    }

    record AlreadyRegistered(String caseNo) implements Refusal {
        @Override
        public String code() {
            return "already-registered";
        }

        @Override
        public String text() {
            return "案件编号 %s 已登记,不能重复登记".formatted(caseNo);
        }
    }

    record ApprovalNeeded(String what) implements Refusal {
        @Override
        public String code() {
            return "approval-needed";
        }

        @Override
        public String text() {
            return "%s须经审批人批准(approvedBy 为空,应为审批人)".formatted(what);
        }
    }

    /** People's mediation may be refused by a party, nothing else may be refused for it. */
    record OnlyForMediation(String category) implements Refusal {
        @Override
        public String code() {
            return "not-a-mediation-matter";
        }

        @Override
        public String text() {
            return "类别 %s 不属人民调解事项,不能以“一方明确拒绝调解”不予受理".formatted(category);
        }

        @Override
        public String basis() {
            return "《中华人民共和国人民调解法》第十七条";
        }
    }

    record MergeWithItself(String caseNo) implements Refusal {
        @Override
        public String code() {
            return "merge-with-itself";
        }

        @Override
        public String text() {
            return "案件 %s 不能与自身并案,应指定另一案件".formatted(caseNo);
        }
    }

    record WrongMaster(String masterNo) implements Refusal {
        @Override
        public String code() {
            return "merge-wrong-master";
        }

        @Override
        public String text() {
            return "主案应为登记最早的案件 %s".formatted(masterNo);
        }
    }

    record MergeTooLate(String caseNo) implements Refusal {
        @Override
        public String code() {
            return "merge-too-late";
        }

        @Override
        public String text() {
            return "案件 %s 已达成协议或已化解,不能再并入其他案件".formatted(caseNo);
        }
    }

    record CancelPending(String reasonCode) implements Refusal {
        @Override
        public String code() {
            return "cancel-pending";
        }

        @Override
        public String text() {
            return "撤回申请(理由 %s)正在等待答复,不能重复申请".formatted(reasonCode);
        }
    }
}
