package org.fengqiao.intake.inbound;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.fengqiao.edge.Caller;
import org.fengqiao.edge.Callers;
import org.fengqiao.edge.Problem;
import org.fengqiao.intake.handling.MaskedParties;

/**
 * The masked parties of a case, for the case file of those who see the region. Units get theirs
 * through their own service, which knows their orders.
 */
@Path("/api/intake/cases/{caseId}/parties")
@RolesAllowed({
    "window",
    "dispatcher",
    "dispatcher-lead",
    "supervisor",
    "visitor",
    "risk-analyst",
    "political-legal",
    "leader"
})
@Produces(MediaType.APPLICATION_JSON)
public class PartiesResource {

    private static final String UUID_FORM = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";

    private final MaskedParties parties;
    private final Callers callers;

    PartiesResource(MaskedParties parties, Callers callers) {
        this.parties = parties;
        this.callers = callers;
    }

    @GET
    public Uni<List<MaskedParties.Shown>> parties(@PathParam("caseId") String caseId) {
        Caller caller = callers.current();
        if (!caseId.matches(UUID_FORM)) {
            throw noSuchCase();
        }
        return parties.of(UUID.fromString(caseId), caller::sees)
                .map(found -> found.orElseThrow(PartiesResource::noSuchCase));
    }

    private static RuntimeException noSuchCase() {
        return Problem.of(404, "no-such-case", "案件不存在", "没有该案件,或不在您的辖区").asException();
    }
}
