package org.fengqiao.dispatch.inbound;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.fengqiao.contracts.SourceSystem;
import org.fengqiao.contracts.Topics;
import org.fengqiao.dispatch.outbound.OrderQueue;
import org.fengqiao.edge.Callers;
import org.fengqiao.edge.Problem;

/**
 * What the platform answers a source, in its native shape; reading on is the acknowledgement
 * (INTERFACES §2).
 */
@Path("/sources/{system}/feedback")
@RolesAllowed("source")
@Produces(MediaType.APPLICATION_JSON)
public class FeedbackResource {

    private static final int MOST = 500;

    private final OrderQueue queue;
    private final Callers callers;

    @Inject
    FeedbackResource(OrderQueue queue, Callers callers) {
        this.queue = queue;
        this.callers = callers;
    }

    @GET
    public Uni<Page> feedback(
            @PathParam("system") String system,
            @QueryParam("after") @DefaultValue("0") long after,
            @QueryParam("limit") @DefaultValue("100") int limit) {
        if (!system.equals(callers.current().system())) {
            throw Problem.of(403, "foreign-system", "无权访问", "只能读取本系统的反馈").asException();
        }
        SourceSystem of =
                Arrays.stream(SourceSystem.values())
                        .filter(s -> s.wireName().equals(system))
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        Problem.of(404, "unknown-system", "来源系统不存在", "没有该来源系统")
                                                .asException());
        return queue.stream(Topics.feedback(of), after, Math.clamp(limit, 1, MOST))
                .map(
                        entries ->
                                new Page(
                                        entries.stream()
                                                .map(
                                                        e ->
                                                                new Item(
                                                                        e.position(),
                                                                        e.id(),
                                                                        e.type(),
                                                                        e.subject(),
                                                                        e.at(),
                                                                        e.payload()))
                                                .toList(),
                                        entries.isEmpty() ? after : entries.getLast().position()));
    }

    /** A page of answers; {@code next} is the position to read on from. */
    public record Page(List<Item> items, long next) {}

    /** One answer; {@code data} is the native payload. */
    public record Item(
            long position,
            String id,
            String type,
            String sourceKey,
            Instant at,
            @JsonRawValue String data) {}
}
