package org.fengqiao.simulators;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Tells quarrels: who, where, what, and how each source would send it. Everything follows from the
 * seed except the time, which is given. Not thread-safe.
 */
public final class World {

    private static final List<Source> SOURCES = List.of(Source.values());

    private final SplittableRandom random;
    private final People people;
    private final List<Plot> plots;
    private final List<Town> towns;
    private final String run;
    private int serial;

    /**
     * @param run distinguishes the keys of one run from those of others; letters and digits, at
     *     most 8
     */
    public World(long seed, String run) {
        this.random = new SplittableRandom(seed);
        this.people = new People(random);
        this.plots = plots();
        this.towns = towns();
        this.run = run;
    }

    /**
     * One quarrel.
     *
     * @param text what the applicant says, as told to any source
     */
    public record Quarrel(
            String category,
            Person applicant,
            Person respondent,
            String regionCode,
            String place,
            String text,
            @Nullable BigDecimal amount) {}

    /**
     * A record as a source sends it.
     *
     * @param key key in the source's system
     */
    public record Push(
            Source source, String key, String regionCode, ObjectNode payload, Quarrel quarrel) {}

    /** Counties the world has, 6 digits. */
    public List<String> counties() {
        return towns.stream().map(Town::countyCode).distinct().toList();
    }

    /** A new quarrel between new persons, told by one of the sources. */
    public Push next(Instant now) {
        Source source = SOURCES.get(random.nextInt(SOURCES.size()));
        return next(now, source);
    }

    /** The same by that source. */
    public Push next(Instant now, Source source) {
        return next(now, source, "");
    }

    /** The same about something whose category begins so, e.g. {@code 15}. */
    public Push next(Instant now, Source source, String category) {
        List<Plot> told =
                plots.stream()
                        .filter(p -> p.isTold(source) && p.category().startsWith(category))
                        .toList();
        Plot plot = told.get(random.nextInt(told.size()));
        Town town = towns.get(random.nextInt(towns.size()));
        BigDecimal amount = plot.amount(random);
        String place = "%s%s%d号".formatted(town.county(), town.name(), 1 + random.nextInt(300));
        String money = amount == null ? "" : ",涉及" + amount.toPlainString() + "元";
        Quarrel quarrel =
                new Quarrel(
                        plot.category(),
                        people.next(),
                        people.next(),
                        town.code(),
                        place,
                        plot.text() + money + "。",
                        amount);
        return record(now, source, plot, town, quarrel);
    }

    /** The same quarrel told by another source or once more, under a key of its own. */
    public Push again(Push told, Instant now, Source source) {
        Plot plot =
                plots.stream()
                        .filter(p -> p.isTold(source))
                        .filter(p -> p.category().equals(told.quarrel().category()))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("not told by " + source));
        Town town =
                towns.stream()
                        .filter(t -> t.code().equals(told.regionCode()))
                        .findFirst()
                        .orElseThrow();
        return record(now, source, plot, town, told.quarrel());
    }

    /** True if that source tells quarrels of the record's kind. */
    public boolean isTold(Push told, Source source) {
        return plots.stream()
                .anyMatch(p -> p.isTold(source) && p.category().equals(told.quarrel().category()));
    }

    /** A quarrel that people must look at first: a threat with a tool at hand (CL-09), red. */
    public Push threatening(Instant now) {
        return louder(now, "争执中对方拿着锄头上门,扬言“再闹就打断腿”,报警人担心动手。");
    }

    /** The same with words only, orange. */
    public Push menacing(Instant now) {
        return louder(now, "对方情绪激动,扬言再不解决就让他生意做不成,请求派人劝说。");
    }

    private Push louder(Instant now, String more) {
        Push calm = next(now, Source.P110);
        Quarrel q = calm.quarrel();
        Quarrel loud =
                new Quarrel(
                        q.category(),
                        q.applicant(),
                        q.respondent(),
                        q.regionCode(),
                        q.place(),
                        q.text() + more,
                        q.amount());
        ((ObjectNode) calm.payload().get("body")).put("bjnr", "报警人称:" + loud.text());
        return new Push(calm.source(), calm.key(), calm.regionCode(), calm.payload(), loud);
    }

    private Push record(Instant now, Source source, Plot plot, Town town, Quarrel quarrel) {
        String number = run + "%07d".formatted(++serial);
        NativeRecords records = new NativeRecords(now, number, town, quarrel);
        return switch (source) {
            case P110 -> records.police(java.util.Objects.requireNonNull(plot.police()));
            case H12345 -> records.hotline(java.util.Objects.requireNonNull(plot.hotline()));
            case COURT -> records.court(java.util.Objects.requireNonNull(plot.court()));
        };
    }

    private static List<Plot> plots() {
        return Csv.rows("/plots.csv").stream()
                .map(
                        r ->
                                new Plot(
                                        r[0],
                                        orNull(r[1]),
                                        orNull(r[2]),
                                        orNull(r[3]),
                                        Integer.parseInt(r[4]),
                                        Integer.parseInt(r[5]),
                                        String.join(",", Arrays.copyOfRange(r, 6, r.length))))
                .toList();
    }

    private static List<Town> towns() {
        Map<String, String> counties = new HashMap<>();
        List<String[]> rows = Csv.rows("/reference/v0/regions.csv");
        rows.stream().filter(r -> r[3].equals("COUNTY")).forEach(r -> counties.put(r[0], r[2]));
        return rows.stream()
                .filter(r -> r[3].equals("TOWNSHIP") && counties.containsKey(r[1]))
                .filter(r -> Units.hasCentre(r[0].substring(0, 6)))
                .map(r -> new Town(r[0], r[2], counties.getOrDefault(r[1], "")))
                .toList();
    }

    private static @Nullable String orNull(String field) {
        return field.isEmpty() ? null : field;
    }
}
