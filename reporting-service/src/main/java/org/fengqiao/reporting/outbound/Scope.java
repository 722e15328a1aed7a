package org.fengqiao.reporting.outbound;

import io.vertx.mutiny.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

/**
 * What the caller may see; part of every query.
 *
 * @param region prefix of 12-digit codes
 * @param unit only cases of this unit; null for all of the region
 * @param restricted also cases whose circle is restricted
 */
public record Scope(String region, @Nullable String unit, boolean restricted) {

    /** As the first parameters of a statement. A range, so that an index on the code can serve. */
    static final String SEEN =
            " region_code >= $1 and region_code < $2 and ($3::text is null or unit = $3) and ($4 or secrecy = 'NORMAL') ";

    /** Greater than any digit, so that the range ends after the last code of the prefix. */
    private static final String END = ":";

    Tuple tuple() {
        return Tuple.of(region, region + END, unit, restricted);
    }

    /** The same without the unit: for days, which are counted by region. */
    Scope ofRegion() {
        return new Scope(region, null, restricted);
    }

    /** Narrowed to a region the caller asked for; a region outside sees nothing. */
    public Scope within(@Nullable String wanted) {
        if (wanted == null || region.startsWith(wanted)) {
            return this;
        }
        return new Scope(wanted.startsWith(region) ? wanted : END, unit, restricted);
    }
}
