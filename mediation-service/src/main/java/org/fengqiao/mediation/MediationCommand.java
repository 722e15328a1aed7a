package org.fengqiao.mediation;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.fengqiao.contracts.Actor;
import org.fengqiao.contracts.AgreementForm;
import org.fengqiao.contracts.MediationFailure;
import org.fengqiao.contracts.MediationType;
import org.fengqiao.contracts.ResolutionMethod;
import org.fengqiao.contracts.RiskLevel;
import org.fengqiao.contracts.Satisfaction;
import org.fengqiao.contracts.SessionMode;
import org.fengqiao.contracts.VisitFailure;
import org.fengqiao.contracts.VisitMethod;

/** What mediation may be asked. Time and actor arrive with the command. */
public sealed interface MediationCommand {

    Instant at();

    Actor actor();

    /**
     * A hand-over: another service or a timer told a fact. It is obeyed or noted, never refused.
     */
    sealed interface HandOver extends MediationCommand {
        @Override
        default Actor actor() {
            return Actor.SYSTEM;
        }
    }

    /** A person asks; refused by name where it does not fit. */
    sealed interface Request extends MediationCommand {}

    /** dispatch: OrderIssued (lead) for a case met before. */
    record TakeOrder(Instant at, Resolution.Lead lead) implements HandOver {}

    /** dispatch: OrderFinished. */
    record TakeFinished(Instant at, ResolutionMethod method) implements HandOver {}

    /** dispatch: ResultFedBack. */
    record PlanVisit(Instant at) implements HandOver {}

    /** dispatch: VisitFedBack. */
    record NoteAnswered(Instant at) implements HandOver {}

    /** dispatch: CaseReopened. */
    record TakeReopened(Instant at) implements HandOver {}

    /** dispatch: OrderSentBack; the result was not good enough. */
    record TakeBack(Instant at) implements HandOver {}

    /** dispatch: OrderReturned or OrderUnresolved; that order ended without a result. */
    record LoseOrder(Instant at, String orderNo) implements HandOver {}

    /** dispatch: CaseWithdrawn; nothing but the performance of an agreement is left. */
    record Withdraw(Instant at) implements HandOver {}

    /** risk: RiskAssessed. */
    record Assess(Instant at, RiskLevel level) implements HandOver {}

    /** risk: ControlStarted or ControlReleased. */
    record NoteControl(Instant at, boolean released) implements HandOver {}

    /** Timer: the due day of an instalment passed. */
    record CheckInstalment(Instant at, String agreementNo, int seq) implements HandOver {}

    /** 开始调解. */
    record StartMediation(Instant at, Actor actor, MediationType type) implements Request {}

    /** 记录调解会. */
    record HoldSession(Instant at, Actor actor, SessionMode mode) implements Request {}

    /** 达成协议; an oral one is recorded as agreed. */
    record Agree(
            Instant at,
            Actor actor,
            AgreementForm form,
            List<Promise> promises,
            boolean confirmationIntended)
            implements Request {

        public Agree {
            promises = List.copyOf(promises);
        }
    }

    /** 调解不成. */
    record Fail(Instant at, Actor actor, MediationFailure reason) implements Request {}

    /** 登记履行. */
    record RecordPayment(Instant at, Actor actor, int seq, LocalDate paidOn) implements Request {}

    /** 回访通过. */
    record PassVisit(Instant at, Actor actor, VisitMethod method, Satisfaction satisfaction)
            implements Request {}

    /** 回访不通过. */
    record FailVisit(Instant at, Actor actor, VisitFailure reason) implements Request {}

    /** One instalment as agreed. */
    record Promise(BigDecimal amount, LocalDate dueOn) {}
}
