package org.fengqiao.reporting.inbound;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriBuilder;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.fengqiao.edge.Problem;
import org.fengqiao.reporting.outbound.CaseListItem;
import org.fengqiao.reporting.outbound.CaseQueries;
import org.fengqiao.reporting.outbound.CaseSearch;
import org.fengqiao.reporting.outbound.Parties;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Searches and the case file (INTERFACES §5), within the caller's region and unit. */
@Path("/api")
@Produces(MediaType.APPLICATION_JSON)
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
    "archivist",
    "auditor"
})
public class CaseResource {

    private static final int MOST = 200;

    private final CaseSearch search;
    private final CaseQueries queries;
    private final Parties parties;
    private final Scopes scopes;
    private final Clock clock;

    CaseResource(
            CaseSearch search, CaseQueries queries, Parties parties, Scopes scopes, Clock clock) {
        this.search = search;
        this.queries = queries;
        this.parties = parties;
        this.scopes = scopes;
        this.clock = clock;
    }

    /** Newest first; a further page is behind the header {@code Link: <…>; rel="next"}. */
    @GET
    @Path("/cases")
    public Uni<RestResponse<List<CaseListItem>>> cases(
            @BeanParam CaseFilters filters,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @DefaultValue("50") int limit,
            @Context UriInfo address) {
        int most = Math.clamp(limit, 1, MOST);
        // One more than asked for tells whether there is a next page.
        return search.page(
                        scopes.current(),
                        filters.read(),
                        PagePosition.read(after),
                        clock.instant(),
                        most + 1)
                .map(
                        found ->
                                found.size() <= most
                                        ? RestResponse.ok(found)
                                        : page(found.subList(0, most), address));
    }

    private static RestResponse<List<CaseListItem>> page(
            List<CaseListItem> items, UriInfo address) {
        UriBuilder next =
                UriBuilder.fromPath(address.getPath())
                        .replaceQuery(address.getRequestUri().getRawQuery())
                        .replaceQueryParam("after", PagePosition.of(items.getLast()));
        return RestResponse.ResponseBuilder.ok(items)
                .header("Link", "<" + next.build() + ">; rel=\"next\"")
                .build();
    }

    @GET
    @Path("/cases/{caseNo}")
    public Uni<CaseView> file(
            @PathParam("caseNo") String caseNo,
            @HeaderParam("Authorization") @Nullable String authorization,
            @HeaderParam("traceparent") @Nullable String traceparent) {
        Instant now = clock.instant();
        return queries.file(scopes.current(), caseNo)
                .map(
                        found ->
                                found.orElseThrow(
                                        () ->
                                                Problem.of(
                                                                404,
                                                                "no-such-case",
                                                                "事项不存在",
                                                                "没有该编号的事项,或不在您的查看范围内")
                                                        .asException()))
                .chain(
                        file ->
                                Uni.combine()
                                        .all()
                                        .unis(
                                                queries.journal(file.caseId),
                                                parties.of(file.caseId, authorization, traceparent))
                                        .asTuple()
                                        .map(
                                                t ->
                                                        CaseView.of(
                                                                file,
                                                                t.getItem1(),
                                                                t.getItem2().orElse(null),
                                                                now)));
    }
}
