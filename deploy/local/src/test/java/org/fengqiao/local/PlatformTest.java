package org.fengqiao.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Readiness of the whole, with parts that are shell scripts. */
class PlatformTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir Path directory;
    private Platform platform = new Platform(List.of(), Path.of("."), part -> {});

    @AfterEach
    void stop() {
        platform.stop();
    }

    private Part part(String name, List<String> after, String script, BooleanSupplier ready) {
        GuardedProcess.Command command =
                new GuardedProcess.Command(
                        name,
                        List.of("bash", "-c", script),
                        Map.of(),
                        "TERM",
                        directory,
                        directory.resolve(name + ".log"));
        return new Part(name, 1, 0, after, () -> command, ready);
    }

    private boolean start(Part... parts) throws InterruptedException {
        platform = new Platform(List.of(parts), directory, part -> {});
        platform.start();
        return platform.awaitAllReady(PATIENCE);
    }

    @Test
    void the_platform_is_ready_although_the_demo_cannot_start() throws InterruptedException {
        // When
        boolean ready =
                start(
                        part("gateway", List.of(), "sleep 600", () -> true),
                        part(Parts.DEMO, List.of("gateway"), "exit 1", () -> false));

        // Then
        assertThat(ready).isTrue();
    }

    @Test
    void it_is_not_ready_when_any_other_part_cannot_start() throws InterruptedException {
        assertThat(start(part("gateway", List.of(), "exit 1", () -> false))).isFalse();
    }

    @Test
    void the_demo_begins_after_what_it_drives() throws InterruptedException {
        // Given
        Path served = directory.resolve("served");

        // When
        start(
                part(
                        "gateway",
                        List.of(),
                        "sleep 0.5; touch '%s'; sleep 600".formatted(served),
                        () -> Files.exists(served)),
                part(
                        Parts.DEMO,
                        List.of("gateway"),
                        "test -e '%s' && sleep 600".formatted(served),
                        () -> true));

        // Then
        platform.awaitReady(List.of(Parts.DEMO));
        assertThat(platform.parts())
                .allSatisfy(
                        part -> {
                            assertThat(part.state()).isEqualTo(SupervisedPart.State.READY);
                            assertThat(part.restarts()).isZero();
                        });
    }

    @Test
    void the_demo_needs_no_port() {
        // Given
        Settings settings = new Settings(directory, directory, directory, Map.of());

        // When
        Parts parts = new Parts(settings, Parts.ALL, Map.of());

        // Then
        assertThat(parts.fixedPorts()).containsEntry("gateway", 8080).doesNotContainKey(Parts.DEMO);
    }
}
