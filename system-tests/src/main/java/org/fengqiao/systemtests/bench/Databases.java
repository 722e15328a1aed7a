package org.fengqiao.systemtests.bench;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** PostgreSQL's own accounts: transactions, rows and log of what the services do. */
final class Databases {

    private static final List<String> DURABILITY =
            List.of("fsync", "synchronous_commit", "full_page_writes");

    private Databases() {}

    /**
     * Since the server's beginning.
     *
     * @param transactions commits of services; by database
     * @param rows written (inserted, updated, deleted), by database
     * @param walBytes of the whole server
     */
    record Account(Map<String, Long> transactions, Map<String, Long> rows, long walBytes) {}

    /** A figure of a database that may forget is worth nothing. */
    static void requireDurability() throws SQLException {
        try (Connection connection = Place.database("postgres");
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

    /** The server writes its account with a delay: 10 s of quiet make it complete. */
    static Account account() throws SQLException {
        Map<String, Long> transactions = new LinkedHashMap<>();
        Map<String, Long> rows = new LinkedHashMap<>();
        long wal;
        try (Connection connection = Place.database("postgres");
                Statement statement = connection.createStatement()) {
            try (ResultSet row =
                    statement.executeQuery(
                            """
                            select datname, xact_commit, tup_inserted + tup_updated + tup_deleted
                            from pg_stat_database where datname is not null
                            """)) {
                while (row.next()) {
                    if (Place.SERVICES.contains(row.getString(1))) {
                        transactions.put(row.getString(1), row.getLong(2));
                        rows.put(row.getString(1), row.getLong(3));
                    }
                }
            }
            try (ResultSet row =
                    statement.executeQuery(
                            "select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::bigint")) {
                row.next();
                wal = row.getLong(1);
            }
        }
        return new Account(transactions, rows, wal);
    }
}
