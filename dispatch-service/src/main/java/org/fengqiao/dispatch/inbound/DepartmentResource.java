package org.fengqiao.dispatch.inbound;

import com.fasterxml.jackson.databind.JsonNode;
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
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.fengqiao.contracts.Actor;
import org.fengqiao.contracts.ResolutionMethod;
import org.fengqiao.contracts.ReturnReason;
import org.fengqiao.contracts.Topics;
import org.fengqiao.dispatch.DispatchCommand;
import org.fengqiao.dispatch.handling.AssignmentHandler;
import org.fengqiao.dispatch.handling.AssignmentHandler.Step;
import org.fengqiao.dispatch.outbound.IntakeContacts;
import org.fengqiao.dispatch.outbound.OrderQueue;
import org.fengqiao.dispatch.outbound.OrderTexts;
import org.fengqiao.edge.Caller;
import org.fengqiao.edge.Callers;
import org.fengqiao.edge.Problem;
import org.fengqiao.edge.ProblemException;
import org.fengqiao.edge.Requests;
import org.fengqiao.outbox.Asked;
import org.jboss.logging.Logger;
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

    private static final Logger LOG = Logger.getLogger(DepartmentResource.class);
    private static final int MOST = 200;
    private static final int LONGEST_REASON = 100;
    private static final Set<String> IN_WORK = Set.of("ISSUED", "SIGNED", "SENT_BACK", "FINISHED");
    private static final Duration LOOK_AGAIN = Duration.ofMillis(300);

    private final OrderQueue queue;
    private final AssignmentHandler handler;
    private final IntakeContacts contacts;
    private final Requests requests;
    private final Callers callers;

    @Inject
    DepartmentResource(
            OrderQueue queue,
            AssignmentHandler handler,
            IntakeContacts contacts,
            Requests requests,
            Callers callers) {
        this.queue = queue;
        this.handler = handler;
        this.contacts = contacts;
        this.requests = requests;
        this.callers = callers;
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

    /** Names and phones for the unit that works on the order; every look is audited. */
    @GET
    @Path("/{orderNo}/contacts")
    public Uni<JsonNode> contacts(
            @PathParam("unit") String unit,
            @PathParam("orderNo") String orderNo,
            @QueryParam("reason") @DefaultValue("办理工单") String reason) {
        Caller caller = own(unit);
        if (reason.isBlank() || reason.length() > LONGEST_REASON) {
            throw Commands.invalid("reason", "应为 1–" + LONGEST_REASON + " 字的查看理由");
        }
        String why = "%s %s: %s".formatted(orderNo, caller.user(), reason.strip());
        String trace = callers.traceparent();
        return queue.order(unit, orderNo)
                .map(found -> found.orElseThrow(Commands::noSuchOrder))
                .invoke(DepartmentResource::mustBeInWork)
                .chain(line -> contacts.of(UUID.fromString(line.caseId()), why, trace))
                .onFailure(failure -> !(failure instanceof ProblemException))
                .transform(DepartmentResource::unreachable);
    }

    private static void mustBeInWork(OrderQueue.Line line) {
        if (!IN_WORK.contains(line.state())) {
            throw Problem.of(409, "order-not-open", "操作被拒绝", "工单已不在本单位办理,不能再查看联系方式").asException();
        }
    }

    private static ProblemException unreachable(Throwable failure) {
        LOG.warnf("contacts not had: %s", failure.getClass().getSimpleName());
        return Problem.of(503, "contacts-unavailable", "暂时无法查看", "联系方式暂时取不到,请稍后再试").asException();
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
            @PathParam("unit") String unit, @PathParam("orderNo") String orderNo) {
        return act(
                unit, orderNo, actor -> at -> new DispatchCommand.Sign(at, actor, orderNo), null);
    }

    @POST
    @Path("/{orderNo}/contact")
    public Uni<ObjectNode> contact(
            @PathParam("unit") String unit, @PathParam("orderNo") String orderNo, Words body) {
        return progressed(unit, orderNo, "contact", body);
    }

    @POST
    @Path("/{orderNo}/progress")
    public Uni<ObjectNode> progress(
            @PathParam("unit") String unit, @PathParam("orderNo") String orderNo, Words body) {
        return progressed(unit, orderNo, "progress", body);
    }

    @POST
    @Path("/{orderNo}/return")
    public Uni<ObjectNode> giveBack(
            @PathParam("unit") String unit, @PathParam("orderNo") String orderNo, GiveBack body) {
        GiveBack asked = Commands.present(body);
        ReturnReason reason = Commands.value(ReturnReason.class, asked.reason(), "/reason");
        String text = asked.text() == null ? null : Commands.required(asked.text(), "/text");
        return act(
                unit,
                orderNo,
                actor ->
                        at ->
                                new DispatchCommand.ReturnOrder(
                                        at, actor, orderNo, reason, asked.suggestedUnit()),
                Commands.note("return", text));
    }

    @POST
    @Path("/{orderNo}/finish")
    public Uni<ObjectNode> finish(
            @PathParam("unit") String unit, @PathParam("orderNo") String orderNo, Finished body) {
        Finished done = Commands.present(body);
        ResolutionMethod method =
                Commands.value(ResolutionMethod.class, done.resultCode(), "/resultCode");
        String text = Commands.required(done.text(), "/text");
        boolean informed = Boolean.TRUE.equals(done.partyInformed());
        return act(
                unit,
                orderNo,
                actor -> at -> new DispatchCommand.Finish(at, actor, orderNo, method, informed),
                Commands.note(OrderTexts.RESULT, text));
    }

    private Uni<ObjectNode> progressed(String unit, String orderNo, String step, Words body) {
        String text = Commands.required(Commands.present(body).text(), "/text");
        return act(
                unit,
                orderNo,
                actor -> at -> new DispatchCommand.Progress(at, actor, orderNo, step),
                Commands.note(step, text));
    }

    private Uni<ObjectNode> act(
            String unit,
            String orderNo,
            Function<Actor, Function<Instant, DispatchCommand>> command,
            AssignmentHandler.@Nullable Note note) {
        Function<Instant, DispatchCommand> byCaller = command.apply(own(unit).actor("handler"));
        Step step = new Step((state, at) -> byCaller.apply(at), note);
        Asked request = requests.current();
        return queue.order(unit, orderNo)
                .map(found -> found.orElseThrow(Commands::noSuchOrder))
                .chain(line -> handler.ask(line.caseNo(), step, request))
                .map(Commands::answer)
                // The case may have a newer order by now; the unit asked about its own.
                .map(node -> node.put("orderNo", orderNo));
    }

    private Caller own(String unit) {
        Caller caller = callers.current();
        if (!unit.equals(caller.unit())) {
            throw Problem.of(403, "foreign-unit", "无权访问", "只能访问本单位的工单队列").asException();
        }
        return caller;
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
