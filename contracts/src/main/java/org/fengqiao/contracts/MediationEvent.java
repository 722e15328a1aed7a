package org.fengqiao.contracts;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** 办 结 评: what mediation announces on {@code mediation.events.v1}. */
public sealed interface MediationEvent extends CaseEvent {

    /** 调解开始: the organisation takes the order, which signs it. */
    record MediationStarted(
            CaseHeader header, String orderNo, String organisation, MediationType type)
            implements MediationEvent {}

    /** 调解会 held. */
    record SessionHeld(
            CaseHeader header, int sessionNo, SessionMode mode, MediationType type, Instant heldAt)
            implements MediationEvent {}

    /**
     * 达成协议 (seed 000-02).
     *
     * @param amount sum of the instalments, CNY; zero for a promise without payment
     * @param confirmationIntended parties intend 司法确认
     * @param confirmationDueOn last day to apply for it: effective + 30 days (民事诉讼法 art 205)
     */
    record AgreementReached(
            CaseHeader header,
            String orderNo,
            String agreementNo,
            AgreementForm form,
            MediationType type,
            BigDecimal amount,
            List<Instalment> instalments,
            boolean confirmationIntended,
            LocalDate confirmationDueOn,
            int sessions,
            SessionMode mode,
            Instant effectiveAt)
            implements MediationEvent {

        public AgreementReached {
            instalments = List.copyOf(instalments);
        }
    }

    /** 调解不成. */
    record MediationFailed(CaseHeader header, String orderNo, MediationFailure reason)
            implements MediationEvent {}

    /** 分期履行 of one instalment; {@code late} after its due day. */
    record InstalmentDone(CaseHeader header, int seq, LocalDate paidOn, boolean late)
            implements MediationEvent {}

    /** 逾期未履行. */
    record InstalmentOverdue(CaseHeader header, int seq, LocalDate dueOn)
            implements MediationEvent {}

    /** 已化解. */
    record CaseResolved(
            CaseHeader header,
            ResolutionMethod method,
            ResolutionResult result,
            boolean byMediation)
            implements MediationEvent {}

    /** 回访 planned; {@code rule} of the header names the time limit. */
    record VisitPlanned(CaseHeader header, int visitNo, Instant dueAt) implements MediationEvent {}

    /** 回访 done and passed. */
    record VisitDone(
            CaseHeader header,
            int visitNo,
            VisitMethod method,
            Satisfaction satisfaction,
            Instant visitedAt)
            implements MediationEvent {}

    /** 回访 failed: dispatch reopens. */
    record VisitFailed(CaseHeader header, int visitNo, VisitFailure reason)
            implements MediationEvent {}

    /** 办结, with the satisfaction the sources are told. */
    record CaseClosed(
            CaseHeader header, VisitMethod method, Satisfaction satisfaction, Instant visitedAt)
            implements MediationEvent {}

    /** 归档. */
    record CaseArchived(CaseHeader header) implements MediationEvent {}

    /** One instalment (分期) of an agreement. */
    record Instalment(int seq, BigDecimal amount, LocalDate dueOn) {}
}
