package org.fengqiao.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.fengqiao.local.GuardedProcess;
import org.fengqiao.local.LocalKafka;
import org.fengqiao.local.LocalPostgres;

/**
 * Broker and database server as guarded child processes of the test JVM, on free ports, with their
 * data under {@code target/testkit}.
 *
 * <p>Quarkus loads test classes in several class loaders. So that one broker serves them all, what
 * runs is remembered in one place; whoever comes later attaches to it.
 */
public final class EmbeddedInfra implements Infra {

    private static final String BROKER = "broker";
    private static final String BROKER_PORT = "broker.port";
    private static final String CONTROLLER_PORT = "controller.port";
    private static final String POSTGRES = "postgres";
    private static final String POSTGRES_PORT = "postgres.port";
    private static final String DIRECTORY = "directory";

    private final Map<String, Object> running;

    EmbeddedInfra() {
        running = sharedByAllClassLoaders();
    }

    /**
     * The map of the one copy of {@link Running} that the system class loader has. (Not the system
     * properties: an object in there breaks whoever copies them as texts, Narayana for one.)
     */
    @SuppressWarnings("unchecked")
    private static Map<String, Object> sharedByAllClassLoaders() {
        try {
            return (Map<String, Object>)
                    Class.forName(Running.class.getName(), true, ClassLoader.getSystemClassLoader())
                            .getField("PARTS")
                            .get(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("testkit is not on the class path of the test JVM", e);
        }
    }

    /** What runs in this JVM, as types of the JDK. */
    public static final class Running {

        public static final Map<String, Object> PARTS = new ConcurrentHashMap<>();

        private Running() {}
    }

    @Override
    public String bootstrap() {
        synchronized (running) {
            if (!running.containsKey(BROKER)) {
                running.put(BROKER_PORT, freePort());
                running.put(CONTROLLER_PORT, freePort());
                startBroker();
            }
            return "localhost:" + running.get(BROKER_PORT);
        }
    }

    @Override
    public void startBroker() {
        synchronized (running) {
            Path data = directory().resolve("kafka");
            GuardedProcess.Command command =
                    LocalKafka.command(
                            data,
                            directory(),
                            directory().resolve("kafka.log"),
                            port(BROKER_PORT),
                            port(CONTROLLER_PORT),
                            "small");
            GuardedProcess broker = GuardedProcess.start(command);
            running.put(BROKER, broker.guard());
            Awaitility.await("broker, see " + command.log())
                    .atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(50))
                    .failFast(() -> !broker.isAlive())
                    .until(() -> LocalKafka.isReady(data));
        }
    }

    @Override
    public void stopBroker() {
        attached(BROKER, "kafka").kill();
    }

    @Override
    public Server postgres() {
        synchronized (running) {
            if (!running.containsKey(POSTGRES)) {
                running.put(POSTGRES_PORT, freePort());
                startPostgres();
            }
            return new Server(
                    "localhost", port(POSTGRES_PORT), LocalPostgres.ADMIN, LocalPostgres.ADMIN);
        }
    }

    @Override
    public void startPostgres() {
        synchronized (running) {
            Path software =
                    Path.of(
                            System.getProperty("java.io.tmpdir"),
                            "fengqiao-" + System.getProperty("user.name"));
            LocalPostgres server =
                    LocalPostgres.start(
                            new LocalPostgres.Place(
                                    software,
                                    directory().resolve("postgres"),
                                    directory(),
                                    directory().resolve("postgres.log"),
                                    port(POSTGRES_PORT)),
                            List.of());
            running.put(POSTGRES, server.process().guard());
        }
    }

    @Override
    public void stopPostgres() {
        attached(POSTGRES, "postgres").kill();
    }

    private GuardedProcess attached(String key, String name) {
        Object guard = running.get(key);
        if (guard instanceof Process process) {
            return GuardedProcess.attach(process, directory(), name);
        }
        throw new IllegalStateException("Not started: " + name);
    }

    private int port(String key) {
        if (running.get(key) instanceof Integer port) {
            return port;
        }
        throw new IllegalStateException("Not started: " + key);
    }

    private Path directory() {
        return (Path) running.computeIfAbsent(DIRECTORY, key -> newDirectory());
    }

    /** One directory per JVM; what JVMs that have ended left behind is removed. */
    private static Path newDirectory() {
        Path target = Path.of("target").toAbsolutePath();
        Path base =
                Files.isDirectory(target)
                        ? target.resolve("testkit")
                        : Path.of(System.getProperty("java.io.tmpdir"), "fengqiao-testkit");
        try {
            Files.createDirectories(base);
            try (Stream<Path> left = Files.list(base)) {
                left.filter(directory -> !isInUse(directory)).forEach(EmbeddedInfra::delete);
            }
            Path own =
                    Files.createDirectories(
                            base.resolve(Long.toString(ProcessHandle.current().pid())));
            return own;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isInUse(Path directory) {
        String name = directory.getFileName().toString();
        return name.matches("\\d+") && ProcessHandle.of(Long.parseLong(name)).isPresent();
    }

    private static void delete(Path directory) {
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
