package org.fengqiao.mediation.handling;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fengqiao.contracts.DispatchEvent;
import org.fengqiao.contracts.EventTypes;
import org.fengqiao.contracts.RiskEvent;
import org.fengqiao.outbox.EventCodec;
import org.junit.jupiter.api.Test;

/**
 * Every published event of dispatch and risk, as its approved samples have it, finds its command.
 */
class HandOversTest {

    private static final Instant NOW = Instant.parse("2026-11-20T02:00:00Z");
    private static final Path APPROVED = Path.of("src/test/resources/approved/hand-overs.md");

    @Test
    void every_event_of_dispatch_and_risk_is_a_command_or_deliberately_none() throws IOException {
        // Given
        Stream<Class<?>> events =
                Stream.of(DispatchEvent.class, RiskEvent.class)
                        .flatMap(owner -> Stream.of(owner.getPermittedSubclasses()));

        // When
        String table =
                events.map(HandOversTest::line)
                        .collect(
                                Collectors.joining(
                                        "\n",
                                        "| Event | Command of mediation |\n|---|---|\n",
                                        "\n"));

        // Then
        Path received = Path.of("target/hand-overs.md");
        Files.createDirectories(received.getParent());
        Files.writeString(received, table);
        assertThat(table).isEqualTo(Files.readString(APPROVED));
        assertThat(Files.readString(Path.of("../docs/lifecycle.md"))).contains(table);
    }

    private static String line(Class<?> type) {
        String name = EventTypes.nameOf(type.asSubclass(Record.class));
        String full = command(name, "full");
        assertThat(command(name, "minimal")).isEqualTo(full);
        return "| %s %s | %s |".formatted(name.split("\\.")[2], type.getSimpleName(), full);
    }

    private static String command(String type, String variant) {
        return HandOvers.command(sample(type, variant), NOW)
                .map(c -> c.getClass().getSimpleName())
                .orElse("·");
    }

    private static Record sample(String type, String variant) {
        String resource = "/samples/" + type + "." + variant + ".json";
        try (InputStream in = DispatchEvent.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalArgumentException("no sample " + resource);
            }
            String json = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return EventCodec.decode(type, json).orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
