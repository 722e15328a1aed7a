package org.fengqiao.systemtests.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.fengqiao.privacy.FieldCipher;
import org.fengqiao.privacy.Keyset;
import org.fengqiao.simulators.Outside;

/**
 * Fills every database with cases as they look after years of work: copies of real ones, each of
 * other persons, at its own time in the last two years, one in forty still open. Written in chunks,
 * each in one transaction per database and noted there, so that a second call adds only what is
 * missing. The platform runs, and should have nothing to do.
 */
final class Preload {

    private static final int CHUNK = 5000;
    private static final int OPEN_IN = 40;
    private static final Duration OPEN_SPAN = Duration.ofHours(130);
    private static final Duration SPAN = Duration.ofDays(730);
    private static final int AT_ONCE = 2;

    private final int cases;
    private final int ended;
    private final List<Template> endedTemplates = new ArrayList<>();
    private final List<Template> openTemplates = new ArrayList<>();
    private final FieldCipher cipher;

    private Preload(int cases, FieldCipher cipher) {
        this.cases = cases;
        this.ended = cases - cases / OPEN_IN;
        this.cipher = cipher;
    }

    /**
     * What is stored.
     *
     * @param seconds this call took
     * @param megabytes of each database
     */
    record Done(int cases, double seconds, Map<String, Long> megabytes) {}

    /** Stores what is missing of that many. */
    static Done store(int cases, Outside outside, Path keyset)
            throws SQLException, IOException, InterruptedException {
        Preload preload = new Preload(cases, new FieldCipher(Keyset.load(keyset)));
        long begun = System.nanoTime();
        Originals originals = Originals.find(outside);
        for (String caseNo : originals.ended()) {
            preload.endedTemplates.add(Template.of(caseNo, preload.cipher));
        }
        for (String caseNo : originals.open()) {
            preload.openTemplates.add(Template.of(caseNo, preload.cipher));
        }
        preload.fill();
        return new Done(cases, (System.nanoTime() - begun) / 1e9, megabytes());
    }

    private void fill() throws InterruptedException {
        try (ExecutorService pool = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Callable<Void>> work = new ArrayList<>();
            // The largest first, so that the two writers end together.
            for (String database :
                    List.of("reporting", "intake", "dispatch", "mediation", "risk")) {
                work.add(
                        () -> {
                            fill(database);
                            return null;
                        });
            }
            for (Future<Void> done : pool.invokeAll(work)) {
                done.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("preload broke off; call it again", e.getCause());
        }
    }

    private void fill(String database) throws SQLException, IOException {
        long begun = System.nanoTime();
        int written = 0;
        try (Connection connection = Place.database(database);
                Statement statement = connection.createStatement()) {
            statement.execute("create schema if not exists bench");
            statement.execute("create table if not exists bench.chunk (first integer primary key)");
            statement.execute("set synchronous_commit = off");
            connection.setAutoCommit(false);
            for (int first = 0; first < cases; first += CHUNK) {
                try (ResultSet known =
                        statement.executeQuery(
                                "select first from bench.chunk where first = " + first)) {
                    if (known.next()) {
                        continue;
                    }
                }
                int end = Math.min(cases, first + CHUNK);
                write(connection, database, first, end);
                statement.execute("insert into bench.chunk values (" + first + ")");
                connection.commit();
                written += end - first;
            }
            connection.setAutoCommit(true);
            if (written > 0) {
                if (database.equals("intake")) {
                    countAtTheDoor(statement);
                }
                if (database.equals("reporting")) {
                    statement.execute("select case_tally_rebuild()");
                }
                statement.execute("vacuum analyze");
            }
        }
        System.out.printf(
                "%s: %d cases in %.0f s%n", database, written, (System.nanoTime() - begun) / 1e9);
    }

    private void write(Connection connection, String database, int first, int end)
            throws SQLException, IOException {
        Map<String, Long> positions =
                database.equals("dispatch") ? positions(connection) : new HashMap<>();
        for (CopiedTable table : CopiedTable.in(database)) {
            StringBuilder lines = new StringBuilder();
            for (int i = first; i < end; i++) {
                Template template = template(i);
                RowTemplate.Target target =
                        new RowTemplate.Target(
                                new Twin(i, template.registeredAt(), shift(i)), positions, cipher);
                template.rows()
                        .getOrDefault(Template.name(table), List.of())
                        .forEach(row -> row.write(target, lines));
            }
            // The server is on this machine and reads the file itself.
            Path file = Place.run().resolve("preload-" + database).toAbsolutePath();
            Files.writeString(file, lines);
            try (Statement statement = connection.createStatement()) {
                statement.execute("copy %s from '%s'".formatted(table.name(), file));
            } finally {
                Files.delete(file);
            }
        }
        if (database.equals("dispatch")) {
            keep(connection, positions);
        }
    }

    private Template template(int number) {
        List<Template> of = number < ended ? endedTemplates : openTemplates;
        return of.get(number % of.size());
    }

    /** The oldest first; the open ones are the newest. */
    private Duration shift(int number) {
        if (number >= ended) {
            return OPEN_SPAN.multipliedBy(cases - number).dividedBy(cases - ended + 1);
        }
        Duration older = SPAN.minus(OPEN_SPAN).multipliedBy(ended - number).dividedBy(ended + 1);
        return OPEN_SPAN.plus(older);
    }

    private static Map<String, Long> positions(Connection dispatch) throws SQLException {
        Map<String, Long> positions = new HashMap<>();
        try (Statement statement = dispatch.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "select stream, position from stream_head where stream like 'department.%' for update")) {
            while (row.next()) {
                positions.put(row.getString(1), row.getLong(2));
            }
        }
        return positions;
    }

    private static void keep(Connection dispatch, Map<String, Long> positions) throws SQLException {
        try (PreparedStatement keep =
                dispatch.prepareStatement("update stream_head set position = ? where stream = ?")) {
            for (Map.Entry<String, Long> stream : positions.entrySet()) {
                keep.setLong(1, stream.getValue());
                keep.setString(2, stream.getKey());
                keep.addBatch();
            }
            keep.executeBatch();
        }
    }

    /**
     * The ledgers count what came in at the door apart from the receipts: they must agree. The slot
     * is the preload's own.
     */
    private static void countAtTheDoor(Statement intake) throws SQLException {
        intake.execute(
                """
                insert into door_tally (system, day, door, outcome, slot, count)
                select system, received_on, 'HTTP', 'RECEIVED', -1, count(*) from receipt
                where source_key ~ 'PL[0-9]{9}$' group by 1, 2
                on conflict (system, day, door, outcome, slot) do update set count = excluded.count
                """);
    }

    private static Map<String, Long> megabytes() throws SQLException {
        Map<String, Long> megabytes = new LinkedHashMap<>();
        try (Connection connection = Place.database("postgres");
                Statement statement = connection.createStatement()) {
            for (String database : Place.SERVICES) {
                try (ResultSet row =
                        statement.executeQuery(
                                "select pg_database_size('%s') / 1048576".formatted(database))) {
                    row.next();
                    megabytes.put(database, row.getLong(1));
                }
            }
        }
        return megabytes;
    }
}
