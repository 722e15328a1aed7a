package org.fengqiao.reporting.outbound;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The names behind codes, from the reference baseline of contracts. */
@ApplicationScoped
public class ReferenceNames {

    private static final String FOLDER = "/reference/v0/";

    private final Names names;

    ReferenceNames() {
        List<Rule> rules = new ArrayList<>();
        rows("time-limits.csv")
                .forEach(r -> rules.add(new Rule(r.get("rule"), r.get("name"), r.get("basis"))));
        rows("routing.csv").forEach(r -> rules.add(new Rule(r.get("rule"), "分派表", r.get("basis"))));
        rows("policy.csv")
                .forEach(r -> rules.add(new Rule(r.get("key"), r.get("note"), "默认值(可配置)")));
        names =
                new Names(
                        "v0",
                        rows("regions.csv").stream()
                                .map(
                                        r ->
                                                new Region(
                                                        r.get("code"),
                                                        r.get("name"),
                                                        r.get("parent"),
                                                        r.get("level")))
                                .toList(),
                        rows("units.csv").stream()
                                .map(
                                        r ->
                                                new Unit(
                                                        r.get("code"),
                                                        r.get("name"),
                                                        r.get("region"),
                                                        Boolean.parseBoolean(r.get("mediates"))))
                                .toList(),
                        rows("categories.csv").stream()
                                .map(r -> new Category(r.get("code"), r.get("name")))
                                .toList(),
                        rules);
    }

    public Names all() {
        return names;
    }

    /** The baseline's files are plain: no quotes, no commas within a field. */
    private static List<CsvRow> rows(String file) {
        try (InputStream in = ReferenceNames.class.getResourceAsStream(FOLDER + file)) {
            if (in == null) {
                throw new IllegalStateException("missing " + FOLDER + file);
            }
            List<String> lines =
                    new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
            List<String> head = List.of(lines.getFirst().split(",", -1));
            List<CsvRow> rows = new ArrayList<>();
            for (String line : lines.subList(1, lines.size())) {
                rows.add(new CsvRow(head, List.of(line.split(",", -1))));
            }
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A line under its head. */
    private record CsvRow(List<String> head, List<String> fields) {
        String get(String name) {
            return fields.get(head.indexOf(name));
        }
    }

    /** All of them; some hundred rows. */
    public record Names(
            String version,
            List<Region> regions,
            List<Unit> units,
            List<Category> categories,
            List<Rule> rules) {}

    /** CL-20; level {@code PROVINCE CITY COUNTY TOWNSHIP}. */
    public record Region(String code, String name, String parent, String level) {}

    /** A unit of INTERFACES §3. */
    public record Unit(String code, String name, String region, boolean mediates) {}

    /** CL-02. */
    public record Category(String code, String name) {}

    /** A time limit, a row of the routing table or a policy, with its basis. */
    public record Rule(String rule, String name, String basis) {}
}
