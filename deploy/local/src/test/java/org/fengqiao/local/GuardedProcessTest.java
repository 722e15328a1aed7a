package org.fengqiao.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuardedProcessTest {

    @TempDir Path directory;

    @Test
    void a_part_ends_with_the_process_that_started_it_even_if_that_is_killed() throws Exception {
        // Given a launcher that has started a part
        Path pidFile = directory.resolve("part.pid");
        String starts =
                "exec 3> >(exec bash '%s' '%s' TERM 5 sleep 600); exec sleep 600"
                        .formatted(guard(), pidFile);
        Process launcher = new ProcessBuilder("bash", "-c", starts).start();
        ProcessHandle part = awaitPart(pidFile, launcher);

        // When
        launcher.destroyForcibly();

        // Then
        part.onExit().get(10, TimeUnit.SECONDS);
        assertThat(part.isAlive()).isFalse();
    }

    @Test
    void a_part_that_does_not_listen_is_killed_after_its_grace() {
        // Given
        GuardedProcess part = start("trap '' TERM; while :; do sleep 0.1; done");

        // When
        part.stop();

        // Then
        assertThat(part.isAlive()).isFalse();
    }

    @Test
    void the_log_takes_what_the_part_prints_and_the_guard_ends_with_it() throws Exception {
        // When
        GuardedProcess part = start("echo out; echo err >&2; exit 3");

        // Then
        assertThat(part.guard().waitFor()).isEqualTo(3);
        assertThat(Files.readString(directory.resolve("part.log"))).contains("out", "err");
        assertThat(part.pid()).isEmpty();
    }

    private GuardedProcess start(String script) {
        return GuardedProcess.start(
                new GuardedProcess.Command(
                        "part",
                        List.of("bash", "-c", script),
                        Map.of(),
                        "TERM",
                        directory,
                        directory.resolve("part.log")));
    }

    private Path guard() throws Exception {
        start("true").guard().waitFor();
        return directory.resolve("guard.sh");
    }

    private static ProcessHandle awaitPart(Path pidFile, Process launcher) throws Exception {
        while (Files.notExists(pidFile)) {
            assertThat(launcher.waitFor(20, TimeUnit.MILLISECONDS)).isFalse();
        }
        return ProcessHandle.of(Long.parseLong(Files.readString(pidFile).strip())).orElseThrow();
    }
}
