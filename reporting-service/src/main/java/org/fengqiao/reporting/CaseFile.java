package org.fengqiao.reporting;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.fengqiao.contracts.CaseEvent;
import org.fengqiao.contracts.DispatchEvent;
import org.fengqiao.contracts.IntakeEvent;
import org.fengqiao.contracts.MediationEvent;
import org.fengqiao.contracts.RiskEvent;
import org.fengqiao.contracts.RiskLevel;
import org.fengqiao.contracts.Secrecy;
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
    public boolean demo;
    public Secrecy secrecy = Secrecy.NORMAL;
    public Instant registeredAt = Instant.EPOCH;
    public Instant asOf = Instant.EPOCH;
    public @Nullable Instant closedAt;
    public @Nullable RiskLevel risk;
    public @Nullable TriageLine triage;
    public @Nullable String noticeNo;
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

    /** The lead order whose clock runs, if any; an ended case has none. */
    public @Nullable OrderLine openOrder() {
        OrderLine last = orders.isEmpty() ? null : orders.getLast();
        return last != null && last.open() && !state().ended() ? last : null;
    }

    /** The unit that had the case last. */
    public @Nullable String unit() {
        return orders.isEmpty() ? null : orders.getLast().unit();
    }

    /** Applies one event. Exhaustive over the published language. */
    public void apply(CaseEvent event) {
        Instant at = event.header().at();
        asOf = at.isAfter(asOf) ? at : asOf;
        switch (event) {
            case IntakeEvent e -> FromIntake.tell(this, e, at);
            case DispatchEvent e -> FromDispatch.tell(this, e, at);
            case MediationEvent e -> FromMediation.tell(this, e, at);
            case RiskEvent e -> FromRisk.tell(this, e, at);
        }
        entered.putIfAbsent(state().stage(), at);
    }

    void order(String orderNo, UnaryOperator<OrderLine> change) {
        orders.replaceAll(o -> o.orderNo().equals(orderNo) ? change.apply(o) : o);
    }

    void instalment(int seq, UnaryOperator<InstalmentLine> change) {
        if (!agreements.isEmpty()) {
            agreements.addLast(agreements.removeLast().with(seq, change));
        }
    }

    void visit(int no, UnaryOperator<VisitLine> change) {
        visits.replaceAll(v -> v.no() == no ? change.apply(v) : v);
    }
}
