package org.fengqiao.intake.mapping;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A table of rules kept as data: RFC 4180 with a header row, read once at start. */
public final class CsvTable {

    private CsvTable() {}

    /**
     * The rows of a class path resource, each by column name. Throws {@link IllegalStateException}
     * when the resource is missing or a row has another number of fields than the header: a broken
     * rule table must stop the start.
     */
    public static List<Map<String, String>> read(String resource) {
        List<List<String>> lines = lines(text(resource));
        List<String> header = lines.getFirst();
        List<Map<String, String>> rows = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            List<String> line = lines.get(i);
            if (line.size() != header.size()) {
                throw new IllegalStateException(
                        resource + ", row " + (i + 1) + ": " + line.size() + " fields");
            }
            Map<String, String> row = new LinkedHashMap<>();
            for (int c = 0; c < header.size(); c++) {
                row.put(header.get(c), line.get(c));
            }
            rows.add(row);
        }
        return rows;
    }

    /** The first two columns of a table whose last column is prose for readers. */
    public static Map<String, String> pairs(String resource) {
        List<List<String>> lines = lines(text(resource));
        Map<String, String> pairs = new LinkedHashMap<>();
        lines.stream().skip(1).forEach(line -> pairs.put(line.get(0), line.get(1)));
        return pairs;
    }

    private static String text(String resource) {
        try (InputStream in = CsvTable.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("no resource " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<List<String>> lines(String text) {
        List<List<String>> lines = new ArrayList<>();
        List<String> line = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted) {
                if (c != '"') {
                    field.append(c);
                } else if (i + 1 < text.length() && text.charAt(i + 1) == '"') {
                    field.append('"');
                    i++;
                } else {
                    quoted = false;
                }
            } else if (c == '"') {
                quoted = true;
            } else if (c == ',' || c == '\n') {
                line.add(field.toString());
                field.setLength(0);
                if (c == '\n') {
                    lines.add(line);
                    line = new ArrayList<>();
                }
            } else if (c != '\r') {
                field.append(c);
            }
        }
        return lines;
    }
}
