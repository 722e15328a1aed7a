package org.fengqiao.local;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;

/**
 * The real Keycloak with the local realm. The distribution is unpacked and built once and shared;
 * each platform has a home of its own that links to it and holds the database (an H2 file).
 *
 * <p>Importing a realm with two hundred machine clients takes Keycloak the better part of a minute
 * (it looks through everything imported so far for each client), so a database with the imported
 * realm is made once and copied into every new home.
 */
final class LocalKeycloak {

    private static final List<String> SHARED =
            List.of("bin", "conf", "lib", "providers", "themes", "version.txt");
    private static final Duration IMPORT = Duration.ofMinutes(4);

    private LocalKeycloak() {}

    /**
     * Where a Keycloak lives.
     *
     * @param archive the distribution as Maven resolves it, read on first use only
     * @param software directory of unpacked programs and prepared databases, shared by many
     *     platforms
     * @param data home of this Keycloak
     * @param realm the realm file, see {@link RealmFile}
     * @param console address of the gateway, where the console's login may lead back to
     */
    record Place(
            Path archive,
            Path software,
            Path data,
            Path realm,
            Path run,
            Path log,
            int port,
            String console) {}

    static GuardedProcess.Command command(Place place) {
        try {
            Path distribution = built(place);
            String realm =
                    Files.readString(place.realm()).replace(RealmFile.CONSOLE, place.console());
            Path database = place.data().resolve("data/h2");
            // Keycloak imports a realm once. A changed file means a new realm: accounts are demo
            // data, sessions are lost.
            if (Files.notExists(database) || !realm.equals(imported(place.data()))) {
                Path prepared = prepared(place, distribution, realm);
                Archives.delete(place.data());
                createHome(place.data(), distribution, realm);
                Archives.copy(prepared, database);
            }
            link(place.data(), distribution);
            return start("keycloak", place.data(), place.port(), place);
        } catch (IOException e) {
            throw new UncheckedIOException("Keycloak could not be prepared", e);
        }
    }

    private static GuardedProcess.Command start(String name, Path home, int port, Place place) {
        List<String> line =
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx256m",
                        "-Xss512k",
                        "-Dkc.home.dir=" + home,
                        "-Djboss.server.config.dir=" + home.resolve("conf"),
                        "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                        "-Dpicocli.disable.closures=true",
                        "-Djava.util.concurrent.ForkJoinPool.common.threadFactory="
                                + "io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory",
                        "--add-opens=java.base/java.util=ALL-UNNAMED",
                        "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
                        "--add-opens=java.base/java.security=ALL-UNNAMED",
                        "--add-opens=java.base/java.lang=ALL-UNNAMED",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        home.resolve("lib/quarkus-run.jar").toString(),
                        "io.quarkus.bootstrap.runner.QuarkusEntryPoint",
                        "start",
                        "--optimized",
                        "--import-realm",
                        "--http-enabled=true",
                        "--http-host=localhost",
                        "--http-port=" + port,
                        "--hostname=http://localhost:" + port,
                        "--cache=local",
                        "--log-level=warn");
        Map<String, String> environment =
                Map.of(
                        "KC_BOOTSTRAP_ADMIN_USERNAME",
                        "admin",
                        "KC_BOOTSTRAP_ADMIN_PASSWORD",
                        "admin");
        return new GuardedProcess.Command(
                name, line, environment, "TERM", place.run(), place.log());
    }

    private static Path built(Place place) throws IOException {
        String name =
                place.archive()
                        .getFileName()
                        .toString()
                        .replace("-quarkus-dist", "")
                        .replace(".tar.gz", "");
        Path distribution = place.software().resolve(name);
        Path marker = distribution.resolve(".fengqiao-built");
        if (Files.exists(marker)) {
            return distribution;
        }
        try (InputStream packed = new BufferedInputStream(Files.newInputStream(place.archive()))) {
            Archives.unpack(new GZIPInputStream(packed), distribution, 1);
        }
        build(distribution, place.log());
        Files.createFile(marker);
        return distribution;
    }

    private static void build(Path distribution, Path log) throws IOException {
        Files.createDirectories(log.toAbsolutePath().getParent());
        ProcessBuilder builder =
                new ProcessBuilder(
                                distribution.resolve("bin/kc.sh").toString(),
                                "build",
                                "--db=dev-file",
                                "--health-enabled=false",
                                "--metrics-enabled=false")
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        try {
            if (builder.start().waitFor() != 0) {
                throw new IOException("kc.sh build failed, see " + log);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted", e);
        }
    }

    /**
     * The database directory with exactly this realm and Keycloak's own; made by a Keycloak that
     * serves nobody.
     */
    private static Path prepared(Place place, Path distribution, String realm) throws IOException {
        String print = UUID.nameUUIDFromBytes(realm.getBytes(StandardCharsets.UTF_8)).toString();
        Path prepared = place.software().resolve(distribution.getFileName() + "-realm-" + print);
        if (Files.exists(prepared)) {
            return prepared;
        }
        Path home = Files.createTempDirectory(place.software(), "keycloak-import-");
        try {
            createHome(home, distribution, realm);
            link(home, distribution);
            int port = Probe.freePort();
            GuardedProcess keycloak =
                    GuardedProcess.start(start("keycloak-import", home, port, place));
            try {
                awaitImported(keycloak, port, place.log());
            } finally {
                keycloak.stop();
            }
            Files.move(home.resolve("data/h2"), prepared);
        } finally {
            Archives.delete(home);
        }
        return prepared;
    }

    private static void awaitImported(GuardedProcess keycloak, int port, Path log)
            throws IOException {
        long end = System.nanoTime() + IMPORT.toNanos();
        try {
            while (!Probe.answers("http://localhost:" + port + "/realms/fengqiao")) {
                if (keycloak.guard().waitFor(300, TimeUnit.MILLISECONDS)
                        || System.nanoTime() > end) {
                    throw new IOException("The realm could not be imported, see " + log);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted", e);
        }
    }

    private static void createHome(Path home, Path distribution, String realm) throws IOException {
        Files.createDirectories(importFile(home).getParent());
        Files.writeString(importFile(home), realm);
        link(home, distribution);
    }

    private static void link(Path home, Path distribution) throws IOException {
        for (String name : SHARED) {
            Path link = home.resolve(name);
            Path target = distribution.resolve(name).toAbsolutePath();
            if (!Files.isSymbolicLink(link) || !Files.readSymbolicLink(link).equals(target)) {
                Files.deleteIfExists(link);
                Files.createSymbolicLink(link, target);
            }
        }
    }

    private static String imported(Path home) throws IOException {
        return Files.exists(importFile(home)) ? Files.readString(importFile(home)) : "";
    }

    private static Path importFile(Path home) {
        return home.resolve("data/import/fengqiao-realm.json");
    }
}
