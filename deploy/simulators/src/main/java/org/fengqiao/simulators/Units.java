package org.fengqiao.simulators;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Units of the reference baseline: who mediates, and whom the routing table would choose. */
final class Units {

    private static final List<String[]> ROUTES = Csv.rows("/reference/v0/routing.csv");
    private static final List<String[]> UNITS = Csv.rows("/reference/v0/units.csv");
    private static final int MEDIATES = 5;

    private static final Set<String> MEDIATING =
            UNITS.stream()
                    .filter(r -> Boolean.parseBoolean(r[MEDIATES]))
                    .map(r -> r[0])
                    .collect(Collectors.toUnmodifiableSet());

    private static final Set<String> COUNTIES =
            UNITS.stream()
                    .map(r -> r[0])
                    .filter(code -> code.matches("\\d{6}-ZZ"))
                    .map(code -> code.substring(0, 6))
                    .collect(Collectors.toUnmodifiableSet());

    private Units() {}

    /** Whether an order to the unit is one to mediate (调解组织). */
    static boolean mediates(String unit) {
        return MEDIATING.contains(unit);
    }

    /** Whether the county, 6 digits, has a centre and units of its own. */
    static boolean hasCentre(String county) {
        return COUNTIES.contains(county);
    }

    /**
     * The unit that leads such a matter: the county's row before the general one, then the finest.
     */
    static String leading(String county, String category) {
        return ROUTES.stream()
                .filter(r -> r[1].equals("*") || r[1].equals(county))
                .filter(r -> category.startsWith(r[2]))
                .max(
                        Comparator.comparingInt((String[] r) -> r[1].length())
                                .thenComparingInt(r -> r[2].length()))
                .map(r -> county + "-" + r[3])
                .orElse(county + "-ZZ");
    }
}
