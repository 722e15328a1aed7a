package org.fengqiao.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A child process that cannot outlive this JVM, not even when the JVM is killed with -9 (see {@code
 * guard.sh}). Its standard output and error are appended to one log file.
 */
public final class GuardedProcess {

    private final Process guard;
    private final Path pidFile;

    private GuardedProcess(Process guard, Path pidFile) {
        this.guard = guard;
        this.pidFile = pidFile;
    }

    /**
     * How to run a part.
     *
     * @param name names its pid file
     * @param stopSignal what asks it to end; PostgreSQL wants INT, everything else TERM
     * @param run directory of the pid file and the guard
     * @param log file that takes its output
     */
    public record Command(
            String name,
            List<String> line,
            Map<String, String> environment,
            String stopSignal,
            Path run,
            Path log) {
        public Command {
            line = List.copyOf(line);
            environment = Map.copyOf(environment);
        }
    }

    /**
     * Starts the command under its guard; the grace before KILL is five seconds, so that everything
     * ends within ten.
     */
    public static GuardedProcess start(Command command) {
        try {
            Files.createDirectories(command.run());
            Files.createDirectories(command.log().toAbsolutePath().getParent());
            Path pidFile = command.run().resolve(command.name() + ".pid");
            Files.deleteIfExists(pidFile);
            List<String> line = new ArrayList<>();
            line.addAll(List.of("bash", guardScript(command.run()).toString()));
            line.addAll(List.of(pidFile.toString(), command.stopSignal(), "5"));
            line.addAll(command.line());
            ProcessBuilder builder =
                    new ProcessBuilder(line)
                            .redirectErrorStream(true)
                            .redirectOutput(
                                    ProcessBuilder.Redirect.appendTo(command.log().toFile()));
            builder.environment().putAll(command.environment());
            return new GuardedProcess(builder.start(), pidFile);
        } catch (IOException e) {
            throw new UncheckedIOException("Part " + command.name() + " could not be started", e);
        }
    }

    /**
     * A part that another class loader of this JVM has started: {@code guard} as its {@link
     * #guard()} gave it.
     */
    public static GuardedProcess attach(Process guard, Path run, String name) {
        return new GuardedProcess(guard, run.resolve(name + ".pid"));
    }

    private static Path guardScript(Path run) throws IOException {
        Path script = run.resolve("guard.sh");
        byte[] content;
        try (InputStream source = GuardedProcess.class.getResourceAsStream("guard.sh")) {
            if (source == null) {
                throw new IOException(
                        "guard.sh is missing beside " + GuardedProcess.class.getName());
            }
            content = source.readAllBytes();
        }
        if (Files.notExists(script) || !Arrays.equals(content, Files.readAllBytes(script))) {
            // Written aside and moved: several parts start at once, and bash reads a script while
            // it runs it.
            Path fresh = Files.createTempFile(run, "guard", ".new");
            Files.write(fresh, content);
            Files.move(
                    fresh,
                    script,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        }
        return script;
    }

    /**
     * The guard: when it has ended, so has the command, unless somebody killed the guard itself.
     */
    public Process guard() {
        return guard;
    }

    /** The command's own pid; empty before it has started and after its end. */
    public OptionalLong pid() {
        try {
            return Files.exists(pidFile)
                    ? OptionalLong.of(Long.parseLong(Files.readString(pidFile).strip()))
                    : OptionalLong.empty();
        } catch (IOException | NumberFormatException endedMeanwhile) {
            return OptionalLong.empty();
        }
    }

    public boolean isAlive() {
        return guard.isAlive();
    }

    public CompletableFuture<Process> onExit() {
        return guard.onExit();
    }

    /** Asks the part to end and waits; the guard kills it after its grace. */
    public void stop() {
        try {
            guard.getOutputStream().close();
        } catch (IOException alreadyClosed) {
            // The guard has ended; nothing is left to ask.
        }
        try {
            if (!guard.waitFor(Duration.ofSeconds(10))) {
                kill();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            kill();
        }
    }

    /** Ends the command as kill -9 does, and waits until the guard has noticed. */
    public void kill() {
        pid().ifPresent(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
        try {
            if (!guard.waitFor(5, TimeUnit.SECONDS)) {
                guard.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
