package org.fengqiao.reporting.inbound;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.fengqiao.reporting.outbound.ReferenceNames;

/** Names of regions, units, categories and rules, for pages that show codes by name. */
@Path("/api/reference")
@Produces(MediaType.APPLICATION_JSON)
public class ReferenceResource {

    private static final int HOUR = 3600;

    private final ReferenceNames names;

    ReferenceResource(ReferenceNames names) {
        this.names = names;
    }

    /** The same for everybody: names of public bodies, nothing of a case. */
    @GET
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
        "grid",
        "archivist",
        "admin",
        "auditor"
    })
    public Response reference() {
        CacheControl cache = new CacheControl();
        cache.setPrivate(true);
        cache.setMaxAge(HOUR);
        return Response.ok(names.all()).cacheControl(cache).build();
    }
}
