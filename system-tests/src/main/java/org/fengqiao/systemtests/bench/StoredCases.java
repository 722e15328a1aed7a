package org.fengqiao.systemtests.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one database knows of the copies in it: how many there are, and the numbers of the service's
 * own that must fit them. In the schema {@code bench}, which no service looks into.
 */
final class StoredCases {

    private final Connection connection;

    StoredCases(Connection connection) throws SQLException {
        this.connection = connection;
        run("create schema if not exists bench");
        run("create table if not exists bench.progress (stored integer, settled boolean)");
        run(
                "insert into bench.progress select 0, true where not exists (select from bench.progress)");
    }

    /** The copies 0 … that many are in it. */
    int stored() throws SQLException {
        return (int) number("select stored from bench.progress");
    }

    /** Notes them, in the transaction that has written them. */
    void stored(int cases) throws SQLException {
        run("update bench.progress set settled = false, stored = " + cases);
    }

    /**
     * What is done once all are in: the numbers the service keeps beside its rows, and the
     * statistics of the planner. Again if it was broken off.
     */
    void settle(String database) throws SQLException {
        if (number("select count(*) from bench.progress where settled") == 1) {
            return;
        }
        if (database.equals("intake")) {
            countAtTheDoor();
        }
        if (database.equals("reporting")) {
            run("select case_tally_rebuild()");
        }
        run("vacuum analyze");
        run("update bench.progress set settled = true");
    }

    /**
     * The ledgers count what came in at the door apart from the receipts: they must agree. The slot
     * is the preload's own.
     */
    private void countAtTheDoor() throws SQLException {
        run(
                """
                insert into door_tally (system, day, door, outcome, slot, count)
                select system, received_on, 'HTTP', 'RECEIVED', -1, count(*) from receipt
                where source_key ~ 'PL[0-9]{9}$' group by 1, 2
                on conflict (system, day, door, outcome, slot) do update set count = excluded.count
                """);
    }

    /** The last position of each unit's stream; nobody else may count on until they are kept. */
    Map<String, Long> positions() throws SQLException {
        Map<String, Long> positions = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "select stream, position from stream_head where stream like 'department.%' for update")) {
            while (row.next()) {
                positions.put(row.getString(1), row.getLong(2));
            }
        }
        return positions;
    }

    void keep(Map<String, Long> positions) throws SQLException {
        try (PreparedStatement keep =
                connection.prepareStatement(
                        "update stream_head set position = ? where stream = ?")) {
            for (Map.Entry<String, Long> stream : positions.entrySet()) {
                keep.setLong(1, stream.getValue());
                keep.setString(2, stream.getKey());
                keep.addBatch();
            }
            keep.executeBatch();
        }
    }

    /** How many were asked for last; all databases come so far before more are added. */
    static int goal() throws SQLException {
        try (Connection intake = Place.database("intake")) {
            StoredCases cases = new StoredCases(intake);
            cases.run("create table if not exists bench.goal (cases integer not null)");
            return (int) cases.number("select coalesce(max(cases), 0) from bench.goal");
        }
    }

    static void goal(int goal) throws SQLException {
        try (Connection intake = Place.database("intake")) {
            new StoredCases(intake).run("insert into bench.goal values (" + goal + ")");
        }
    }

    /** Of each database. */
    static Map<String, Long> megabytes() throws SQLException {
        Map<String, Long> megabytes = new LinkedHashMap<>();
        for (String database : Place.SERVICES) {
            try (Connection connection = Place.database(database)) {
                megabytes.put(
                        database,
                        new StoredCases(connection)
                                .number("select pg_database_size(current_database()) / 1048576"));
            }
        }
        return megabytes;
    }

    private void run(String statement) throws SQLException {
        try (Statement run = connection.createStatement()) {
            run.execute(statement);
        }
    }

    private long number(String question) throws SQLException {
        try (Statement ask = connection.createStatement();
                ResultSet row = ask.executeQuery(question)) {
            row.next();
            return row.getLong(1);
        }
    }
}
