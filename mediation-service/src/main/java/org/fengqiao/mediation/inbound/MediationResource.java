package org.fengqiao.mediation.inbound;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.fengqiao.contracts.Actor;
import org.fengqiao.contracts.AgreementForm;
import org.fengqiao.contracts.MediationFailure;
import org.fengqiao.contracts.MediationType;
import org.fengqiao.contracts.Satisfaction;
import org.fengqiao.contracts.SessionMode;
import org.fengqiao.contracts.VisitFailure;
import org.fengqiao.contracts.VisitMethod;
import org.fengqiao.edge.Caller;
import org.fengqiao.edge.Callers;
import org.fengqiao.edge.Problem;
import org.fengqiao.edge.ProblemException;
import org.fengqiao.edge.Requests;
import org.fengqiao.mediation.Agreement;
import org.fengqiao.mediation.MediationCommand;
import org.fengqiao.mediation.Resolution;
import org.fengqiao.mediation.handling.MediationHandler;
import org.fengqiao.mediation.handling.MediationHandler.Outcome;
import org.fengqiao.mediation.outbound.Resolutions;
import org.fengqiao.outbox.Asked;
import org.jspecify.annotations.Nullable;

/**
 * 调解工作台 and 回访: a mediator acts on the orders of the own unit, a visitor on cases of the region.
 */
@Path("/api/mediation/cases")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class MediationResource {

    private static final int MOST = 200;

    private final Resolutions resolutions;
    private final MediationHandler handler;
    private final Callers callers;
    private final Requests requests;

    @Inject
    MediationResource(
            Resolutions resolutions, MediationHandler handler, Callers callers, Requests requests) {
        this.resolutions = resolutions;
        this.handler = handler;
        this.callers = callers;
        this.requests = requests;
    }

    @GET
    @RolesAllowed({"mediator", "visitor", "dispatcher", "supervisor", "political-legal", "leader"})
    public Uni<List<Resolutions.Line>> list(
            @QueryParam("state") @Nullable String state,
            @QueryParam("limit") @DefaultValue("50") int limit) {
        Caller caller = callers.current();
        if (caller.region().isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        // A mediator without a unit sees nothing.
        String unit =
                caller.hasRole("mediator") ? Objects.requireNonNullElse(caller.unit(), "-") : null;
        return resolutions.list(unit, caller.region(), state, Math.clamp(limit, 1, MOST));
    }

    @GET
    @Path("/{caseNo}")
    @RolesAllowed({"mediator", "visitor", "dispatcher", "supervisor", "political-legal", "leader"})
    public Uni<View> show(@PathParam("caseNo") String caseNo) {
        return visible(callers.current(), caseNo).map(View::of);
    }

    @POST
    @Path("/{caseNo}/start")
    @RolesAllowed("mediator")
    public Uni<View> start(@PathParam("caseNo") String caseNo, Start body) {
        MediationType type = value(MediationType.class, body.type(), "/type");
        return mediate(caseNo, actor -> at -> new MediationCommand.StartMediation(at, actor, type));
    }

    @POST
    @Path("/{caseNo}/sessions")
    @RolesAllowed("mediator")
    public Uni<View> session(@PathParam("caseNo") String caseNo, Session body) {
        SessionMode mode = value(SessionMode.class, body.mode(), "/mode");
        return mediate(caseNo, actor -> at -> new MediationCommand.HoldSession(at, actor, mode));
    }

    @POST
    @Path("/{caseNo}/agreement")
    @RolesAllowed("mediator")
    public Uni<View> agree(@PathParam("caseNo") String caseNo, Agreed body) {
        AgreementForm form = value(AgreementForm.class, body.form(), "/form");
        List<Share> shares = body.instalments() == null ? List.of() : body.instalments();
        List<MediationCommand.Promise> promises =
                IntStream.range(0, shares.size()).mapToObj(i -> promise(shares.get(i), i)).toList();
        boolean confirm = Boolean.TRUE.equals(body.confirmationIntended());
        return mediate(
                caseNo,
                actor -> at -> new MediationCommand.Agree(at, actor, form, promises, confirm));
    }

    @POST
    @Path("/{caseNo}/fail")
    @RolesAllowed("mediator")
    public Uni<View> fail(@PathParam("caseNo") String caseNo, Failed body) {
        MediationFailure reason = value(MediationFailure.class, body.reason(), "/reason");
        return mediate(caseNo, actor -> at -> new MediationCommand.Fail(at, actor, reason));
    }

    @POST
    @Path("/{caseNo}/instalments/{seq}/payment")
    @RolesAllowed({"mediator", "visitor"})
    public Uni<View> pay(@PathParam("caseNo") String caseNo, @PathParam("seq") int seq, Paid body) {
        LocalDate on = body.paidOn();
        if (on == null) {
            throw invalid("/paidOn", "必填,日期格式 2026-11-30");
        }
        Caller caller = callers.current();
        return act(
                caller,
                caseNo,
                at -> new MediationCommand.RecordPayment(at, caller.actor("mediator"), seq, on));
    }

    @POST
    @Path("/{caseNo}/visit")
    @RolesAllowed("visitor")
    public Uni<View> visit(@PathParam("caseNo") String caseNo, Visited body) {
        Caller caller = callers.current();
        Actor actor = caller.actor("visitor");
        if (Boolean.TRUE.equals(body.passed())) {
            VisitMethod method = value(VisitMethod.class, body.method(), "/method");
            Satisfaction satisfaction =
                    value(Satisfaction.class, body.satisfaction(), "/satisfaction");
            return act(
                    caller,
                    caseNo,
                    at -> new MediationCommand.PassVisit(at, actor, method, satisfaction));
        }
        VisitFailure reason = value(VisitFailure.class, body.reason(), "/reason");
        return act(caller, caseNo, at -> new MediationCommand.FailVisit(at, actor, reason));
    }

    private Uni<View> mediate(
            String caseNo, Function<Actor, Function<Instant, MediationCommand>> command) {
        Caller caller = callers.current();
        return act(caller, caseNo, command.apply(caller.actor("mediator")));
    }

    private Uni<View> act(
            Caller caller, String caseNo, Function<Instant, MediationCommand> command) {
        Asked asked = requests.current();
        return visible(caller, caseNo)
                .chain(s -> handler.ask(caseNo, command, asked))
                .map(MediationResource::answer)
                .chain(done -> visible(caller, caseNo))
                .map(View::of);
    }

    /** A mediator sees what the own unit has; others what lies in their region. */
    private Uni<Resolutions.Shown> visible(Caller caller, String caseNo) {
        return resolutions
                .show(caseNo)
                .map(
                        found ->
                                found.filter(s -> caller.sees(s.line().regionCode()))
                                        .filter(
                                                s ->
                                                        !caller.hasRole("mediator")
                                                                || Objects.equals(
                                                                        s.line().unit(),
                                                                        caller.unit()))
                                        .orElseThrow(MediationResource::noSuchCase));
    }

    private static Outcome answer(Optional<Outcome> outcome) {
        Outcome done = outcome.orElseThrow(MediationResource::noSuchCase);
        if (done.refusal() != null) {
            throw Problem.of(409, done.refusal().code(), "操作被拒绝", done.refusal().detail())
                    .asException();
        }
        return done;
    }

    private static MediationCommand.Promise promise(Share share, int index) {
        if (share.amount() == null) {
            throw invalid("/instalments/" + index + "/amount", "必填,金额(元)");
        }
        if (share.dueOn() == null) {
            throw invalid("/instalments/" + index + "/dueOn", "必填,日期格式 2026-11-30");
        }
        return new MediationCommand.Promise(share.amount(), share.dueOn());
    }

    private static <E extends Enum<E>> E value(
            Class<E> type, @Nullable String text, String pointer) {
        return Arrays.stream(type.getEnumConstants())
                .filter(e -> e.name().equals(text))
                .findFirst()
                .orElseThrow(
                        () ->
                                invalid(
                                        pointer,
                                        "应为以下之一:" + Arrays.toString(type.getEnumConstants())));
    }

    private static ProblemException invalid(String pointer, String expectation) {
        return Problem.of(422, "invalid", "请求内容有误", pointer + " " + expectation)
                .withErrors(List.of(new Problem.FieldError(pointer, expectation)))
                .asException();
    }

    private static ProblemException noSuchCase() {
        return Problem.of(404, "no-such-case", "事项不存在", "没有该编号的事项,或不在您的查看范围内").asException();
    }

    /**
     * The case as mediation sees it.
     *
     * @param visitFailure of a failed visit that dispatch has not answered yet
     */
    public record View(
            String caseNo,
            String state,
            @Nullable String unit,
            @Nullable Instant visitDueAt,
            @Nullable VisitFailure visitFailure,
            @Nullable Agreement agreement) {

        static View of(Resolutions.Shown shown) {
            Resolutions.Line line = shown.line();
            return new View(
                    line.caseNo(),
                    line.state(),
                    line.unit(),
                    line.dueAt(),
                    shown.state() instanceof Resolution.Visiting v ? v.failure() : null,
                    shown.state().agreement());
        }
    }

    /** {@code {type}}. */
    public record Start(@Nullable String type) {}

    /** {@code {mode}}. */
    public record Session(@Nullable String mode) {}

    /** {@code {form, instalments:[{amount,dueOn}], confirmationIntended}}. */
    public record Agreed(
            @Nullable String form,
            @Nullable List<Share> instalments,
            @Nullable Boolean confirmationIntended) {}

    /** One instalment. */
    public record Share(@Nullable BigDecimal amount, @Nullable LocalDate dueOn) {}

    /** {@code {reason}}. */
    public record Failed(@Nullable String reason) {}

    /** {@code {paidOn}}. */
    public record Paid(@Nullable LocalDate paidOn) {}

    /** {@code {passed:true, method, satisfaction}} or {@code {passed:false, reason}}. */
    public record Visited(
            @Nullable Boolean passed,
            @Nullable String method,
            @Nullable String satisfaction,
            @Nullable String reason) {}
}
