package org.fengqiao.intake.inbound;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.fengqiao.contracts.Actor;
import org.fengqiao.contracts.Flag;
import org.fengqiao.contracts.RefusalReason;
import org.fengqiao.edge.Caller;
import org.fengqiao.edge.Callers;
import org.fengqiao.edge.Problem;
import org.fengqiao.edge.ProblemException;
import org.fengqiao.edge.Requests;
import org.fengqiao.intake.MergeCandidate;
import org.fengqiao.intake.Refusal;
import org.fengqiao.intake.Registration;
import org.fengqiao.intake.RegistrationCommand;
import org.fengqiao.intake.handling.CaseDesk;
import org.fengqiao.intake.handling.CaseDesk.Outcome;
import org.fengqiao.intake.outbound.RegistrationViews;
import org.fengqiao.intake.outbound.RegistrationViews.Versioned;
import org.fengqiao.intake.outbound.Registrations;
import org.jspecify.annotations.Nullable;

/** 受理: what waits for a person, and what the person decides. */
@Path("/api/intake/cases")
@RolesAllowed({"window", "unit-leader", "political-legal"})
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class CasesResource {

    private static final int MOST = 200;

    private final CaseDesk desk;
    private final RegistrationViews views;
    private final Callers callers;
    private final Requests requests;

    CasesResource(CaseDesk desk, RegistrationViews views, Callers callers, Requests requests) {
        this.desk = desk;
        this.views = views;
        this.callers = callers;
        this.requests = requests;
    }

    /** A registration as the desk sees it; no personal data. */
    public record CaseView(
            UUID caseId,
            String caseNo,
            String caseCode,
            String state,
            String regionCode,
            Instant registeredAt,
            String title,
            String summary,
            String category,
            Set<Flag> flags,
            List<Fed> records,
            List<MergeCandidate> candidates,
            List<String> objections,
            @Nullable String noticeNo,
            @Nullable String mergedInto) {

        /** A record that fed the case. */
        public record Fed(String system, String sourceKey, String version, UUID receiptId) {}
    }

    /** {@code {reason, advice?}}; reason is a CL-22 name. */
    public record RefuseRequest(@Nullable String reason, @Nullable String advice) {}

    /** {@code {with}}: the other case's number. */
    public record MergeRequest(@Nullable String with) {}

    /** {@code {reason}}: a short code. */
    public record CancelRequest(@Nullable String reason) {}

    @GET
    public Uni<List<CaseView>> waiting(@QueryParam("limit") @DefaultValue("50") int limit) {
        Caller caller = callers.current();
        if (caller.region().isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return views.waiting(caller.region(), Math.clamp(limit, 1, MOST))
                .map(
                        found ->
                                found.stream()
                                        .map(Versioned::state)
                                        .map(CasesResource::view)
                                        .toList());
    }

    @GET
    @Path("/{caseNo}")
    public Uni<CaseView> one(@PathParam("caseNo") String caseNo) {
        Caller caller = callers.current();
        if (caller.region().isEmpty()) {
            throw noSuchCase();
        }
        return views.byNumber(caseNo, caller.region())
                .map(found -> view(found.orElseThrow(CasesResource::noSuchCase).state()));
    }

    @POST
    @Path("/{caseNo}/accept")
    @Consumes(MediaType.WILDCARD)
    public Uni<CaseView> accept(@PathParam("caseNo") String caseNo) {
        Caller caller = callers.current();
        return desk.accept(caseNo, caller::sees, requests.current(), caller.actor(role(caller)))
                .map(CasesResource::answer);
    }

    @POST
    @Path("/{caseNo}/refuse")
    public Uni<CaseView> refuse(@PathParam("caseNo") String caseNo, RefuseRequest request) {
        Caller caller = callers.current();
        RefusalReason reason = reason(request.reason());
        String advice = request.advice() == null ? "" : request.advice().strip();
        Actor by = caller.actor(role(caller));
        return desk.ask(
                        caseNo,
                        caller::sees,
                        requests.current(),
                        (state, at) ->
                                new RegistrationCommand.Refuse(
                                        reason, advice, approver(caller), by, at))
                .map(CasesResource::answer);
    }

    @POST
    @Path("/{caseNo}/merge")
    public Uni<CaseView> merge(@PathParam("caseNo") String caseNo, MergeRequest request) {
        Caller caller = callers.current();
        String other = required(request.with(), "/with", "应为另一案件的编号");
        return desk.merge(
                        caseNo, other, caller::sees, requests.current(), caller.actor(role(caller)))
                .map(CasesResource::answer);
    }

    @POST
    @Path("/{caseNo}/cancel")
    public Uni<CaseView> cancel(@PathParam("caseNo") String caseNo, CancelRequest request) {
        Caller caller = callers.current();
        String reason = required(request.reason(), "/reason", "应为撤回理由代码");
        if (!reason.matches("[A-Z_]{2,40}")) {
            throw invalid("/reason", "应为大写字母代码,如 SETTLED");
        }
        Actor by = caller.actor(role(caller));
        return desk.ask(
                        caseNo,
                        caller::sees,
                        requests.current(),
                        (state, at) ->
                                new RegistrationCommand.RequestCancel(
                                        reason, approver(caller), by, at))
                .map(CasesResource::answer);
    }

    /** The person with the say signs by deciding in that role. */
    private static @Nullable Actor approver(Caller caller) {
        return caller.hasAnyRole("unit-leader", "political-legal")
                ? caller.actor(role(caller))
                : null;
    }

    private static String role(Caller caller) {
        if (caller.hasRole("political-legal")) {
            return "political-legal";
        }
        return caller.hasRole("unit-leader") ? "unit-leader" : "window";
    }

    private static RefusalReason reason(@Nullable String text) {
        return Arrays.stream(RefusalReason.values())
                .filter(r -> r.name().equals(text))
                .findFirst()
                .orElseThrow(
                        () -> invalid("/reason", "应为 " + Arrays.toString(RefusalReason.values())));
    }

    private static String required(@Nullable String value, String pointer, String expectation) {
        if (value == null || value.isBlank()) {
            throw invalid(pointer, expectation);
        }
        return value.strip();
    }

    private static CaseView answer(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done done -> view(done.state());
            case Outcome.Refused(Refusal refusal) -> {
                Problem problem = Problem.of(409, refusal.code(), "操作不能进行", refusal.text());
                String basis = refusal.basis();
                throw (basis == null ? problem : problem.with("basis", basis)).asException();
            }
            case Outcome.Unknown ignored -> throw noSuchCase();
        };
    }

    private static ProblemException noSuchCase() {
        return Problem.of(404, "no-such-case", "案件不存在", "没有该编号的案件,或不在您的辖区").asException();
    }

    private static ProblemException invalid(String pointer, String expectation) {
        return Problem.of(422, "invalid-request", "请求内容有误", "字段 " + pointer + expectation)
                .withErrors(List.of(new Problem.FieldError(pointer, expectation)))
                .asException();
    }

    private static CaseView view(Registration state) {
        return new CaseView(
                state.identity().caseId(),
                state.identity().caseNo(),
                state.identity().caseCode(),
                Registrations.nameOf(state),
                state.identity().regionCode(),
                state.identity().registeredAt(),
                state.matter().title(),
                state.matter().summary(),
                state.matter().category(),
                state.matter().flags(),
                state.sources().stream()
                        .map(
                                s ->
                                        new CaseView.Fed(
                                                s.system().wireName(),
                                                s.sourceKey(),
                                                s.version(),
                                                s.receiptId()))
                        .toList(),
                state instanceof Registration.Registered r ? r.candidates() : List.of(),
                state instanceof Registration.Registered r ? r.objections() : List.of(),
                state instanceof Registration.Accepted a ? a.noticeNo() : null,
                state instanceof Registration.Merged m ? m.master().caseNo() : null);
    }
}
