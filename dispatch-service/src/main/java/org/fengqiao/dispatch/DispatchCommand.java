package org.fengqiao.dispatch;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.fengqiao.contracts.Actor;
import org.fengqiao.contracts.Difficulty;
import org.fengqiao.contracts.Flag;
import org.fengqiao.contracts.Grade;
import org.fengqiao.contracts.MediationFailure;
import org.fengqiao.contracts.RefusalReason;
import org.fengqiao.contracts.ResolutionMethod;
import org.fengqiao.contracts.ResolutionResult;
import org.fengqiao.contracts.ReturnReason;
import org.fengqiao.contracts.RiskLevel;
import org.fengqiao.contracts.Satisfaction;
import org.fengqiao.contracts.SendBackReason;
import org.fengqiao.contracts.SourceRecord;
import org.fengqiao.contracts.VisitFailure;
import org.fengqiao.contracts.VisitMethod;
import org.jspecify.annotations.Nullable;

/** What dispatch may be asked. Time and actor arrive with the command. */
public sealed interface DispatchCommand {

    Instant at();

    Actor actor();

    /** A hand-over: another service told a fact. It is obeyed or noted, never refused. */
    sealed interface HandOver extends DispatchCommand {
        @Override
        default Actor actor() {
            return Actor.SYSTEM;
        }
    }

    /** A person, a unit or a timer asks; refused by name where it does not fit. */
    sealed interface Request extends DispatchCommand {}

    /** intake: CaseAccepted. */
    record Accept(Instant at) implements HandOver {}

    /** intake: CaseRefused. */
    record Refuse(Instant at, RefusalReason reason) implements HandOver {}

    /** intake: SourceRecordLinked, or the absorbed case's records at a merge. */
    record LinkSources(Instant at, List<SourceRecord> sources, Set<Flag> flags)
            implements HandOver {}

    /** intake: CaseMerged, this case is the absorbed one. */
    record BeAbsorbed(Instant at, String mergeId) implements HandOver {}

    /** intake: CancelRequested. */
    record Cancel(Instant at, String reasonCode) implements HandOver {}

    /** risk: RiskAssessed. */
    record Assess(Instant at, RiskLevel level) implements HandOver {}

    /** mediation: MediationStarted signs the order. */
    record StartMediation(Instant at, String orderNo) implements HandOver {}

    /** mediation: AgreementReached finishes the order. */
    record TakeAgreement(
            Instant at, String orderNo, ResolutionMethod method, Result.Agreed agreement)
            implements HandOver {}

    /** mediation: MediationFailed un-resolves the order. */
    record FailMediation(Instant at, String orderNo, MediationFailure reason) implements HandOver {}

    /** mediation: CaseResolved. */
    record Resolve(Instant at, ResolutionMethod method, ResolutionResult result)
            implements HandOver {}

    /** mediation: CaseClosed; the sources are told of the visit. */
    record Close(Instant at, VisitMethod method, Satisfaction satisfaction, Instant visitedAt)
            implements HandOver {}

    /** mediation: VisitFailed. */
    record FailVisit(Instant at, VisitFailure reason) implements HandOver {}

    /** The streams delivered every FINISHED answer. */
    record ConfirmResultTold(Instant at) implements HandOver {}

    /** The streams delivered every VISITED answer. */
    record ConfirmVisitTold(Instant at) implements HandOver {}

    /** Timer: a flagged case waited long enough for its assessment. */
    record EndRiskWait(Instant at) implements HandOver {}

    /** Timer: an open order of a red case is urged again. */
    record Urge(Instant at, String orderNo) implements HandOver {}

    /** 派单员: grade, category and unit; why is kept beside it, encrypted. */
    record TriageByHand(
            Instant at,
            Actor actor,
            Grade grade,
            Difficulty difficulty,
            String category,
            String unit)
            implements Request {}

    /** 签收. */
    record Sign(Instant at, Actor actor, String orderNo) implements Request {}

    /** 退单. */
    record ReturnOrder(
            Instant at,
            Actor actor,
            String orderNo,
            ReturnReason reason,
            @Nullable String suggestedUnit)
            implements Request {}

    /** 首次联系 or 进展. */
    record Progress(Instant at, Actor actor, String orderNo, String step) implements Request {}

    /** 办理完毕; {@code partyInformed}: the unit told the applicant what came of it. */
    record Finish(
            Instant at, Actor actor, String orderNo, ResolutionMethod method, boolean partyInformed)
            implements Request {}

    /** Leader approval or written opinion. */
    record GiveOpinion(Instant at, Actor actor, boolean leaderApproval) implements Request {}

    /** 结果通过. */
    record AcceptResult(Instant at, Actor actor) implements Request {}

    /** 发回重办. */
    record SendBack(Instant at, Actor actor, SendBackReason reason) implements Request {}

    /** 终结. */
    record Conclude(Instant at, Actor actor, ResolutionResult result) implements Request {}
}
