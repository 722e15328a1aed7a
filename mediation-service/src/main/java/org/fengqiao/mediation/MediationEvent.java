package org.fengqiao.mediation;

import java.time.Instant;
import java.time.LocalDate;
import org.fengqiao.contracts.MediationFailure;
import org.fengqiao.contracts.MediationType;
import org.fengqiao.contracts.ResolutionMethod;
import org.fengqiao.contracts.Satisfaction;
import org.fengqiao.contracts.SessionMode;
import org.fengqiao.contracts.VisitFailure;
import org.fengqiao.contracts.VisitMethod;

/** What happened, private to mediation. */
public sealed interface MediationEvent {

    /** Noted only. */
    record ResolutionOpened(Resolution.Lead lead) implements MediationEvent {}

    /** Noted only. */
    record ResolutionReopened() implements MediationEvent {}

    /** Noted only: the lead order ended without a result. */
    record OrderLost(String orderNo) implements MediationEvent {}

    /** Noted only: the case was withdrawn, its agreement is still being performed. */
    record PerformanceKept(String agreementNo) implements MediationEvent {}

    record MediationStarted(Resolution.Lead lead, MediationType type) implements MediationEvent {}

    record SessionHeld(int no, SessionMode mode, MediationType type) implements MediationEvent {}

    record AgreementReached(
            Resolution.Lead lead, Agreement agreement, int sessions, SessionMode mode)
            implements MediationEvent {}

    record MediationFailed(Resolution.Lead lead, MediationFailure reason)
            implements MediationEvent {}

    record InstalmentDone(int seq, LocalDate paidOn, boolean late) implements MediationEvent {}

    record InstalmentOverdue(int seq, LocalDate dueOn) implements MediationEvent {}

    record CaseResolved(ResolutionMethod method, boolean byMediation) implements MediationEvent {}

    record VisitPlanned(int no, Instant dueAt, String rule) implements MediationEvent {}

    record VisitDone(int no, VisitMethod method, Satisfaction satisfaction)
            implements MediationEvent {}

    record VisitFailed(int no, VisitFailure reason) implements MediationEvent {}

    record CaseClosed(VisitMethod method, Satisfaction satisfaction) implements MediationEvent {}

    record CaseArchived() implements MediationEvent {}
}
