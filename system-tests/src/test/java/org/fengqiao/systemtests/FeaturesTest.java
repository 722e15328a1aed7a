package org.fengqiao.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/features.csv} is true: every seed row is there, every tested row names a test that
 * exists.
 */
class FeaturesTest {

    private static final Path FEATURES = Path.of("../docs/features.csv");
    private static final Set<String> STATUS =
            Set.of("todo", "built", "tested", "refused", "context");

    @Test
    void every_tested_row_names_a_test_that_exists() throws IOException {
        // Given
        List<List<String>> rows = read(Files.readString(FEATURES));

        // When
        List<List<String>> features = rows.subList(1, rows.size());

        // Then: 57 + 26 + 76 + 26 rows of the four seeds
        assertThat(rows.getFirst())
                .containsExactly(
                        "id", "item", "seed_quote", "software_must", "service", "status", "test");
        assertThat(features).hasSize(185);
        assertThat(features).extracting(List::getFirst).doesNotHaveDuplicates();
        for (List<String> row : features) {
            assertThat(STATUS).as(row.getFirst()).contains(row.get(5));
            if (row.get(5).equals("tested")) {
                assertThat(Path.of("..").resolve(row.get(6))).as(row.getFirst()).isRegularFile();
            }
        }
    }

    /** CSV with quoted fields (RFC 4180). */
    private static List<List<String>> read(String csv) {
        List<List<String>> rows = new ArrayList<>();
        List<String> row = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < csv.length(); i++) {
            char c = csv.charAt(i);
            if (quoted) {
                boolean escaped = c == '"' && i + 1 < csv.length() && csv.charAt(i + 1) == '"';
                if (escaped) {
                    field.append('"');
                    i++;
                } else if (c == '"') {
                    quoted = false;
                } else {
                    field.append(c);
                }
            } else if (c == '"') {
                quoted = true;
            } else if (c == ',' || c == '\n') {
                row.add(field.toString());
                field.setLength(0);
                if (c == '\n') {
                    rows.add(row);
                    row = new ArrayList<>();
                }
            } else {
                field.append(c);
            }
        }
        return rows;
    }
}
