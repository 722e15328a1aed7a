package org.fengqiao.dispatch.outbound;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.fengqiao.clock.Limit;
import org.fengqiao.clock.WorkCalendar;
import org.fengqiao.contracts.EventTypes;
import org.fengqiao.contracts.ListSide;
import org.fengqiao.contracts.Route;
import org.fengqiao.dispatch.AssignmentRules;
import org.fengqiao.dispatch.Limits;
import org.fengqiao.dispatch.Policy;
import org.fengqiao.dispatch.Routing;

/**
 * Reference baseline version 0 from {@code contracts}: routing table, units, time limits, calendar,
 * policy.
 */
@ApplicationScoped
public class ReferenceBaseline {

    private static final String FOLDER = "/reference/v0/";

    @Produces
    @Singleton
    public Routing routing() {
        return new Routing(
                table("routing.csv").stream()
                        .map(
                                r ->
                                        new Routing.Line(
                                                r[0],
                                                r[1],
                                                r[2],
                                                r[3],
                                                Route.valueOf(r[4]),
                                                ListSide.valueOf(r[5])))
                        .toList(),
                table("units.csv").stream()
                        .map(
                                r ->
                                        new Routing.Unit(
                                                r[0],
                                                Boolean.parseBoolean(r[5]),
                                                Boolean.parseBoolean(r[6])))
                        .toList());
    }

    @Produces
    @Singleton
    public Limits limits() {
        Map<String, Limit> byRule = new HashMap<>();
        for (String[] r : table("time-limits.csv")) {
            byRule.put(
                    r[0],
                    new Limit(
                            Integer.parseInt(r[1]),
                            Limit.Unit.valueOf(r[2]),
                            Limit.Roll.valueOf(r[3])));
        }
        try (BufferedReader calendar = open("calendar.csv")) {
            return new Limits(byRule, WorkCalendar.readCsv(calendar));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Produces
    @Singleton
    public Policy policy() {
        Map<String, String> values = new HashMap<>();
        table("policy.csv").forEach(r -> values.put(r[0], r[1]));
        return new Policy(
                Boolean.parseBoolean(values.get("auto_triage")),
                Boolean.parseBoolean(values.get("auto_accept_result")),
                Integer.parseInt(values.getOrDefault("return.max", "2")),
                Duration.ofSeconds(Long.parseLong(values.getOrDefault("risk.wait.seconds", "5"))));
    }

    /** Names of the centres and units, for the answers to the sources. */
    @Produces
    @Singleton
    public UnitNames unitNames() {
        Map<String, String> names = new HashMap<>();
        table("units.csv").forEach(r -> names.put(r[0], r[1]));
        return new UnitNames(Map.copyOf(names));
    }

    @Produces
    @Singleton
    public AssignmentRules rules(Routing routing, Limits limits, Policy policy) {
        return new AssignmentRules(routing, limits, policy);
    }

    private static List<String[]> table(String file) {
        try (BufferedReader reader = open(file)) {
            return reader.lines()
                    .skip(1)
                    .filter(l -> !l.isBlank())
                    .map(l -> l.split(",", -1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BufferedReader open(String file) {
        InputStream in = EventTypes.class.getResourceAsStream(FOLDER + file);
        if (in == null) {
            throw new IllegalStateException("reference baseline lacks " + file);
        }
        return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    }

    /** Display names by unit code. */
    public record UnitNames(Map<String, String> byCode) {

        public String of(String unit) {
            return byCode.getOrDefault(unit, unit);
        }
    }
}
