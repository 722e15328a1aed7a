package org.fengqiao.contracts;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** 研 交 督 and the answer: what dispatch announces on {@code dispatch.events.v1}. */
public sealed interface DispatchEvent extends CaseEvent {

    /**
     * 已研判: grade, difficulty, route and lead unit are set.
     *
     * @param decidedBy why; for a person's decision the rule is {@code human} and the inputs name
     *     the overruled proposal
     */
    record CaseTriaged(
            CaseHeader header,
            Grade grade,
            Difficulty difficulty,
            String category,
            Route route,
            ListSide listSide,
            String leadUnit,
            Explanation decidedBy)
            implements DispatchEvent {}

    /**
     * 已交办: one order to one unit.
     *
     * @param mediates the unit is a mediation organisation: MediationStarted signs the order
     * @param urgent sign within 2 hours
     * @param signDueAt 签收时限
     * @param dueAt 办理时限 that governs
     * @param dueRule rule id that produced {@code dueAt}, or {@code source:<label>}
     * @param provisional the limit touches a year without a published calendar
     */
    record OrderIssued(
            CaseHeader header,
            String orderNo,
            OrderKind kind,
            String unit,
            boolean mediates,
            boolean urgent,
            Instant issuedAt,
            Instant signDueAt,
            Instant dueAt,
            String dueRule,
            boolean provisional)
            implements DispatchEvent {}

    /** 已签收. */
    record OrderSigned(CaseHeader header, String orderNo, String unit) implements DispatchEvent {}

    /** 退单: the unit says it is not its matter. */
    record OrderReturned(
            CaseHeader header,
            String orderNo,
            String unit,
            ReturnReason reason,
            @Nullable String suggestedUnit,
            int returnCount)
            implements DispatchEvent {}

    /** 办理进展, e.g. first contact; the text stays in dispatch. */
    record OrderProgressed(CaseHeader header, String orderNo, String unit, String step)
            implements DispatchEvent {}

    /**
     * 办理完毕 by the unit.
     *
     * @param byMediation an agreement finished it
     * @param partyInformed the unit says it told the applicant what came of it; always true for an
     *     agreement
     */
    record OrderFinished(
            CaseHeader header,
            String orderNo,
            String unit,
            ResolutionMethod method,
            boolean byMediation,
            boolean partyInformed)
            implements DispatchEvent {}

    /** 未化解: the mediation failed, the order ended without a result, people decide on. */
    record OrderUnresolved(CaseHeader header, String orderNo, String unit, MediationFailure reason)
            implements DispatchEvent {}

    /** 发回重办: the result was not good enough. */
    record OrderSentBack(CaseHeader header, String orderNo, String unit, SendBackReason reasonCode)
            implements DispatchEvent {}

    /** 催办, before any letter. */
    record UrgeSent(CaseHeader header, String orderNo, String unit, int count)
            implements DispatchEvent {}

    /** 批准/意见 given on a red or critical case: unblocks accepting the result. */
    record OpinionGiven(CaseHeader header, boolean leaderApproval) implements DispatchEvent {}

    /** 结果通过: the centre accepts the result. */
    record ResultAccepted(CaseHeader header) implements DispatchEvent {}

    /** 终结: legally exhausted, or led to another way; every source is told. */
    record CaseConcluded(CaseHeader header, ResolutionResult result) implements DispatchEvent {}

    /** 结果已反馈: FINISHED reached every source. */
    record ResultFedBack(CaseHeader header, List<Answer> answers) implements DispatchEvent {

        public ResultFedBack {
            answers = List.copyOf(answers);
        }
    }

    /** 回访已反馈: VISITED reached every source; nothing is owed any more. */
    record VisitFedBack(CaseHeader header, List<Answer> answers) implements DispatchEvent {

        public VisitFedBack {
            answers = List.copyOf(answers);
        }
    }

    /** 重启: the case keeps its number. */
    record CaseReopened(CaseHeader header, VisitFailure reason, int reopenCount)
            implements DispatchEvent {}

    /** 撤回 done. */
    record CaseWithdrawn(CaseHeader header, String reasonCode) implements DispatchEvent {}

    /** 撤回 refused, e.g. red or family violence without approval. */
    record CancelRefused(CaseHeader header, String refusalCode) implements DispatchEvent {}

    /** 并案 came too late for the absorbed case's work: a person must look. */
    record MergeConflict(CaseHeader header, String mergeId) implements DispatchEvent {}

    /** One answer owed to one source record. */
    record Answer(
            SourceSystem system,
            String sourceKey,
            FeedbackKind kind,
            FeedbackState state,
            Instant at) {}
}
