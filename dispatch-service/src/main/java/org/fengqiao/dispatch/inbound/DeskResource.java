package org.fengqiao.dispatch.inbound;

import com.fasterxml.jackson.databind.node.ObjectNode;
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
import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;
import org.fengqiao.contracts.Difficulty;
import org.fengqiao.contracts.Grade;
import org.fengqiao.contracts.ResolutionResult;
import org.fengqiao.contracts.SendBackReason;
import org.fengqiao.dispatch.Assignment;
import org.fengqiao.dispatch.DispatchCommand;
import org.fengqiao.dispatch.handling.AssignmentHandler;
import org.fengqiao.dispatch.handling.AssignmentHandler.Step;
import org.fengqiao.dispatch.outbound.OrderQueue;
import org.fengqiao.dispatch.outbound.OrderTexts;
import org.fengqiao.edge.Caller;
import org.fengqiao.edge.Callers;
import org.fengqiao.edge.Requests;
import org.fengqiao.outbox.Asked;
import org.jspecify.annotations.Nullable;

/** 派单台: what people of the centre decide. Every row and case lies within the caller's region. */
@Path("/api/dispatch")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class DeskResource {

    private static final int MOST = 200;

    private final OrderQueue queue;
    private final AssignmentHandler handler;
    private final Requests requests;
    private final Callers callers;

    @Inject
    DeskResource(OrderQueue queue, AssignmentHandler handler, Requests requests, Callers callers) {
        this.queue = queue;
        this.handler = handler;
        this.requests = requests;
        this.callers = callers;
    }

    @GET
    @Path("/desk")
    @RolesAllowed({"dispatcher", "dispatcher-lead", "political-legal", "supervisor"})
    public Uni<List<OrderQueue.DeskLine>> desk(@QueryParam("limit") @DefaultValue("50") int limit) {
        Caller caller = callers.current();
        return caller.region().isEmpty()
                ? Uni.createFrom().item(List.of())
                : queue.desk(caller.region(), Math.clamp(limit, 1, MOST));
    }

    /** What people and units wrote about the orders of a case. */
    @GET
    @Path("/cases/{caseNo}/words")
    @RolesAllowed({
        "dispatcher",
        "dispatcher-lead",
        "political-legal",
        "supervisor",
        "visitor",
        "leader"
    })
    public Uni<List<OrderTexts.Written>> words(@PathParam("caseNo") String caseNo) {
        return visible(callers.current(), caseNo).chain(() -> handler.written(caseNo));
    }

    @POST
    @Path("/cases/{caseNo}/triage")
    @RolesAllowed({"dispatcher", "dispatcher-lead", "political-legal"})
    public Uni<ObjectNode> triage(@PathParam("caseNo") String caseNo, Triaged asked) {
        Triaged body = Commands.present(asked);
        Grade grade = Commands.value(Grade.class, body.grade(), "/grade");
        Difficulty difficulty = Commands.value(Difficulty.class, body.difficulty(), "/difficulty");
        String unit = Commands.required(body.unit(), "/unit");
        String reason = Commands.required(body.reason(), "/reason");
        Caller caller = callers.current();
        return act(
                caller,
                caseNo,
                (state, at) ->
                        new DispatchCommand.TriageByHand(
                                at,
                                caller.actor("dispatcher"),
                                grade,
                                difficulty,
                                body.category() == null
                                        ? state.matter().category()
                                        : body.category(),
                                unit),
                Commands.note("triage", reason));
    }

    @POST
    @Path("/cases/{caseNo}/leader-approval")
    @RolesAllowed({"leader", "political-legal"})
    public Uni<ObjectNode> approve(@PathParam("caseNo") String caseNo) {
        Caller caller = callers.current();
        return act(
                caller,
                caseNo,
                (s, at) -> new DispatchCommand.GiveOpinion(at, caller.actor("leader"), true),
                null);
    }

    @POST
    @Path("/cases/{caseNo}/opinion")
    @RolesAllowed({"dispatcher-lead", "political-legal", "expert"})
    public Uni<ObjectNode> opinion(@PathParam("caseNo") String caseNo) {
        Caller caller = callers.current();
        return act(
                caller,
                caseNo,
                (s, at) ->
                        new DispatchCommand.GiveOpinion(at, caller.actor("political-legal"), false),
                null);
    }

    @POST
    @Path("/cases/{caseNo}/result/accept")
    @RolesAllowed({"dispatcher", "dispatcher-lead"})
    public Uni<ObjectNode> accept(@PathParam("caseNo") String caseNo) {
        Caller caller = callers.current();
        return act(
                caller,
                caseNo,
                (s, at) -> new DispatchCommand.AcceptResult(at, caller.actor("dispatcher")),
                null);
    }

    @POST
    @Path("/cases/{caseNo}/result/send-back")
    @RolesAllowed({"dispatcher", "dispatcher-lead"})
    public Uni<ObjectNode> sendBack(@PathParam("caseNo") String caseNo, SentBack asked) {
        SentBack body = Commands.present(asked);
        SendBackReason reason = Commands.value(SendBackReason.class, body.reason(), "/reason");
        String text = body.text() == null ? null : Commands.required(body.text(), "/text");
        Caller caller = callers.current();
        return act(
                caller,
                caseNo,
                (s, at) -> new DispatchCommand.SendBack(at, caller.actor("dispatcher"), reason),
                Commands.note("send-back", text));
    }

    @POST
    @Path("/cases/{caseNo}/conclude")
    @RolesAllowed({"dispatcher-lead", "political-legal"})
    public Uni<ObjectNode> conclude(@PathParam("caseNo") String caseNo, Concluded body) {
        ResolutionResult result =
                Commands.value(ResolutionResult.class, Commands.present(body).result(), "/result");
        Caller caller = callers.current();
        return act(
                caller,
                caseNo,
                (s, at) ->
                        new DispatchCommand.Conclude(at, caller.actor("dispatcher-lead"), result),
                null);
    }

    private Uni<ObjectNode> act(
            Caller caller,
            String caseNo,
            BiFunction<Assignment, Instant, DispatchCommand> command,
            AssignmentHandler.@Nullable Note note) {
        Step step = new Step(command, note);
        Asked request = requests.current();
        return visible(caller, caseNo)
                .chain(a -> handler.ask(caseNo, step, request))
                .map(Commands::answer);
    }

    private Uni<OrderQueue.DeskLine> visible(Caller caller, String caseNo) {
        return queue.assignment(caseNo)
                .map(
                        found ->
                                found.filter(a -> caller.sees(a.regionCode()))
                                        .orElseThrow(Commands::noSuchCase));
    }

    /** 研判: {@code {grade, difficulty, category?, unit, reason}}. */
    public record Triaged(
            @Nullable String grade,
            @Nullable String difficulty,
            @Nullable String category,
            @Nullable String unit,
            @Nullable String reason) {}

    /** {@code {reason, text?}}. */
    public record SentBack(@Nullable String reason, @Nullable String text) {}

    /** {@code {result}}. */
    public record Concluded(@Nullable String result) {}
}
