package org.fengqiao.systemtests.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.fengqiao.privacy.FieldCipher;

/**
 * A case that went through the platform, with every row it left behind.
 *
 * @param rows by {@code database.table}
 */
record Template(Instant registeredAt, Map<String, List<RowTemplate>> rows) {

    private record Known(String caseId, String code, String key, Instant registeredAt) {}

    static Template of(String caseNo, FieldCipher cipher) throws SQLException {
        Known known = known(caseNo);
        Pattern identities = RowTemplate.identities(known.code(), known.key());
        Map<String, List<RowTemplate>> rows = new HashMap<>();
        for (String database : Place.SERVICES) {
            try (Connection connection = Place.database(database)) {
                for (CopiedTable table : CopiedTable.in(database)) {
                    rows.put(
                            name(table),
                            rows(connection, table, known.caseId(), identities, cipher));
                }
            }
        }
        return new Template(known.registeredAt(), Map.copyOf(rows));
    }

    static String name(CopiedTable table) {
        return table.database() + "." + table.name();
    }

    private static Known known(String caseNo) throws SQLException {
        try (Connection intake = Place.database("intake");
                PreparedStatement ask =
                        intake.prepareStatement(
                                """
                                select r.case_id::text, r.case_code, c.source_key, r.registered_at
                                from registration r join case_record c using (case_id) where r.case_no = ?
                                """)) {
            ask.setString(1, caseNo);
            try (ResultSet row = ask.executeQuery()) {
                row.next();
                return new Known(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getObject(4, OffsetDateTime.class).toInstant());
            }
        }
    }

    private static List<RowTemplate> rows(
            Connection connection,
            CopiedTable table,
            String caseId,
            Pattern identities,
            FieldCipher cipher)
            throws SQLException {
        List<RowTemplate> rows = new ArrayList<>();
        try (PreparedStatement ask =
                connection.prepareStatement(
                        "select * from %s where %s".formatted(table.name(), table.where()))) {
            ask.setString(1, caseId);
            try (ResultSet row = ask.executeQuery()) {
                while (row.next()) {
                    rows.add(RowTemplate.of(table.name(), row, identities, cipher));
                }
            }
        }
        return rows;
    }
}
