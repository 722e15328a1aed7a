package org.fengqiao.reporting.inbound;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.fengqiao.clock.Zones;
import org.fengqiao.edge.Caller;
import org.fengqiao.edge.Callers;
import org.fengqiao.edge.Problem;
import org.fengqiao.reporting.CaseFile;
import org.fengqiao.reporting.Lights;
import org.fengqiao.reporting.Stage;
import org.fengqiao.reporting.outbound.CaseQueries;
import org.fengqiao.reporting.outbound.CaseQueries.Scope;
import org.fengqiao.reporting.outbound.Parties;
import org.jspecify.annotations.Nullable;

/** Searches, live counts and the case file (INTERFACES §5), within the caller's region and unit. */
@Path("/api")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({
    "guide",
    "window",
    "dispatcher",
    "dispatcher-lead",
    "handler",
    "unit-leader",
    "mediator",
    "expert",
    "supervisor",
    "visitor",
    "risk-analyst",
    "political-legal",
    "leader",
    "archivist",
    "auditor"
})
public class CaseResource {

    private static final int MOST = 200;

    private final CaseQueries queries;
    private final Parties parties;
    private final Callers callers;
    private final Clock clock;

    @Inject
    CaseResource(CaseQueries queries, Parties parties, Callers callers, Clock clock) {
        this.queries = queries;
        this.parties = parties;
        this.callers = callers;
        this.clock = clock;
    }

    @GET
    @Path("/cases")
    public Uni<List<CaseQueries.ListItem>> cases(
            @QueryParam("stage") @Nullable String stage,
            @QueryParam("risk") @Nullable String risk,
            @QueryParam("q") @Nullable String text,
            @QueryParam("limit") @DefaultValue("50") int limit) {
        return queries.list(
                scope(),
                blankToNull(stage),
                blankToNull(risk),
                text,
                clock.instant(),
                Math.clamp(limit, 1, MOST));
    }

    @GET
    @Path("/counts")
    public Uni<CaseQueries.Counts> counts() {
        Instant now = clock.instant();
        return queries.counts(scope(), now, Zones.startOf(Zones.dateOf(now)));
    }

    @GET
    @Path("/cases/{caseNo}")
    public Uni<View> file(
            @PathParam("caseNo") String caseNo,
            @HeaderParam("Authorization") @Nullable String authorization) {
        Instant now = clock.instant();
        return queries.file(scope(), caseNo)
                .map(
                        found ->
                                found.orElseThrow(
                                        () ->
                                                Problem.of(
                                                                404,
                                                                "no-such-case",
                                                                "事项不存在",
                                                                "没有该编号的事项,或不在您的查看范围内")
                                                        .asException()))
                .chain(
                        file ->
                                Uni.combine()
                                        .all()
                                        .unis(
                                                queries.journal(file.caseId),
                                                parties.of(file.caseId, authorization))
                                        .asTuple()
                                        .map(
                                                t ->
                                                        View.of(
                                                                file,
                                                                t.getItem1(),
                                                                t.getItem2().orElse(null),
                                                                now)));
    }

    /**
     * People of a department see what their unit handles; others their region; restricted cases
     * only those who work on risk.
     */
    private Scope scope() {
        Caller caller = callers.current();
        if (caller.region().isEmpty()) {
            throw Problem.of(403, "no-region", "无权访问", "账号未设置区划范围").asException();
        }
        boolean ofUnit =
                caller.hasAnyRole("handler", "unit-leader", "mediator")
                        && !caller.hasAnyRole(
                                "dispatcher", "supervisor", "political-legal", "leader");
        boolean restricted =
                ofUnit
                        || caller.hasAnyRole(
                                "dispatcher",
                                "dispatcher-lead",
                                "supervisor",
                                "risk-analyst",
                                "political-legal",
                                "leader",
                                "visitor");
        return new Scope(
                caller.region(),
                ofUnit ? (caller.unit() == null ? "-" : caller.unit()) : null,
                restricted);
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    /** The case file as people read it; {@code asOf} says how far the projection is. */
    public record View(
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
            List<String> flags,
            Instant registeredAt,
            Instant asOf,
            int reopenCount,
            List<Node> nodes,
            List<CaseFile.SourceLine> records,
            @Nullable JsonNode parties,
            List<CaseFile.OrderLine> orders,
            List<CaseFile.SessionLine> sessions,
            List<CaseFile.AgreementLine> agreements,
            List<CaseFile.VisitLine> visits,
            List<CaseFile.RiskLine> riskHistory,
            List<CaseFile.AnswerLine> feedback,
            List<CaseFile.DecisionLine> decisions,
            List<String> absorbed,
            List<CaseQueries.JournalLine> journal) {

        static View of(
                CaseFile f,
                List<CaseQueries.JournalLine> journal,
                @Nullable JsonNode parties,
                Instant now) {
            CaseFile.OrderLine open = f.openOrder();
            return new View(
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
                    .min(java.util.Comparator.naturalOrder())
                    .orElse(null);
        }
    }
}
