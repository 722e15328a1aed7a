package org.fengqiao.dispatch.inbound;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.fengqiao.contracts.Actor;
import org.fengqiao.contracts.ResolutionMethod;
import org.fengqiao.contracts.ReturnReason;
import org.fengqiao.contracts.Topics;
import org.fengqiao.dispatch.DispatchCommand;
import org.fengqiao.dispatch.handling.AssignmentHandler;
import org.fengqiao.dispatch.outbound.OrderQueue;
import org.fengqiao.dispatch.outbound.OrderTexts;
import org.fengqiao.edge.Caller;
import org.fengqiao.edge.Callers;
import org.fengqiao.edge.Problem;
import org.fengqiao.outbox.Story.Cause;
import org.jspecify.annotations.Nullable;

/**
 * The queue of one unit: the machine client {@code dept-<unit>} and the people of the unit
 * (INTERFACES §3).
 */
@Path("/departments/{unit}/orders")
@RolesAllowed({"department", "handler", "unit-leader", "mediator"})
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class DepartmentResource {

    private static final int MOST = 200;
    private static final Duration LOOK_AGAIN = Duration.ofMillis(300);

    private final OrderQueue queue;
    private final AssignmentHandler handler;
    private final Commands commands;
    private final Callers callers;
    private final UriInfo request;

    @Inject
    DepartmentResource(
            OrderQueue queue,
            AssignmentHandler handler,
            Commands commands,
            Callers callers,
            UriInfo request) {
        this.queue = queue;
        this.handler = handler;
        this.commands = commands;
        this.callers = callers;
        this.request = request;
    }

    @GET
    public Uni<Page> orders(
            @PathParam("unit") String unit,
            @QueryParam("state") @Nullable String state,
            @QueryParam("after") @DefaultValue("0") long after,
            @QueryParam("limit") @DefaultValue("50") int limit) {
        own(unit);
        int most = Math.clamp(limit, 1, MOST);
        return queue.orders(unit, state, after, most)
                .map(
                        items ->
                                new Page(
                                        items,
                                        items.isEmpty() ? after : items.getLast().position()));
    }

    @GET
    @Path("/{orderNo}")
    public Uni<OrderQueue.Line> order(
            @PathParam("unit") String unit, @PathParam("orderNo") String orderNo) {
        own(unit);
        return queue.order(unit, orderNo).map(found -> found.orElseThrow(Commands::noSuchOrder));
    }

    @GET
    @Path("/stream")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public Multi<OutboundSseEvent> stream(
            @PathParam("unit") String unit,
            @HeaderParam("Last-Event-ID") @DefaultValue("0") long lastEventId,
            @QueryParam("after") @DefaultValue("0") long after,
            @Context Sse sse) {
        own(unit);
        long[] seen = {Math.max(lastEventId, after)};
        return Multi.createBy()
                .repeating()
                .uni(() -> queue.stream(Topics.department(unit), seen[0], MOST))
                .withDelay(LOOK_AGAIN)
                .indefinitely()
                .onItem()
                .transformToMultiAndConcatenate(
                        entries -> {
                            if (!entries.isEmpty()) {
                                seen[0] = entries.getLast().position();
                            }
                            return Multi.createFrom().iterable(entries);
                        })
                .map(
                        e ->
                                sse.newEventBuilder()
                                        .id(Long.toString(e.position()))
                                        .name(e.type())
                                        .data(e.payload())
                                        .build());
    }

    @POST
    @Path("/{orderNo}/sign")
    public Uni<ObjectNode> sign(
            @PathParam("unit") String unit,
            @PathParam("orderNo") String orderNo,
            @HeaderParam("Idempotency-Key") @Nullable String key) {
        return act(
                unit,
                orderNo,
                key,
                actor -> (s, at) -> new DispatchCommand.Sign(at, actor, orderNo),
                null);
    }

    @POST
    @Path("/{orderNo}/contact")
    public Uni<ObjectNode> contact(
            @PathParam("unit") String unit,
            @PathParam("orderNo") String orderNo,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            Words body) {
        return progressed(unit, orderNo, key, "contact", body);
    }

    @POST
    @Path("/{orderNo}/progress")
    public Uni<ObjectNode> progress(
            @PathParam("unit") String unit,
            @PathParam("orderNo") String orderNo,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            Words body) {
        return progressed(unit, orderNo, key, "progress", body);
    }

    @POST
    @Path("/{orderNo}/return")
    public Uni<ObjectNode> giveBack(
            @PathParam("unit") String unit,
            @PathParam("orderNo") String orderNo,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            GiveBack body) {
        ReturnReason reason = Commands.value(ReturnReason.class, body.reason(), "/reason");
        return act(
                unit,
                orderNo,
                key,
                actor ->
                        (s, at) ->
                                new DispatchCommand.ReturnOrder(
                                        at, actor, orderNo, reason, body.suggestedUnit()),
                note(
                        orderNo,
                        "return",
                        body.text() == null ? null : Commands.required(body.text(), "/text")));
    }

    @POST
    @Path("/{orderNo}/finish")
    public Uni<ObjectNode> finish(
            @PathParam("unit") String unit,
            @PathParam("orderNo") String orderNo,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            Finished body) {
        ResolutionMethod method =
                Commands.value(ResolutionMethod.class, body.resultCode(), "/resultCode");
        String text = Commands.required(body.text(), "/text");
        return act(
                unit,
                orderNo,
                key,
                actor -> (s, at) -> new DispatchCommand.Finish(at, actor, orderNo, method),
                note(orderNo, OrderTexts.RESULT, text));
    }

    private Uni<ObjectNode> progressed(
            String unit, String orderNo, @Nullable String key, String step, Words body) {
        String text = Commands.required(body.text(), "/text");
        return act(
                unit,
                orderNo,
                key,
                actor -> (s, at) -> new DispatchCommand.Progress(at, actor, orderNo, step),
                note(orderNo, step, text));
    }

    private Uni<ObjectNode> act(
            String unit,
            String orderNo,
            @Nullable String key,
            Function<
                            Actor,
                            java.util.function.BiFunction<
                                    org.fengqiao.dispatch.Assignment,
                                    java.time.Instant,
                                    DispatchCommand>>
                    command,
            AssignmentHandler.@Nullable Note note) {
        Caller caller = own(unit);
        Actor actor = caller.actor("handler");
        String caseNo =
                orderNo.contains("-") ? orderNo.substring(0, orderNo.lastIndexOf('-')) : orderNo;
        // A key counts for one verb of one order: a client that starts again at 1 does not get an
        // old answer.
        String once = key == null || key.isBlank() ? null : key + " " + request.getPath();
        return commands.once(
                caller.user(),
                once,
                () ->
                        queue.order(unit, orderNo)
                                .map(found -> found.orElseThrow(Commands::noSuchOrder))
                                .chain(
                                        line ->
                                                handler.ask(
                                                                caseNo,
                                                                command.apply(actor),
                                                                note,
                                                                new Cause(key, null))
                                                        .map(outcome -> commands.answer(outcome)))
                                .map(
                                        node -> {
                                            node.put("orderNo", orderNo);
                                            return node;
                                        }));
    }

    private Caller own(String unit) {
        Caller caller = callers.current();
        if (!unit.equals(caller.unit())) {
            throw Problem.of(403, "foreign-unit", "无权访问", "只能访问本单位的工单队列").asException();
        }
        return caller;
    }

    private static AssignmentHandler.@Nullable Note note(
            String orderNo, String step, @Nullable String text) {
        return text == null || text.isBlank()
                ? null
                : new AssignmentHandler.Note(orderNo, step, text);
    }

    /** A page of the queue; {@code next} is the position to read on from. */
    public record Page(List<OrderQueue.Line> items, long next) {}

    /** {@code {text}}. */
    public record Words(@Nullable String text) {}

    /** {@code {reason, suggestedUnit?, text}}. */
    public record GiveBack(
            @Nullable String reason, @Nullable String suggestedUnit, @Nullable String text) {}

    /** {@code {resultCode, text, partyInformed}}. */
    public record Finished(
            @Nullable String resultCode, @Nullable String text, @Nullable Boolean partyInformed) {}

    static ObjectNode node() {
        return JsonNodeFactory.instance.objectNode();
    }
}
