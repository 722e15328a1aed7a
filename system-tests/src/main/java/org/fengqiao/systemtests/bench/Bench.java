package org.fengqiao.systemtests.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.fengqiao.simulators.Outside;
import org.fengqiao.simulators.Outside.Answer;
import org.fengqiao.simulators.Source;
import org.fengqiao.simulators.World;

/**
 * {@code fengqiao bench}: pushes records at a fixed rate, whatever the platform does meanwhile, and
 * plays the units and the visitors without thinking time. Every delay is measured from the moment
 * the record was due. Ends with 1 if anything accepted is lost or anything is doubled.
 */
public final class Bench {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> DURABILITY =
            List.of("fsync", "synchronous_commit", "full_page_writes");

    /** What of 110 goes to units with a Kafka door that no mediation takes. */
    private static final List<String> COUNTIES = List.of("520527", "620902", "421202", "421224");

    private static final int VISIT_TRIES = 30;
    private static final long FIRST_PAUSE_MILLIS = 40;
    private static final long LONGEST_PAUSE_MILLIS = 2000;
    private static final int ASK_AT_ONCE = 20;

    private final BenchOptions options;
    private final Outside outside;
    private final String kafka;
    private final Parts parts;
    private final Map<String, Track> tracks = new ConcurrentHashMap<>();
    private final Map<String, OrderTrack> orders = new ConcurrentHashMap<>();
    private final Map<String, Integer> refusals = new ConcurrentHashMap<>();

    private Bench(BenchOptions options) throws IOException {
        this.options = options;
        this.outside =
                new Outside(
                        "http://localhost:" + port("GATEWAY", "8080"),
                        "http://localhost:" + port("KEYCLOAK", "8180"));
        this.kafka = "localhost:" + port("KAFKA", "29092");
        String home = System.getenv().getOrDefault("FENGQIAO_HOME", ".fengqiao");
        this.parts = new Parts(Path.of(home, "run", "parts.json"));
    }

    public static void main(String[] args) throws IOException, SQLException, InterruptedException {
        BenchOptions options;
        try {
            options = BenchOptions.of(args);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
            return;
        }
        System.exit(new Bench(options).run() ? 0 : 1);
    }

    private boolean run() throws SQLException, InterruptedException {
        checkDurability();
        List<Edge> edges = new ArrayList<>();
        if (options.isLifecycle()) {
            for (String county : COUNTIES) {
                for (String role : List.of("HOUSING", "HRSS")) {
                    String unit = county + "-" + role;
                    edges.add(
                            new Edge(
                                    kafka,
                                    "dept-" + unit,
                                    "department." + unit + ".v1",
                                    record -> order(unit, record)));
                }
            }
            edges.add(new Edge(kafka, "source-p110", "feedback.p110.v1", this::feedback));
        }
        warmTokens();
        Map<String, Double> cpuBefore = parts.cpuSeconds();
        long begun = System.nanoTime();
        push(begun);
        long pushed = System.nanoTime();
        settle();
        long ended = System.nanoTime();
        Map<String, Double> cpu = parts.cpuSeconds();
        cpuBefore.forEach((part, before) -> cpu.merge(part, -before, Double::sum));
        edges.forEach(Edge::close);
        Map<String, Integer> fates = fates();
        return print(begun, pushed, ended, cpu, fates);
    }

    /** A figure of a database that may forget is worth nothing. */
    private static void checkDurability() throws SQLException {
        String url = "jdbc:postgresql://localhost:" + port("POSTGRES", "25432") + "/intake";
        try (Connection connection = DriverManager.getConnection(url, "intake", "intake");
                Statement statement = connection.createStatement()) {
            for (String setting : DURABILITY) {
                try (ResultSet row = statement.executeQuery("show " + setting)) {
                    row.next();
                    if (!row.getString(1).equals("on")) {
                        throw new IllegalStateException(
                                "PostgreSQL runs with " + setting + " " + row.getString(1));
                    }
                }
            }
        }
    }

    private void warmTokens() {
        outside.asClient("source-p110", "GET", "/sources/p110/ledger", null).join();
        for (String county : COUNTIES) {
            outside.asPerson("visitor-" + county, "GET", "/api/mediation/cases?limit=1", null)
                    .join();
            for (String role : List.of("HOUSING", "HRSS")) {
                String unit = county + "-" + role;
                outside.asClient(
                                "dept-" + unit,
                                "GET",
                                "/departments/" + unit + "/orders?limit=1",
                                null)
                        .join();
            }
        }
    }

    private void push(long begun) throws InterruptedException {
        World world =
                new World(
                        options.seed() + System.currentTimeMillis(),
                        Long.toString(System.currentTimeMillis() / 1000, Character.MAX_RADIX)
                                .toUpperCase(Locale.ROOT));
        List<CompletableFuture<?>> open = new ArrayList<>();
        for (int i = 0; i < options.records(); i++) {
            World.Push record = next(world, i);
            long due = begun + (long) (i * 1e9 / options.rate());
            long wait = due - System.nanoTime();
            if (wait > 0) {
                TimeUnit.NANOSECONDS.sleep(wait);
            }
            Track track = new Track(record.key(), due);
            tracks.put(record.key(), track);
            open.add(
                    outside.push(record, Map.of())
                            .thenAccept(answer -> answered(track, answer))
                            .exceptionally(failure -> refused("push: no answer")));
        }
        CompletableFuture.allOf(open.toArray(CompletableFuture[]::new)).join();
    }

    /**
     * A lifecycle needs a unit that is played: of 110, housing or labour in the played counties.
     */
    private World.Push next(World world, int index) {
        if (!options.isLifecycle()) {
            return world.next(Instant.now());
        }
        while (true) {
            World.Push record =
                    world.next(Instant.now(), Source.P110, index % 2 == 0 ? "15" : "10");
            if (COUNTIES.contains(record.regionCode().substring(0, 6))) {
                return record;
            }
        }
    }

    private void answered(Track track, Answer answer) {
        track.answered = System.nanoTime();
        track.receipt = answer.body().path("receiptId").asText();
        track.status = answer.status();
        if (answer.status() != 202) {
            refused("push: " + answer.status());
        }
    }

    private void order(String unit, ConsumerRecord<String, byte[]> record) {
        JsonNode message = read(record.value());
        if (!message.path("state").asText().equals("ISSUED")) {
            return;
        }
        String orderNo = message.path("orderNo").asText();
        OrderTrack track =
                orders.computeIfAbsent(message.path("caseNo").asText(), c -> new OrderTrack());
        if (!track.orderNos.add(orderNo)) {
            return;
        }
        track.arrived = System.nanoTime();
        String path = "/departments/" + unit + "/orders/" + orderNo;
        outside.asClient("dept-" + unit, "POST", path + "/sign", "{}")
                .thenCompose(
                        answer -> {
                            track.signed = note("sign", answer);
                            return outside.asClient(
                                    "dept-" + unit,
                                    "POST",
                                    path + "/finish",
                                    "{\"resultCode\":\"ANSWERED\",\"text\":\"已办理\",\"partyInformed\":true}");
                        })
                .thenAccept(answer -> track.finished = note("finish", answer))
                .exceptionally(failure -> refused("unit: no answer"));
    }

    private long note(String verb, Answer answer) {
        if (!answer.isOk()) {
            refused(verb + ": " + answer.status());
        }
        return System.nanoTime();
    }

    private void feedback(ConsumerRecord<String, byte[]> record) {
        JsonNode body = read(record.value()).path("body");
        Track track = tracks.get(body.path("JJDBH").asText());
        if (track == null) {
            return;
        }
        String id =
                new String(record.headers().lastHeader("ce_id").value(), StandardCharsets.UTF_8);
        if (body.has("HFSJ")) {
            if (track.visitedAnswers.add(id) && track.visitedAnswers.size() == 1) {
                track.visitTold = System.nanoTime();
            }
        } else if (track.finishedAnswers.add(id) && track.finishedAnswers.size() == 1) {
            track.finishedTold = System.nanoTime();
            track.caseNo = body.path("FLOWID").asText();
            visit(track, body.path("FLOWID").asText(), 0);
        }
    }

    private void visit(Track track, String caseNo, int tried) {
        String county = caseNo.substring(2, 8);
        outside.asPerson(
                        "visitor-" + county,
                        "POST",
                        "/api/mediation/cases/" + caseNo + "/visit",
                        "{\"passed\":true,\"method\":\"PHONE\",\"satisfaction\":\"SATISFIED\"}")
                .thenAccept(
                        answer -> {
                            if (answer.isOk()) {
                                track.visitPosted = System.nanoTime();
                            } else if (answer.status() == 409 && tried < VISIT_TRIES) {
                                // The answer reached the source before mediation heard of it.
                                CompletableFuture.delayedExecutor(
                                                pause(tried), TimeUnit.MILLISECONDS)
                                        .execute(() -> visit(track, caseNo, tried + 1));
                            } else {
                                refused("visit: " + answer.status());
                            }
                        })
                .exceptionally(failure -> refused("visit: no answer"));
    }

    /** Doubles, so that a platform under load is not asked the same all the time. */
    private static long pause(int tried) {
        return Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(tried, 10));
    }

    private Void refused(String what) {
        refusals.merge(what, 1, Integer::sum);
        return null;
    }

    private void settle() throws InterruptedException {
        long until = System.nanoTime() + options.settle().toNanos();
        while (options.isLifecycle() && System.nanoTime() < until && !allTold()) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private boolean allTold() {
        return tracks.values().stream().allMatch(t -> !t.isAccepted() || t.visitTold > 0);
    }

    /** What became of every accepted receipt, asked one by one at the edge. */
    private Map<String, Integer> fates() throws InterruptedException {
        Map<String, Integer> fates = new HashMap<>();
        List<Track> accepted = tracks.values().stream().filter(Track::isAccepted).toList();
        long until = System.nanoTime() + options.settle().toNanos();
        List<Track> open = accepted;
        while (!open.isEmpty() && System.nanoTime() < until) {
            Map<Track, String> states = states(open);
            open =
                    states.entrySet().stream()
                            .filter(e -> e.getValue().equals("RECEIVED"))
                            .map(Map.Entry::getKey)
                            .toList();
            states.values().stream()
                    .filter(s -> !s.equals("RECEIVED"))
                    .forEach(s -> fates.merge(s, 1, Integer::sum));
            if (!open.isEmpty()) {
                TimeUnit.MILLISECONDS.sleep(500);
            }
        }
        if (!open.isEmpty()) {
            fates.put("RECEIVED", open.size());
        }
        return fates;
    }

    private Map<Track, String> states(List<Track> asked) {
        Map<Track, String> states = new ConcurrentHashMap<>();
        for (int from = 0; from < asked.size(); from += ASK_AT_ONCE) {
            List<Track> some = asked.subList(from, Math.min(asked.size(), from + ASK_AT_ONCE));
            CompletableFuture.allOf(
                            some.stream()
                                    .map(t -> state(t).thenAccept(s -> states.put(t, s)))
                                    .toArray(CompletableFuture[]::new))
                    .join();
        }
        return states;
    }

    private CompletableFuture<String> state(Track track) {
        String system =
                track.key.startsWith("RX")
                        ? "h12345"
                        : track.key.startsWith("FY") ? "court" : "p110";
        return outside.asClient(
                        "source-" + system,
                        "GET",
                        "/sources/" + system + "/receipts/" + track.receipt,
                        null)
                .thenApply(
                        answer -> {
                            String state = answer.body().path("status").asText("?");
                            String caseNo = answer.body().path("caseNo").asText("");
                            if (!caseNo.isEmpty()) {
                                track.caseNo = caseNo;
                            }
                            return state;
                        })
                .exceptionally(failure -> "RECEIVED");
    }

    private boolean print(
            long begun,
            long pushed,
            long ended,
            Map<String, Double> cpu,
            Map<String, Integer> fates) {
        List<Track> accepted = tracks.values().stream().filter(Track::isAccepted).toList();
        double seconds = (pushed - begun) / 1e9;
        System.out.printf(
                "%s, %.0f/s for %d s, seed %d: %d due, %d accepted (%.1f/s)%n",
                options.mode(),
                options.rate(),
                options.duration().toSeconds(),
                options.seed(),
                tracks.size(),
                accepted.size(),
                accepted.size() / seconds);
        List<Percentiles> hops = new ArrayList<>();
        hops.add(hop("due → accepted", accepted, t -> t.answered - t.due));
        int lost = (int) accepted.stream().filter(t -> t.receipt == null).count();
        lost += fates.getOrDefault("RECEIVED", 0) + fates.getOrDefault("?", 0);
        int doubled = 0;
        if (options.isLifecycle()) {
            List<Track> done = accepted.stream().filter(t -> t.visitTold > 0).toList();
            List<Track> known =
                    done.stream()
                            .filter(t -> orders.containsKey(String.valueOf(t.caseNo)))
                            .toList();
            hops.add(hop("due → order at the unit", known, t -> order(t).arrived - t.due));
            hops.add(hop("order → signed", known, t -> order(t).signed - order(t).arrived));
            hops.add(hop("signed → finished", known, t -> order(t).finished - order(t).signed));
            hops.add(hop("finished → result told", known, t -> t.finishedTold - order(t).finished));
            hops.add(hop("told → visit taken", done, t -> t.visitPosted - t.finishedTold));
            hops.add(hop("visit → visit told", done, t -> t.visitTold - t.visitPosted));
            hops.add(hop("due → closed and told", done, t -> t.visitTold - t.due));
            int unfinished = accepted.size() - done.size();
            long cases = accepted.stream().map(t -> String.valueOf(t.caseNo)).distinct().count();
            doubled = (int) orders.values().stream().filter(o -> o.orderNos.size() > 1).count();
            doubled +=
                    (int)
                            accepted.stream()
                                    .filter(
                                            t ->
                                                    t.finishedAnswers.size() > 1
                                                            || t.visitedAnswers.size() > 1)
                                    .count();
            System.out.printf(
                    "lifecycles: %d closed (%.1f/s until the last), %d unfinished, %d cases of %d receipts%n",
                    done.size(),
                    done.size() / ((ended - begun) / 1e9),
                    unfinished,
                    cases,
                    accepted.size());
            lost += unfinished;
        }
        System.out.printf(
                "%n%-26s %7s %9s %9s %9s %9s%n", "hop, ms", "count", "p50", "p95", "p99", "max");
        hops.forEach(
                h ->
                        System.out.printf(
                                "%-26s %7d %9.1f %9.1f %9.1f %9.1f%n",
                                h.hop(), h.count(), h.p50(), h.p95(), h.p99(), h.max()));
        System.out.printf("%n%-14s %9s %9s%n", "part", "CPU s", "MB");
        Map<String, Double> memory = parts.memoryMegabytes();
        cpu.forEach(
                (part, used) ->
                        System.out.printf(
                                "%-14s %9.2f %9.0f%n", part, used, memory.getOrDefault(part, 0.0)));
        System.out.printf("%nreceipts by state: %s%n", fates);
        System.out.printf("not as asked: %s%n", refusals);
        System.out.printf("lost %d, doubled %d%n", lost, doubled);
        return lost == 0 && doubled == 0;
    }

    private OrderTrack order(Track track) {
        return orders.getOrDefault(String.valueOf(track.caseNo), new OrderTrack());
    }

    private static Percentiles hop(String name, List<Track> of, ToLongFunction<Track> nanos) {
        return Percentiles.of(name, of.stream().mapToLong(nanos).toArray());
    }

    private static JsonNode read(byte[] value) {
        try {
            return JSON.readTree(new String(value, StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw new CompletionException(e);
        }
    }

    private static String port(String part, String usual) {
        return System.getenv().getOrDefault("FENGQIAO_" + part + "_PORT", usual);
    }
}
