package org.fengqiao.systemtests.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Flight recordings of the services under load, kept as text: where the CPU is and who allocates.
 * Driven from outside by the JDK's own tools; the services know nothing of it.
 */
final class Profile {

    private static final List<String> VIEWS = List.of("hot-methods", "allocation-by-site");
    private static final String RECORDING = "fengqiao-bench";
    private static final Path TOOLS = Path.of(System.getProperty("java.home"), "bin");

    private final Path directory;
    private final List<Parts.Running> services;

    Profile(Path directory, Parts parts) throws IOException {
        this.directory = Files.createDirectories(directory);
        this.services = parts.running().stream().filter(Parts.Running::isOurs).toList();
    }

    /** Starts a recording in every service. */
    void begin() throws IOException, InterruptedException {
        for (Parts.Running service : services) {
            run(
                    "jcmd",
                    Long.toString(service.pid()),
                    "JFR.start",
                    "name=" + RECORDING,
                    "settings=profile");
        }
    }

    /** Ends them and writes {@code <service>.txt} for each. */
    void end() throws IOException, InterruptedException {
        for (Parts.Running service : services) {
            Path recording = directory.resolve(service.name() + ".jfr").toAbsolutePath();
            run(
                    "jcmd",
                    Long.toString(service.pid()),
                    "JFR.stop",
                    "name=" + RECORDING,
                    "filename=" + recording);
            StringBuilder text = new StringBuilder();
            for (String view : VIEWS) {
                text.append(run("jfr", "view", "--width", "160", view, recording.toString()));
            }
            Files.writeString(directory.resolve(service.name() + ".txt"), text);
            Files.delete(recording);
        }
    }

    private static String run(String tool, String... arguments)
            throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(TOOLS.resolve(tool).toString()));
        line.addAll(List.of(arguments));
        Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
        String said =
                new String(
                        process.getInputStream().readAllBytes(),
                        java.nio.charset.StandardCharsets.UTF_8);
        if (!process.waitFor(Duration.ofSeconds(60).toSeconds(), TimeUnit.SECONDS)
                || process.exitValue() != 0) {
            throw new IOException(tool + " " + List.of(arguments) + ": " + said);
        }
        return said;
    }
}
