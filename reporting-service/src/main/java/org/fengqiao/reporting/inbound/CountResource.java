package org.fengqiao.reporting.inbound;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.fengqiao.clock.Zones;
import org.fengqiao.reporting.Stage;
import org.fengqiao.reporting.outbound.CaseSearch;
import org.fengqiao.reporting.outbound.CountQueries;
import org.fengqiao.reporting.outbound.Scope;
import org.jspecify.annotations.Nullable;

/** Live counts, the board and the command screen, within the caller's region and unit. */
@Path("/api/counts")
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
public class CountResource {

    private static final int MOST_ON_BOARD = 50;
    private static final int DAYS = 30;
    private static final int FLOWS = 60;
    private static final int ALERTS = 12;
    private static final int COUNTY_DIGITS = 6;
    private static final int TOWNSHIP_DIGITS = 9;

    private final CaseSearch search;
    private final CountQueries queries;
    private final Scopes scopes;
    private final Clock clock;

    CountResource(CaseSearch search, CountQueries queries, Scopes scopes, Clock clock) {
        this.search = search;
        this.queries = queries;
        this.scopes = scopes;
        this.clock = clock;
    }

    @GET
    public Uni<Counts> counts() {
        return counts(scopes.current(), clock.instant());
    }

    /** How many match; beyond 1,000 only that there are more. */
    @GET
    @Path("/cases")
    public Uni<Matching> matching(@BeanParam CaseFilters filters) {
        return search.count(scopes.current(), filters.read(), clock.instant())
                .map(n -> new Matching(Math.min(n, CaseSearch.COUNTED), n > CaseSearch.COUNTED));
    }

    /** 看板. */
    @GET
    @Path("/board")
    public Uni<Counts.Board> board(
            @QueryParam("region") @Nullable String region,
            @QueryParam("perStage") @DefaultValue("20") int perStage) {
        Scope scope = scopes.current().within(region);
        Instant now = clock.instant();
        int most = Math.clamp(perStage, 1, MOST_ON_BOARD);
        List<Uni<Counts.Column>> columns =
                Arrays.stream(Stage.values())
                        .map(
                                stage ->
                                        queries.board(scope, stage.name(), now, most)
                                                .map(
                                                        items ->
                                                                new Counts.Column(
                                                                        stage.name(), items)))
                        .toList();
        return Uni.combine()
                .all()
                .unis(counts(scope, now), Uni.join().all(columns).andFailFast())
                .asTuple()
                .map(t -> new Counts.Board(t.getItem1(), t.getItem2()));
    }

    /** 指挥大屏. */
    @GET
    @Path("/screen")
    @RolesAllowed({
        "dispatcher",
        "dispatcher-lead",
        "supervisor",
        "risk-analyst",
        "political-legal",
        "leader"
    })
    public Uni<Counts.Screen> screen(@QueryParam("region") @Nullable String region) {
        Scope scope = scopes.current().within(region);
        Instant now = clock.instant();
        LocalDate today = Zones.dateOf(now);
        LocalDate from = today.minusDays(DAYS - 1L);
        int digits = scope.region().length() < COUNTY_DIGITS ? COUNTY_DIGITS : TOWNSHIP_DIGITS;
        return Uni.combine()
                .all()
                .unis(
                        counts(scope, now),
                        queries.flow(scope, FLOWS),
                        queries.levels(scope),
                        queries.days(scope, from).map(d -> Counts.everyDay(d, from, today)),
                        queries.regions(scope, digits),
                        queries.alerts(scope, now, ALERTS))
                .with(Counts.Screen::new);
    }

    private Uni<Counts> counts(Scope scope, Instant now) {
        return Uni.combine()
                .all()
                .unis(
                        queries.stages(scope),
                        queries.lights(scope, now),
                        queries.since(scope, Zones.startOf(Zones.dateOf(now))))
                .asTuple()
                .map(t -> Counts.of(now, t.getItem1(), t.getItem2(), t.getItem3()));
    }

    /**
     * How many match.
     *
     * @param capped there are more than {@code count}
     */
    public record Matching(long count, boolean capped) {}
}
