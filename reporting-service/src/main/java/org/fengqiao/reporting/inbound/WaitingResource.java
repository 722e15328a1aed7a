package org.fengqiao.reporting.inbound;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.fengqiao.edge.ReplayDesk;
import org.fengqiao.edge.ReplayDesk.Decided;
import org.fengqiao.edge.ReplayDesk.Reason;
import org.fengqiao.outbox.WaitingDesk.WaitingEvent;
import org.fengqiao.reporting.handling.ProjectionHandler;
import org.jspecify.annotations.Nullable;

/** 重放台 of this service. */
@Path("/api/reporting/waiting")
@RolesAllowed("admin")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class WaitingResource {

    private final ReplayDesk desk;
    private final ProjectionHandler handler;

    @Inject
    WaitingResource(ReplayDesk desk, ProjectionHandler handler) {
        this.desk = desk;
        this.handler = handler;
    }

    @GET
    @RolesAllowed({"admin", "auditor"})
    public Uni<List<WaitingEvent>> waiting() {
        return desk.list();
    }

    @POST
    @Path("/{caseId}/{owner}/{sequence}/replay")
    public Uni<Decided> replay(
            @PathParam("caseId") String caseId,
            @PathParam("owner") String owner,
            @PathParam("sequence") long sequence,
            @Nullable Reason body) {
        return desk.replay(caseId, owner, sequence, body, handler::hear);
    }

    @POST
    @Path("/{caseId}/{owner}/{sequence}/skip")
    public Uni<Decided> skip(
            @PathParam("caseId") String caseId,
            @PathParam("owner") String owner,
            @PathParam("sequence") long sequence,
            @Nullable Reason body) {
        return desk.skip(caseId, owner, sequence, body, handler::hear);
    }
}
