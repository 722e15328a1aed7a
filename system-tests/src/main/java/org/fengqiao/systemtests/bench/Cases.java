package org.fengqiao.systemtests.bench;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.fengqiao.systemtests.bench.Evidence.OnRecord;

/** Reads the cases themselves: what intake has registered and what the case files say. */
final class Cases {

    private Cases() {}

    /** The newest registration: what comes later belongs to the run. */
    static Timestamp newest() throws SQLException {
        try (Connection intake = Place.database("intake");
                PreparedStatement ask =
                        intake.prepareStatement(
                                "select coalesce(max(registered_at), 'epoch') from registration");
                ResultSet row = ask.executeQuery()) {
            row.next();
            return row.getTimestamp(1);
        }
    }

    /** The cases these keys led to, with all keys of theirs among the given. */
    static List<OnRecord> of(String system, Collection<String> keys) throws SQLException {
        List<OnRecord> found = new ArrayList<>();
        try (Connection intake = Place.database("intake");
                PreparedStatement ask =
                        intake.prepareStatement(
                                """
                                select r.case_no, array_agg(distinct c.source_key)
                                from case_record c join registration r using (case_id)
                                where c.system = ? and c.source_key = any(?) group by r.case_no
                                """)) {
            ask.setString(1, system.toUpperCase(Locale.ROOT));
            ask.setArray(2, texts(intake, keys));
            try (ResultSet row = ask.executeQuery()) {
                while (row.next()) {
                    found.add(
                            new OnRecord(
                                    row.getString(1),
                                    Set.of((String[]) row.getArray(2).getArray())));
                }
            }
        }
        return found;
    }

    /** Cases registered since then that no record led to. */
    static List<String> namelessSince(Timestamp then) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Connection intake = Place.database("intake");
                PreparedStatement ask =
                        intake.prepareStatement(
                                """
                                select case_no from registration r where registered_at > ?
                                and not exists (select from case_record c where c.case_id = r.case_id)
                                """)) {
            ask.setTimestamp(1, then);
            try (ResultSet row = ask.executeQuery()) {
                while (row.next()) {
                    found.add(row.getString(1));
                }
            }
        }
        return found;
    }

    /** What the case files say, by case number. */
    static Map<String, String> filed(Collection<String> caseNos) throws SQLException {
        Map<String, String> states = new HashMap<>();
        try (Connection reporting = Place.database("reporting");
                PreparedStatement ask =
                        reporting.prepareStatement(
                                "select case_no, state from case_file where case_no = any(?)")) {
            ask.setArray(1, texts(reporting, caseNos));
            try (ResultSet row = ask.executeQuery()) {
                while (row.next()) {
                    states.put(row.getString(1), row.getString(2));
                }
            }
        }
        return states;
    }

    private static Array texts(Connection connection, Collection<String> texts)
            throws SQLException {
        return connection.createArrayOf("text", texts.toArray(String[]::new));
    }
}
