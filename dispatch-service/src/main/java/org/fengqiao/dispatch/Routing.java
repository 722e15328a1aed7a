package org.fengqiao.dispatch;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fengqiao.contracts.ListSide;
import org.fengqiao.contracts.Route;

/**
 * Which unit leads: a table of category × region. The longest region prefix wins, then the longest
 * category prefix.
 */
public final class Routing {

    /** The centre takes what no row matches: no matter without an owner (seed 002-32). */
    private static final Line FALLBACK =
            new Line("route.fallback", "*", "", "ZZ", Route.MEDIATION, ListSide.GOV);

    private final List<Line> rows;
    private final Map<String, Unit> units;

    public Routing(List<Line> rows, List<Unit> units) {
        this.rows =
                rows.stream()
                        .sorted(
                                Comparator.comparingInt(
                                                (Line r) ->
                                                        r.region().equals("*")
                                                                ? 0
                                                                : r.region().length())
                                        .thenComparingInt(r -> r.category().length())
                                        .reversed())
                        .toList();
        this.units =
                units.stream()
                        .collect(java.util.stream.Collectors.toUnmodifiableMap(Unit::code, u -> u));
    }

    /** The row that decides and the others that matched, best first. */
    public Proposal propose(String regionCode, String category) {
        List<Line> matching =
                rows.stream()
                        .filter(
                                r ->
                                        r.covers(regionCode, category)
                                                && unitOf(regionCode, r).isPresent())
                        .toList();
        Line row = matching.isEmpty() ? FALLBACK : matching.getFirst();
        Unit unit =
                unitOf(regionCode, row)
                        .orElseGet(() -> new Unit(unitCode(regionCode, row), false, false));
        List<String> others =
                matching.stream()
                        .skip(1)
                        .map(r -> unitCode(regionCode, r))
                        .distinct()
                        .limit(3)
                        .toList();
        return new Proposal(row, unit, others);
    }

    public Optional<Unit> unit(String code) {
        return Optional.ofNullable(units.get(code));
    }

    private Optional<Unit> unitOf(String regionCode, Line row) {
        return unit(unitCode(regionCode, row));
    }

    private static String unitCode(String regionCode, Line row) {
        return regionCode.substring(0, 6) + "-" + row.unitRole();
    }

    /**
     * One row of the table.
     *
     * @param region prefix of 12-digit codes, {@code *} for all
     */
    public record Line(
            String rule,
            String region,
            String category,
            String unitRole,
            Route route,
            ListSide listSide) {

        boolean covers(String regionCode, String ofCategory) {
            return (region.equals("*") || regionCode.startsWith(region))
                    && ofCategory.startsWith(category);
        }
    }

    /**
     * A unit that may lead.
     *
     * @param kafka the unit reads its queue on Kafka
     */
    public record Unit(String code, boolean mediates, boolean kafka) {}

    /** What the table says. */
    public record Proposal(Line row, Unit unit, List<String> alternatives) {}
}
