package org.fengqiao.reporting;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.fengqiao.contracts.CaseEvent;
import org.fengqiao.contracts.DispatchEvent;
import org.fengqiao.contracts.IntakeEvent;
import org.fengqiao.contracts.MediationEvent;
import org.fengqiao.contracts.RiskEvent;
import org.fengqiao.contracts.RiskLevel;
import org.fengqiao.contracts.Secrecy;
import org.fengqiao.contracts.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * The case file (一案一档) as events tell it. Mutable: events of one case are applied one after the
 * other within a transaction. Owners tell in order each, but not among each other, so the state is
 * computed from what each owner said last.
 */
public final class CaseFile {

    public UUID caseId = new UUID(0, 0);
    public String caseNo = "";
    public String caseCode = "";
    public String title = "";
    public String summary = "";
    public String category = "";
    public String regionCode = "";
    public Secrecy secrecy = Secrecy.NORMAL;
    public Instant registeredAt = Instant.EPOCH;
    public Instant asOf = Instant.EPOCH;
    public @Nullable Instant closedAt;
    public @Nullable RiskLevel risk;
    public CaseState intake = CaseState.REGISTERED;
    public @Nullable CaseState dispatch;
    public @Nullable CaseState mediation;
    public int reopenCount;
    public List<String> flags = new ArrayList<>();
    public Map<Stage, Instant> entered = new EnumMap<>(Stage.class);
    public List<SourceLine> records = new ArrayList<>();
    public List<OrderLine> orders = new ArrayList<>();
    public List<SessionLine> sessions = new ArrayList<>();
    public List<AgreementLine> agreements = new ArrayList<>();
    public List<VisitLine> visits = new ArrayList<>();
    public List<RiskLine> riskHistory = new ArrayList<>();
    public List<AnswerLine> feedback = new ArrayList<>();
    public List<DecisionLine> decisions = new ArrayList<>();
    public List<String> absorbed = new ArrayList<>();

    /** What people see now. */
    public CaseState state() {
        if (intake == CaseState.REFUSED || intake == CaseState.MERGED) {
            return intake;
        }
        if (dispatch == CaseState.CANCELLED || dispatch == CaseState.CONCLUDED) {
            return dispatch;
        }
        if (mediation == CaseState.ARCHIVED
                || mediation == CaseState.CLOSED
                || mediation == CaseState.VISITING) {
            return mediation;
        }
        if (dispatch == CaseState.FEEDBACK) {
            return CaseState.FEEDBACK;
        }
        if (mediation == CaseState.RESOLVED) {
            return CaseState.RESOLVED;
        }
        if (dispatch == null) {
            return intake;
        }
        boolean mediating = mediation == CaseState.MEDIATING && dispatch == CaseState.HANDLING;
        return mediating ? CaseState.MEDIATING : dispatch;
    }

    /** The open lead order, if any. */
    public @Nullable OrderLine openOrder() {
        OrderLine last = orders.isEmpty() ? null : orders.getLast();
        return last != null
                        && (last.state().equals("ISSUED")
                                || last.state().equals("SIGNED")
                                || last.state().equals("SENT_BACK"))
                ? last
                : null;
    }

    /** Applies one event. Exhaustive over the published language. */
    public void apply(CaseEvent event) {
        Instant at = event.header().at();
        asOf = at.isAfter(asOf) ? at : asOf;
        switch (event) {
            case IntakeEvent e -> intake(e, at);
            case DispatchEvent e -> dispatch(e, at);
            case MediationEvent e -> mediation(e, at);
            case RiskEvent e -> risk(e, at);
        }
        entered.putIfAbsent(state().stage(), at);
    }

    private void intake(IntakeEvent event, Instant at) {
        switch (event) {
            case IntakeEvent.CaseRegistered e -> {
                caseId = e.header().caseId();
                caseNo = e.header().caseNo();
                caseCode = e.caseCode();
                title = e.title();
                summary = e.summary();
                category = e.category();
                regionCode = e.header().regionCode();
                secrecy = e.secrecy();
                registeredAt = at;
                e.flags().stream().map(Enum::name).sorted().forEach(flags::add);
                records.add(SourceLine.of(e.source()));
                decisions.add(
                        new DecisionLine(
                                "CATEGORY",
                                e.categoryBy().rule(),
                                e.categoryBy().inputs(),
                                e.categoryBy().alternatives(),
                                e.categoryBy().score(),
                                at));
            }
            case IntakeEvent.CaseAccepted e -> intake = CaseState.ACCEPTED;
            case IntakeEvent.CaseRefused e -> intake = CaseState.REFUSED;
            case IntakeEvent.SourceRecordLinked e -> {
                records.removeIf(
                        r ->
                                r.system().equals(e.source().system().wireName())
                                        && r.sourceKey().equals(e.source().sourceKey()));
                records.add(SourceLine.of(e.source()));
            }
            case IntakeEvent.CaseMerged e -> {
                if (e.masterId().equals(caseId)) {
                    e.sources().forEach(s -> records.add(SourceLine.of(s)));
                    absorbed.add(e.absorbedNo());
                } else {
                    intake = CaseState.MERGED;
                }
            }
            case IntakeEvent.CancelRequested e -> {}
        }
    }

    private void dispatch(DispatchEvent event, Instant at) {
        switch (event) {
            case DispatchEvent.CaseTriaged e -> {
                dispatch = CaseState.TRIAGED;
                category = e.category();
                decisions.add(
                        new DecisionLine(
                                "TRIAGE",
                                e.decidedBy().rule(),
                                e.decidedBy().inputs(),
                                e.decidedBy().alternatives(),
                                e.decidedBy().score(),
                                at));
            }
            case DispatchEvent.OrderIssued e -> {
                dispatch = CaseState.DISPATCHED;
                orders.add(
                        new OrderLine(
                                e.orderNo(),
                                e.kind().name(),
                                e.unit(),
                                "ISSUED",
                                e.urgent(),
                                e.issuedAt(),
                                null,
                                e.signDueAt(),
                                e.dueAt(),
                                e.dueRule(),
                                null));
            }
            case DispatchEvent.OrderSigned e -> {
                dispatch = CaseState.HANDLING;
                order(e.orderNo(), o -> o.signed(at));
            }
            case DispatchEvent.OrderReturned e -> {
                dispatch = CaseState.TRIAGED;
                order(e.orderNo(), o -> o.to("RETURNED"));
            }
            case DispatchEvent.OrderProgressed e -> {}
            case DispatchEvent.OrderFinished e -> order(e.orderNo(), o -> o.finished(at));
            case DispatchEvent.OrderUnresolved e -> {
                dispatch = CaseState.UNRESOLVED;
                order(e.orderNo(), o -> o.to("UNRESOLVED"));
            }
            case DispatchEvent.OrderSentBack e -> {
                dispatch = CaseState.HANDLING;
                mediation = null;
                entered.putIfAbsent(Stage.DU, at);
                order(e.orderNo(), o -> o.to("SENT_BACK"));
            }
            case DispatchEvent.UrgeSent e -> entered.putIfAbsent(Stage.DU, at);
            case DispatchEvent.OpinionGiven e -> {}
            case DispatchEvent.ResultAccepted e -> dispatch = CaseState.FEEDBACK;
            case DispatchEvent.CaseConcluded e -> dispatch = CaseState.CONCLUDED;
            case DispatchEvent.ResultFedBack e -> answers(e.answers());
            case DispatchEvent.VisitFedBack e -> answers(e.answers());
            case DispatchEvent.CaseReopened e -> {
                dispatch = CaseState.TRIAGED;
                mediation = null;
                closedAt = null;
                reopenCount = e.reopenCount();
            }
            case DispatchEvent.CaseWithdrawn e -> {
                dispatch = CaseState.CANCELLED;
                OrderLine open = openOrder();
                if (open != null) {
                    order(open.orderNo(), o -> o.to("WITHDRAWN"));
                }
            }
            case DispatchEvent.CancelRefused e -> {}
            case DispatchEvent.MergeConflict e -> {}
        }
    }

    private void mediation(MediationEvent event, Instant at) {
        switch (event) {
            case MediationEvent.MediationStarted e -> mediation = CaseState.MEDIATING;
            case MediationEvent.SessionHeld e ->
                    sessions.add(
                            new SessionLine(
                                    e.sessionNo(), e.heldAt(), e.mode().name(), e.type().name()));
            case MediationEvent.AgreementReached e ->
                    agreements.add(
                            new AgreementLine(
                                    e.agreementNo(),
                                    e.form().name(),
                                    e.amount(),
                                    e.effectiveAt(),
                                    e.confirmationDueOn(),
                                    e.instalments().stream()
                                            .map(
                                                    i ->
                                                            new InstalmentLine(
                                                                    i.seq(),
                                                                    i.amount(),
                                                                    i.dueOn(),
                                                                    "PENDING",
                                                                    null))
                                            .toList()));
            case MediationEvent.MediationFailed e -> mediation = null;
            case MediationEvent.InstalmentDone e ->
                    instalment(e.seq(), i -> i.to(e.late() ? "DONE_LATE" : "DONE", e.paidOn()));
            case MediationEvent.InstalmentOverdue e ->
                    instalment(e.seq(), i -> i.to("OVERDUE", null));
            case MediationEvent.CaseResolved e -> mediation = CaseState.RESOLVED;
            case MediationEvent.VisitPlanned e -> {
                mediation = CaseState.VISITING;
                visits.add(
                        new VisitLine(
                                e.visitNo(),
                                e.dueAt(),
                                e.header().rule(),
                                null,
                                null,
                                null,
                                "PLANNED"));
            }
            case MediationEvent.VisitDone e ->
                    visit(
                            e.visitNo(),
                            v -> v.done(e.visitedAt(), e.method().name(), e.satisfaction().name()));
            case MediationEvent.VisitFailed e ->
                    visit(e.visitNo(), v -> v.failed(at, e.reason().name()));
            case MediationEvent.CaseClosed e -> {
                mediation = CaseState.CLOSED;
                closedAt = at;
            }
            case MediationEvent.CaseArchived e -> mediation = CaseState.ARCHIVED;
        }
    }

    private void risk(RiskEvent event, Instant at) {
        switch (event) {
            case RiskEvent.RiskAssessed e -> {
                risk = e.level();
                if (e.level() == RiskLevel.RISK_RED) {
                    secrecy = Secrecy.RESTRICTED;
                }
                riskHistory.add(
                        new RiskLine(
                                e.level().name(),
                                e.score(),
                                e.hardRule(),
                                e.factors().stream().map(f -> f.code() + " " + f.points()).toList(),
                                at));
            }
            case RiskEvent.ControlStarted e ->
                    riskHistory.add(new RiskLine("CONTROL_STARTED", 0, null, List.of(), at));
            case RiskEvent.ControlReleased e ->
                    riskHistory.add(new RiskLine("CONTROL_RELEASED", 0, null, List.of(), at));
        }
    }

    private void answers(List<DispatchEvent.Answer> answers) {
        for (DispatchEvent.Answer a : answers) {
            feedback.add(
                    new AnswerLine(
                            a.system().wireName(),
                            a.sourceKey(),
                            a.kind().name(),
                            a.state().name(),
                            a.at()));
        }
    }

    private void order(String orderNo, java.util.function.UnaryOperator<OrderLine> change) {
        orders.replaceAll(o -> o.orderNo().equals(orderNo) ? change.apply(o) : o);
    }

    private void instalment(int seq, java.util.function.UnaryOperator<InstalmentLine> change) {
        if (!agreements.isEmpty()) {
            AgreementLine last = agreements.removeLast();
            agreements.add(
                    last.with(
                            last.instalments().stream()
                                    .map(i -> i.seq() == seq ? change.apply(i) : i)
                                    .toList()));
        }
    }

    private void visit(int no, java.util.function.UnaryOperator<VisitLine> change) {
        visits.replaceAll(v -> v.no() == no ? change.apply(v) : v);
    }

    /** A source record. */
    public record SourceLine(
            String system,
            String sourceKey,
            String version,
            Instant receivedAt,
            String status,
            UUID receiptId) {
        static SourceLine of(SourceRecord s) {
            return new SourceLine(
                    s.system().wireName(),
                    s.sourceKey(),
                    s.version(),
                    s.receivedAt(),
                    "REGISTERED",
                    s.receiptId());
        }
    }

    /** 工单. */
    public record OrderLine(
            String orderNo,
            String kind,
            String unit,
            String state,
            boolean urgent,
            Instant issuedAt,
            @Nullable Instant signedAt,
            Instant signDueAt,
            Instant dueAt,
            String dueRule,
            @Nullable Instant finishedAt) {

        OrderLine to(String next) {
            return new OrderLine(
                    orderNo,
                    kind,
                    unit,
                    next,
                    urgent,
                    issuedAt,
                    signedAt,
                    signDueAt,
                    dueAt,
                    dueRule,
                    finishedAt);
        }

        OrderLine signed(Instant at) {
            return new OrderLine(
                    orderNo,
                    kind,
                    unit,
                    "SIGNED",
                    urgent,
                    issuedAt,
                    at,
                    signDueAt,
                    dueAt,
                    dueRule,
                    finishedAt);
        }

        OrderLine finished(Instant at) {
            return new OrderLine(
                    orderNo,
                    kind,
                    unit,
                    "FINISHED",
                    urgent,
                    issuedAt,
                    signedAt,
                    signDueAt,
                    dueAt,
                    dueRule,
                    at);
        }
    }

    /** 调解会. */
    public record SessionLine(int no, Instant heldAt, String mode, String type) {}

    /** 协议. */
    public record AgreementLine(
            String agreementNo,
            String form,
            BigDecimal amount,
            Instant effectiveAt,
            LocalDate confirmationDueOn,
            List<InstalmentLine> instalments) {

        AgreementLine with(List<InstalmentLine> changed) {
            return new AgreementLine(
                    agreementNo, form, amount, effectiveAt, confirmationDueOn, changed);
        }
    }

    /** 分期: {@code PENDING OVERDUE DONE DONE_LATE}. */
    public record InstalmentLine(
            int seq,
            BigDecimal amount,
            LocalDate dueDate,
            String state,
            @Nullable LocalDate paidOn) {
        InstalmentLine to(String next, @Nullable LocalDate on) {
            return new InstalmentLine(seq, amount, dueDate, next, on);
        }
    }

    /** 回访: {@code PLANNED DONE FAILED}. */
    public record VisitLine(
            int no,
            Instant dueAt,
            @Nullable String rule,
            @Nullable Instant doneAt,
            @Nullable String method,
            @Nullable String satisfaction,
            String state) {

        VisitLine done(Instant at, String how, String satisfied) {
            return new VisitLine(no, dueAt, rule, at, how, satisfied, "DONE");
        }

        VisitLine failed(Instant at, String reason) {
            return new VisitLine(no, dueAt, rule, at, reason, null, "FAILED");
        }
    }

    /** 风险. */
    public record RiskLine(
            String level, int score, @Nullable String hardRule, List<String> factors, Instant at) {}

    /** 反馈. */
    public record AnswerLine(
            String system, String sourceKey, String kind, String state, Instant at) {}

    /** An automatic or human decision and why. */
    public record DecisionLine(
            String what,
            String rule,
            Map<String, String> inputs,
            List<String> alternatives,
            double score,
            Instant at) {}
}
