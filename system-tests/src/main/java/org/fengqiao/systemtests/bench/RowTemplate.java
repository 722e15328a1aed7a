package org.fengqiao.systemtests.bench;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fengqiao.privacy.FieldCipher;
import org.jspecify.annotations.Nullable;

/**
 * One row of a real case, cut where identities and times stand, so that a copy for any twin is a
 * matter of putting pieces together: a line of PostgreSQL's COPY text format.
 */
final class RowTemplate {

    private static final String ID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
    private static final String CASE_NO = "ZZ\\d{21,22}";
    private static final String HASH = "(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])";
    private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?Z";

    private final List<Piece> pieces = new ArrayList<>();

    /** Where a copy is written to. */
    record Target(Twin twin, Map<String, Long> positions, FieldCipher cipher) {}

    private interface Piece {
        void write(Target target, StringBuilder line);
    }

    /** How the identities of the row's case are recognised wherever they stand. */
    static Pattern identities(String caseCode, String sourceKey) {
        return Pattern.compile(
                "(?<id>%s)|(?<no>%s)|(?<hash>%s)|(?<time>%s)|(?<code>%s)|(?<key>%s)"
                        .formatted(
                                ID,
                                CASE_NO,
                                HASH,
                                TIME,
                                Pattern.quote(caseCode),
                                Pattern.quote(sourceKey)));
    }

    /** Reads the row the cursor stands on. The first column is its key where values are sealed. */
    static RowTemplate of(String table, ResultSet row, Pattern identities, FieldCipher cipher)
            throws SQLException {
        RowTemplate template = new RowTemplate();
        ResultSetMetaData columns = row.getMetaData();
        Instant first = firstTime(row);
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            if (i > 1) {
                template.literal("\t");
            }
            String name = columns.getColumnName(i);
            if (row.getObject(i) == null) {
                template.literal("\\N");
            } else if (table.equals("stream_entry") && name.equals("position")) {
                template.position(row.getString("stream"));
            } else if (columns.getColumnType(i) == Types.DATE && first != null) {
                template.pieces.add((t, line) -> line.append(Twin.dayOf(t.twin().at(first))));
            } else if (columns.getColumnType(i) == Types.BINARY) {
                String key = row.getString(1);
                byte[] plain = cipher.open(table, name, key, row.getBytes(i));
                template.sealed(table, name, key, identities, plain);
            } else if (columns.getColumnTypeName(i).equals("timestamptz")) {
                Instant at = row.getObject(i, OffsetDateTime.class).toInstant();
                template.pieces.add((t, line) -> line.append(t.twin().at(at)));
            } else {
                template.text(row.getString(i), identities);
            }
        }
        template.literal("\n");
        return template;
    }

    private static @Nullable Instant firstTime(ResultSet row) throws SQLException {
        ResultSetMetaData columns = row.getMetaData();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            if (columns.getColumnTypeName(i).equals("timestamptz") && row.getObject(i) != null) {
                return row.getObject(i, OffsetDateTime.class).toInstant();
            }
        }
        return null;
    }

    private void literal(String text) {
        pieces.add((t, line) -> line.append(text));
    }

    /** The next free position of the stream. */
    private void position(String stream) {
        pieces.add((t, line) -> line.append(t.positions().merge(stream, 1L, Long::sum)));
    }

    /** Sealed anew: a sealed value opens in its own row only. */
    private void sealed(String table, String column, String key, Pattern identities, byte[] plain) {
        RowTemplate keyOf = new RowTemplate();
        keyOf.text(key, identities);
        pieces.add(
                (t, line) -> {
                    StringBuilder id = new StringBuilder();
                    keyOf.write(t, id);
                    byte[] sealed = t.cipher().seal(table, column, id.toString(), plain);
                    line.append("\\\\x").append(HexFormat.of().formatHex(sealed));
                });
    }

    private void text(String text, Pattern identities) {
        Matcher found = identities.matcher(text);
        int from = 0;
        while (found.find()) {
            literal(escaped(text.substring(from, found.start())));
            identity(found);
            from = found.end();
        }
        literal(escaped(text.substring(from)));
    }

    private void identity(Matcher found) {
        String original = found.group();
        if (found.group("id") != null) {
            UUID id = UUID.fromString(original);
            pieces.add((t, line) -> line.append(t.twin().id(id)));
        } else if (found.group("no") != null) {
            pieces.add((t, line) -> line.append(t.twin().caseNo(original)));
        } else if (found.group("hash") != null) {
            pieces.add((t, line) -> line.append(t.twin().hash(original)));
        } else if (found.group("time") != null) {
            Instant at = Instant.parse(original);
            pieces.add((t, line) -> line.append(t.twin().at(at)));
        } else if (found.group("code") != null) {
            pieces.add((t, line) -> line.append(t.twin().caseCode()));
        } else {
            pieces.add((t, line) -> line.append(t.twin().sourceKey(original)));
        }
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace("\t", "\\t")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
    }

    void write(Target target, StringBuilder lines) {
        pieces.forEach(piece -> piece.write(target, lines));
    }
}
