package org.fengqiao.systemtests.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.fengqiao.simulators.Outside;
import org.fengqiao.simulators.Outside.Answer;
import org.fengqiao.simulators.Source;

/**
 * The cases that are copied: a few that really went through this platform, marked as demo. They are
 * remembered beside the copies, so that a preload that was broken off goes on with the same.
 *
 * @param ended case numbers of archived ones
 * @param open case numbers of some with an order, half of them signed
 */
record Originals(List<String> ended, List<String> open) {

    private static final int OF_A_KIND = 16;
    private static final Map<Source, Integer> MIX = Map.of(Source.P110, 1, Source.H12345, 1);
    private static final Map<String, String> DEMO = Map.of("ce-demo", "true");
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** Those of an earlier run, or new ones. */
    static Originals find(Outside outside) throws SQLException, InterruptedException {
        List<String> ended = remembered(true);
        List<String> open = remembered(false);
        if (ended.isEmpty() || open.isEmpty()) {
            ended = ended(outside);
            open = open(outside);
            remember(ended, true);
            remember(open, false);
        }
        return new Originals(ended, open);
    }

    private static List<String> ended(Outside outside) throws SQLException, InterruptedException {
        Errors errors = new Errors();
        Load load = load(outside, errors);
        try (Units units =
                new Units(outside, new Insistence(errors, PATIENCE), errors, load, new EdgeLog())) {
            units.begin(Place.kafka(), MIX.keySet());
            load.drive(1, i -> i < OF_A_KIND);
            load.awaitAnswers();
            List<String> cases = cases(load);
            until(() -> Cases.filed(cases), states -> all(cases, states, "ARCHIVED"));
            return cases;
        }
    }

    private static List<String> open(Outside outside) throws SQLException, InterruptedException {
        Load load = load(outside, new Errors());
        load.drive(1, i -> i < OF_A_KIND);
        load.awaitAnswers();
        List<String> cases = cases(load);
        until(() -> Cases.filed(cases), states -> all(cases, states, "DISPATCHED"));
        List<String> signed = cases.subList(0, OF_A_KIND / 2);
        for (String caseNo : signed) {
            sign(outside, caseNo);
        }
        until(() -> Cases.filed(signed), states -> all(signed, states, "HANDLING"));
        return cases;
    }

    private static Load load(Outside outside, Errors errors) {
        HttpDoor door = new HttpDoor(outside, errors, new Insistence(errors, PATIENCE), DEMO);
        return new Load(new Mix(MIX, true, 1, Instant.now()), List.of(door));
    }

    private static List<String> cases(Load load) throws SQLException, InterruptedException {
        List<String> found = new ArrayList<>();
        for (Source source : MIX.keySet()) {
            List<String> keys =
                    load.accepted().stream()
                            .filter(t -> t.record.source() == source)
                            .map(Track::key)
                            .toList();
            until(() -> Cases.of(source.system(), keys), cases -> cases.size() == keys.size())
                    .forEach(c -> found.add(c.caseNo()));
        }
        return found;
    }

    private static boolean all(List<String> cases, Map<String, String> states, String state) {
        return cases.stream().allMatch(c -> state.equals(states.get(c)));
    }

    private static void sign(Outside outside, String caseNo) throws SQLException {
        String unit;
        String orderNo;
        try (Connection dispatch = Place.database("dispatch");
                PreparedStatement ask =
                        dispatch.prepareStatement(
                                "select unit, order_no from work_order where case_no = ?")) {
            ask.setString(1, caseNo);
            try (ResultSet row = ask.executeQuery()) {
                row.next();
                unit = row.getString(1);
                orderNo = row.getString(2);
            }
        }
        String path = "/departments/" + unit + "/orders/" + orderNo + "/sign";
        Answer answer = outside.asClient("dept-" + unit, "POST", path, "{}").join();
        if (!answer.isOk()) {
            throw new IllegalStateException(orderNo + " is not signed: " + answer.status());
        }
    }

    private interface Query<T> {
        T ask() throws SQLException;
    }

    private static <T> T until(Query<T> query, Predicate<T> fits)
            throws SQLException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        T found = query.ask();
        while (!fits.test(found)) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("the cases to copy did not come: " + found);
            }
            TimeUnit.MILLISECONDS.sleep(500);
            found = query.ask();
        }
        return found;
    }

    private static List<String> remembered(boolean ended) throws SQLException {
        List<String> cases = new ArrayList<>();
        try (Connection intake = Place.database("intake");
                Statement statement = intake.createStatement()) {
            statement.execute("create schema if not exists bench");
            statement.execute(
                    "create table if not exists bench.original (case_no text primary key, ended boolean not null)");
            try (ResultSet row =
                    statement.executeQuery(
                            "select case_no from bench.original where ended = "
                                    + ended
                                    + " order by 1")) {
                while (row.next()) {
                    cases.add(Objects.requireNonNull(row.getString(1)));
                }
            }
        }
        return cases;
    }

    private static void remember(List<String> cases, boolean ended) throws SQLException {
        try (Connection intake = Place.database("intake");
                PreparedStatement keep =
                        intake.prepareStatement("insert into bench.original values (?, ?)")) {
            for (String caseNo : cases) {
                keep.setString(1, caseNo);
                keep.setBoolean(2, ended);
                keep.addBatch();
            }
            keep.executeBatch();
        }
    }
}
