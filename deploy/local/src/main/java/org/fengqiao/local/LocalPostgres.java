package org.fengqiao.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tukaani.xz.XZInputStream;

/**
 * A real PostgreSQL as a guarded child process: durable (fsync on, unlike the defaults of embedded
 * test servers), UTF-8 with a character type that knows Chinese letters (pg_trgm needs that),
 * passwords checked. It keeps its data directory.
 *
 * <p>PostgreSQL refuses to run as root; for root it runs in a user namespace of its own, or as
 * {@code nobody}.
 */
public final class LocalPostgres implements AutoCloseable {

    /** Owner of the server; its password is its name. */
    public static final String ADMIN = "postgres";

    /** Extensions every database has from the start. */
    public static final List<String> EXTENSIONS =
            List.of("pg_trgm", "pgcrypto", "btree_gin", "unaccent");

    private static final List<String> DURABLE =
            List.of("fsync", "synchronous_commit", "full_page_writes");

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final GuardedProcess process;
    private final int port;

    private LocalPostgres(GuardedProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Where a server lives.
     *
     * @param software directory that keeps the unpacked binaries, shared by many servers
     * @param data the cluster's directory, initialised on first use
     * @param run takes the pid file
     * @param log takes the server's log
     * @param port on the loopback address
     */
    public record Place(Path software, Path data, Path run, Path log, int port) {}

    /** Starts a server with the given databases and waits until it takes connections. */
    public static LocalPostgres start(Place place, List<String> databases) {
        LocalPostgres server =
                new LocalPostgres(GuardedProcess.start(command(place)), place.port());
        try {
            await(place, databases, server.process);
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
        return server;
    }

    /** Unpacks and initialises what is missing, and tells how to run the server. */
    static GuardedProcess.Command command(Place place) {
        try {
            Path home = unpacked(place.software());
            if (Files.notExists(place.data().resolve("PG_VERSION"))) {
                initialise(home, place.data());
            }
            List<String> line = new ArrayList<>(asOrdinaryUser(place.data()));
            line.add(home.resolve("bin/postgres").toString());
            line.addAll(List.of("-D", place.data().toString()));
            settings(place.port())
                    .forEach((name, value) -> line.addAll(List.of("-c", name + "=" + value)));
            return new GuardedProcess.Command(
                    "postgres", line, Map.of(), "INT", place.run(), place.log());
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL could not be prepared", e);
        }
    }

    private static Map<String, String> settings(int port) {
        return Map.ofEntries(
                Map.entry("listen_addresses", "localhost"),
                Map.entry("port", Integer.toString(port)),
                Map.entry("unix_socket_directories", ""),
                Map.entry("fsync", "on"),
                Map.entry("synchronous_commit", "on"),
                Map.entry("full_page_writes", "on"),
                Map.entry("max_connections", "200"),
                Map.entry("shared_buffers", "256MB"),
                Map.entry("max_wal_size", "2GB"),
                Map.entry("random_page_cost", "1.1"),
                Map.entry("jit", "off"),
                Map.entry("timezone", "UTC"),
                Map.entry("log_timezone", "UTC"),
                // Statements may carry personal data: the log names errors, never their parameters.
                Map.entry("log_min_error_statement", "panic"),
                Map.entry("log_error_verbosity", "terse"));
    }

    private static Path unpacked(Path software) throws IOException {
        boolean arm = System.getProperty("os.arch", "").matches("aarch64|arm64");
        String archive = "postgres-linux-" + (arm ? "arm_64" : "x86_64") + ".txz";
        Path home = software.resolve(archive.replace(".txz", ""));
        if (Files.exists(home)) {
            return home;
        }
        try (InputStream packed = LocalPostgres.class.getResourceAsStream("/" + archive)) {
            if (packed == null) {
                throw new IOException(
                        "No PostgreSQL for this machine on the classpath: " + archive);
            }
            Archives.unpack(new XZInputStream(packed), home, 0);
        }
        return home;
    }

    private static void initialise(Path home, Path data) throws IOException {
        // A half-made cluster of an interrupted first start is of no use.
        Archives.delete(data);
        Files.createDirectories(data);
        List<String> user = asOrdinaryUser(data);
        Path password = Files.createTempFile("postgres", ".pw");
        try {
            Files.writeString(password, ADMIN);
            List<String> line = new ArrayList<>(user);
            line.add(home.resolve("bin/initdb").toString());
            line.addAll(
                    List.of("-D", data.toString(), "-U", ADMIN, "--pwfile", password.toString()));
            // Byte order for sorting and indexes (fast, stable), but Unicode letters; pinyin order
            // by COLLATE "zh-x-icu".
            line.addAll(List.of("--encoding=UTF8", "--locale=C.UTF-8", "--auth=scram-sha-256"));
            run(line);
        } finally {
            Files.deleteIfExists(password);
        }
    }

    /**
     * Empty for an ordinary user; for root a prefix that makes the command run as somebody else.
     */
    private static List<String> asOrdinaryUser(Path data) throws IOException {
        if (!"root".equals(System.getProperty("user.name"))) {
            return List.of();
        }
        List<String> namespace = List.of("unshare", "-U");
        if (works(namespace)) {
            return namespace;
        }
        List<String> nobody =
                List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");
        if (works(nobody)) {
            run(List.of("chown", "-R", "65534:65534", data.toString()));
            return nobody;
        }
        throw new IOException(
                "PostgreSQL does not run as root, and neither unshare -U nor setpriv works here; use an ordinary user");
    }

    private static boolean works(List<String> prefix) {
        List<String> line = new ArrayList<>(prefix);
        line.add("true");
        try {
            run(line);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static void run(List<String> line) throws IOException {
        Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException(line.getFirst() + " failed: " + output.strip());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted", e);
        }
    }

    private static void await(Place place, List<String> databases, GuardedProcess process) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!isReady(place.port(), databases)) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new IllegalStateException("PostgreSQL did not start, see " + place.log());
            }
            pause();
        }
    }

    /**
     * Whether the server takes connections. If so, it is checked to be durable, and missing
     * databases are added, whose owner and the owner's password have the database's name.
     */
    static boolean isReady(int port, List<String> databases) {
        try (Connection connection = connect(port, "postgres")) {
            requireDurable(connection);
            for (String database : databases) {
                createDatabase(port, connection, database);
            }
            return true;
        } catch (SQLException e) {
            // 57P03: still starting; 08xxx: not listening yet. Anything else will not heal by
            // waiting.
            String state = e.getSQLState() == null ? "" : e.getSQLState();
            if (state.equals("57P03") || state.startsWith("08")) {
                return false;
            }
            throw new IllegalStateException("PostgreSQL could not be prepared", e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while PostgreSQL was starting", e);
        }
    }

    private static void requireDurable(Connection connection) throws SQLException {
        for (String setting : DURABLE) {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("show " + setting)) {
                if (!row.next() || !"on".equals(row.getString(1))) {
                    throw new IllegalStateException(
                            "PostgreSQL runs with " + setting + " off: data could be lost");
                }
            }
        }
    }

    private static void createDatabase(int port, Connection connection, String name)
            throws SQLException {
        try (Statement statement = connection.createStatement()) {
            try (ResultSet row =
                    statement.executeQuery(
                            "select 1 from pg_database where datname = '%s'".formatted(name))) {
                if (row.next()) {
                    return;
                }
            }
            statement.execute("create role \"%s\" login password '%s'".formatted(name, name));
            statement.execute("create database \"%s\" owner \"%s\"".formatted(name, name));
            // Each service sees its own database only.
            statement.execute("revoke connect on database \"%s\" from public".formatted(name));
        }
        try (Connection inside = connect(port, name);
                Statement statement = inside.createStatement()) {
            for (String extension : EXTENSIONS) {
                statement.execute("create extension if not exists " + extension);
            }
        }
    }

    private static Connection connect(int port, String database) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://localhost:%d/%s".formatted(port, database), ADMIN, ADMIN);
    }

    public int port() {
        return port;
    }

    public GuardedProcess process() {
        return process;
    }

    /** Fast shutdown: sessions are cut, the data is written out. */
    @Override
    public void close() {
        process.stop();
    }
}
