package org.fengqiao.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Approved samples and schemas of every published type; {@code asyncapi.yaml} lists exactly these
 * types.
 */
class PublishedLanguageTest {

    private static final Path RESOURCES = Path.of("src/main/resources");
    private static final Path RECEIVED = Path.of("target/received");

    static Stream<String> names() {
        return EventTypes.all().keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("names")
    void a_sample_reads_as_it_was_approved(String name) throws IOException {
        // Given
        Class<? extends Record> type = EventTypes.classOf(name).orElseThrow();
        for (boolean full : new boolean[] {true, false}) {
            Record specimen = Specimens.of(type, full);
            String file = "samples/" + name + (full ? ".full.json" : ".minimal.json");

            // When
            String written = Specimens.JSON.writeValueAsString(specimen) + "\n";
            receive(file, written);

            // Then: what is written today is what was approved, and what was approved still decodes
            String approved = approved(file);
            assertThat(written).isEqualTo(approved);
            assertThat(Specimens.JSON.readValue(approved, type)).isEqualTo(specimen);
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void a_schema_is_the_approved_one_and_takes_the_samples(String name) throws IOException {
        // Given
        Class<? extends Record> type = EventTypes.classOf(name).orElseThrow();
        String file = "schemas/" + name + ".json";

        // When
        String written = Specimens.JSON.writeValueAsString(Schemas.of(name, type)) + "\n";
        receive(file, written);

        // Then
        assertThat(written).isEqualTo(approved(file));
        Schema schema =
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(written, InputFormat.JSON);
        for (String kind : new String[] {".full.json", ".minimal.json"}) {
            assertThat(schema.validate(approved("samples/" + name + kind), InputFormat.JSON))
                    .isEmpty();
        }
        assertThat(schema.validate("{}", InputFormat.JSON)).isNotEmpty();
    }

    @Test
    void asyncapi_lists_exactly_the_published_types() throws IOException {
        // Given
        String document = Files.readString(RESOURCES.resolve("asyncapi.yaml"));

        // When
        Set<String> listed =
                Pattern.compile("name: (org\\.fengqiao\\.[a-z0-9.-]+\\.v\\d+)")
                        .matcher(document)
                        .results()
                        .map(m -> m.group(1))
                        .collect(Collectors.toCollection(TreeSet::new));

        // Then
        assertThat(listed).isEqualTo(new TreeSet<>(EventTypes.all().keySet()));
    }

    @Test
    void every_permitted_case_event_has_a_wire_name() {
        // Given
        Map<String, Class<? extends Record>> table = new TreeMap<>(EventTypes.all());

        // When
        Set<Class<?>> permitted =
                Stream.of(CaseEvent.class.getPermittedSubclasses())
                        .flatMap(owner -> Stream.of(owner.getPermittedSubclasses()))
                        .collect(Collectors.toSet());

        // Then
        assertThat(table.values())
                .containsAll(
                        permitted.stream()
                                .<Class<? extends Record>>map(c -> c.asSubclass(Record.class))
                                .toList());
        table.forEach((name, type) -> assertThat(EventTypes.nameOf(type)).isEqualTo(name));
    }

    private static void receive(String file, String content) throws IOException {
        Path received = RECEIVED.resolve(file);
        Files.createDirectories(received.getParent());
        Files.writeString(received, content);
    }

    private static String approved(String file) throws IOException {
        Path path = RESOURCES.resolve(file);
        return Files.exists(path) ? Files.readString(path) : "";
    }
}
