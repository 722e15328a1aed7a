package org.fengqiao.risk.inbound;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.fengqiao.edge.Caller;
import org.fengqiao.edge.Callers;
import org.fengqiao.edge.Problem;
import org.fengqiao.edge.ProblemException;
import org.fengqiao.edge.Requests;
import org.fengqiao.outbox.Asked;
import org.fengqiao.risk.RiskCase;
import org.fengqiao.risk.RiskCase.Control;
import org.fengqiao.risk.handling.RiskHandler;
import org.fengqiao.risk.outbound.RiskCases;
import org.jspecify.annotations.Nullable;

/** 风险研判台: the board of the region, start and release of the 24-hour control. */
@Path("/api/risk/cases")
@Produces(MediaType.APPLICATION_JSON)
public class RiskResource {

    private static final int MOST = 200;

    private final RiskCases cases;
    private final RiskHandler handler;
    private final Callers callers;
    private final Requests requests;

    @Inject
    RiskResource(RiskCases cases, RiskHandler handler, Callers callers, Requests requests) {
        this.cases = cases;
        this.handler = handler;
        this.callers = callers;
        this.requests = requests;
    }

    @GET
    @RolesAllowed({"risk-analyst", "political-legal", "leader", "supervisor", "dispatcher"})
    public Uni<List<RiskCases.Line>> list(
            @QueryParam("level") @Nullable String level,
            @QueryParam("limit") @DefaultValue("50") int limit) {
        Caller caller = callers.current();
        return caller.region().isEmpty()
                ? Uni.createFrom().item(List.of())
                : cases.list(caller.region(), level, Math.clamp(limit, 1, MOST));
    }

    @POST
    @Path("/{caseNo}/control/start")
    @RolesAllowed({"risk-analyst", "political-legal"})
    public Uni<View> start(@PathParam("caseNo") String caseNo) {
        return control(caseNo, Control.STARTED, "risk-analyst");
    }

    /** Released by 政法委 only. */
    @POST
    @Path("/{caseNo}/control/release")
    @RolesAllowed("political-legal")
    public Uni<View> release(@PathParam("caseNo") String caseNo) {
        return control(caseNo, Control.RELEASED, "political-legal");
    }

    private Uni<View> control(String caseNo, Control wanted, String role) {
        Caller caller = callers.current();
        Asked asked = requests.current();
        return cases.regionOf(caseNo)
                .map(region -> region.filter(caller::sees).orElseThrow(RiskResource::noSuchCase))
                .chain(region -> handler.control(caseNo, wanted, caller.actor(role), asked))
                .map(RiskResource::answer);
    }

    private static View answer(Optional<RiskHandler.Outcome> outcome) {
        RiskHandler.Outcome done = outcome.orElseThrow(RiskResource::noSuchCase);
        if (!done.done()) {
            throw Problem.of(
                            409,
                            "control-not-applicable",
                            "操作被拒绝",
                            "仅红色风险且未管控的事项可启动管控,仅管控中的事项可解除管控")
                    .asException();
        }
        RiskCase risk = done.risk();
        return new View(risk.caseNo(), String.valueOf(risk.level()), risk.control().name());
    }

    private static ProblemException noSuchCase() {
        return Problem.of(404, "no-such-case", "事项不存在", "没有该编号的事项,或不在您的查看范围内").asException();
    }

    /** The case after the request. */
    public record View(String caseNo, String level, String control) {}
}
