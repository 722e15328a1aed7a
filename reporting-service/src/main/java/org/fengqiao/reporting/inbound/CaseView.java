package org.fengqiao.reporting.inbound;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.fengqiao.reporting.AgreementLine;
import org.fengqiao.reporting.AnswerLine;
import org.fengqiao.reporting.CaseFile;
import org.fengqiao.reporting.DecisionLine;
import org.fengqiao.reporting.Lights;
import org.fengqiao.reporting.OrderLine;
import org.fengqiao.reporting.RiskLine;
import org.fengqiao.reporting.SessionLine;
import org.fengqiao.reporting.SourceLine;
import org.fengqiao.reporting.Stage;
import org.fengqiao.reporting.TriageLine;
import org.fengqiao.reporting.VisitLine;
import org.fengqiao.reporting.outbound.CaseQueries;
import org.jspecify.annotations.Nullable;

/** The case file as people read it; {@code asOf} says how far the projection is. */
public record CaseView(
        String caseNo,
        String caseId,
        String caseCode,
        String title,
        String summary,
        String category,
        String state,
        String stage,
        String light,
        String risk,
        String secrecy,
        String regionCode,
        boolean demo,
        @Nullable String unit,
        @Nullable Instant dueAt,
        @Nullable TriageLine triage,
        @Nullable String noticeNo,
        List<String> flags,
        Instant registeredAt,
        Instant asOf,
        int reopenCount,
        List<Node> nodes,
        List<SourceLine> records,
        @Nullable JsonNode parties,
        List<OrderLine> orders,
        List<SessionLine> sessions,
        List<AgreementLine> agreements,
        List<VisitLine> visits,
        List<RiskLine> riskHistory,
        List<AnswerLine> feedback,
        List<DecisionLine> decisions,
        List<String> absorbed,
        List<CaseQueries.JournalLine> journal) {

    static CaseView of(
            CaseFile f,
            List<CaseQueries.JournalLine> journal,
            @Nullable JsonNode parties,
            Instant now) {
        OrderLine open = f.openOrder();
        return new CaseView(
                f.caseNo,
                f.caseId.toString(),
                f.caseCode,
                f.title,
                f.summary,
                f.category,
                f.state().name(),
                f.state().stage().name(),
                Lights.of(
                                open == null ? null : open.issuedAt(),
                                open == null ? null : open.dueAt(),
                                now)
                        .name(),
                f.risk == null ? "RISK_BLUE" : f.risk.name(),
                f.secrecy.name(),
                f.regionCode,
                f.demo,
                f.unit(),
                open == null ? null : open.dueAt(),
                f.triage,
                f.noticeNo,
                f.flags,
                f.registeredAt,
                f.asOf,
                f.reopenCount,
                Node.of(f),
                f.records,
                parties,
                f.orders,
                f.sessions,
                f.agreements,
                f.visits,
                f.riskHistory,
                f.feedback,
                f.decisions,
                f.absorbed,
                journal);
    }

    /** One of the seven nodes; {@code leftAt} is when the next was entered. */
    public record Node(
            String code,
            String sign,
            String name,
            @Nullable Instant enteredAt,
            @Nullable Instant leftAt,
            boolean active) {

        static List<Node> of(CaseFile f) {
            List<Node> nodes = new ArrayList<>();
            Stage now = f.state().stage();
            for (Stage stage : Stage.values()) {
                Instant entered = f.entered.get(stage);
                nodes.add(
                        new Node(
                                stage.name(),
                                stage.sign(),
                                stage.title(),
                                entered,
                                entered == null ? null : nextAfter(f, entered),
                                stage == now));
            }
            return nodes;
        }

        private static @Nullable Instant nextAfter(CaseFile f, Instant entered) {
            return f.entered.values().stream()
                    .filter(at -> at.isAfter(entered))
                    .min(Comparator.naturalOrder())
                    .orElse(null);
        }
    }
}
