package org.fengqiao.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The counties and units that have accounts on the local platform: the reference baseline of {@code
 * contracts}, so that an order can reach every unit it may be routed to. Townships and villages
 * have none; their orders are the centre's.
 */
public final class SeedUnits {

    /** Upstream systems, INTERFACES §2. */
    public static final List<String> SYSTEMS =
            List.of("p110", "h12345", "petition", "court", "self", "window", "grid", "cascade");

    private static final String UNITS = "/reference/v0/units.csv";
    private static final String COUNTY_UNIT = "\\d{6}-[A-Z0-9]+";
    private static final List<Unit> BASELINE = read();

    private record Unit(String code, boolean mediates, boolean kafka) {}

    private SeedUnits() {}

    /** Six-digit codes (GB/T 2260) of the counties that have a centre. */
    public static List<String> regions() {
        return all().stream()
                .filter(unit -> unit.endsWith("-ZZ"))
                .map(unit -> unit.substring(0, 6))
                .toList();
    }

    /** All county units, such as {@code 520527-HOUSING}. */
    public static List<String> all() {
        return BASELINE.stream().map(Unit::code).toList();
    }

    /**
     * The units that chose the Kafka door and have {@code department.<unit>.v1} and {@code
     * department.<unit>.replies.v1}.
     */
    public static List<String> onKafka() {
        return BASELINE.stream().filter(Unit::kafka).map(Unit::code).toList();
    }

    /** Mediation organisations (调解组织), the court's outpost among them. */
    public static List<String> mediating() {
        return BASELINE.stream().filter(Unit::mediates).map(Unit::code).toList();
    }

    private static List<Unit> read() {
        try (InputStream file = SeedUnits.class.getResourceAsStream(UNITS)) {
            if (file == null) {
                throw new IllegalStateException(
                        "The reference baseline is not on the class path: " + UNITS);
            }
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
                List<String> columns = List.of(lines.readLine().split(",", -1));
                int code = columns.indexOf("code");
                int mediates = columns.indexOf("mediates");
                int kafka = columns.indexOf("kafka");
                return lines.lines()
                        .map(line -> line.split(",", -1))
                        .filter(cells -> cells[code].matches(COUNTY_UNIT))
                        .map(
                                cells ->
                                        new Unit(
                                                cells[code],
                                                Boolean.parseBoolean(cells[mediates]),
                                                Boolean.parseBoolean(cells[kafka])))
                        .toList();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
