package org.fengqiao.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.logging.LogManager;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * One KRaft broker and controller in this JVM, with SCRAM-SHA-512 users and rights that deny by
 * default. It keeps its data; starting it again on the same directory finds topics, users and
 * offsets as they were.
 *
 * <p>The controller's listener needs no login, therefore it is bound to the loopback address only.
 */
public final class LocalKafka implements AutoCloseable {

    static final List<String> SMALL_JVM =
            List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx256m", "-Xss512k");

    /** The user that owns the broker: it may do everything. */
    public static final String ADMIN = "admin";

    /**
     * Appears in the data directory when topics, users and rights stand, and is gone while the
     * broker is not ready.
     */
    static final String READY_FILE = "ready";

    private final KafkaRaftServer server;
    private final Path ready;

    private LocalKafka(KafkaRaftServer server, Path ready) {
        this.server = server;
        this.ready = ready;
    }

    /**
     * Starts the broker and brings it to the topology; returns when clients can log in.
     *
     * @param data directory of the log, created and formatted on first use
     * @param port for clients, announced as {@code localhost:port}
     * @param controllerPort for the broker itself, loopback only
     */
    public static LocalKafka start(
            Path data, int port, int controllerPort, LocalTopology topology) {
        Path ready = data.resolve(READY_FILE);
        try {
            Files.createDirectories(data);
            Files.deleteIfExists(ready);
            Path log = data.resolve("log");
            format(log);
            KafkaRaftServer server =
                    new KafkaRaftServer(
                            KafkaConfig.fromProps(settings(log, port, controllerPort)),
                            Time.SYSTEM);
            server.startup();
            provision("localhost:" + port, topology);
            Files.writeString(ready, Long.toString(ProcessHandle.current().pid()));
            return new LocalKafka(server, ready);
        } catch (IOException e) {
            throw new UncheckedIOException("The broker's directory cannot be prepared", e);
        }
    }

    /**
     * Adds the topics, users and rights that are missing; for any broker that knows {@link #ADMIN}.
     */
    public static void provision(String bootstrap, LocalTopology topology) {
        try (Admin admin = Admin.create(clientSettings(bootstrap, ADMIN))) {
            KafkaProvisioning.apply(admin, topology);
        } catch (ExecutionException e) {
            throw new IllegalStateException("Topics, users or rights could not be created", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while topics were created", e);
        }
    }

    /**
     * How to run the broker as a guarded process of its own, on this JVM's Java and class path;
     * forgets that an earlier one on the same data was ready.
     *
     * @param topology {@code platform} or {@code small}
     */
    public static GuardedProcess.Command command(
            Path data, Path run, Path log, int port, int controllerPort, String topology) {
        return command(data, run, log, port, controllerPort, topology, SMALL_JVM);
    }

    static GuardedProcess.Command command(
            Path data,
            Path run,
            Path log,
            int port,
            int controllerPort,
            String topology,
            List<String> jvm) {
        try {
            Files.deleteIfExists(data.resolve(READY_FILE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(jvm);
        line.addAll(
                List.of(
                        LocalKafka.class.getName(),
                        data.toString(),
                        Integer.toString(port),
                        Integer.toString(controllerPort),
                        topology));
        // Not as an argument: a test's class path is longer than anybody wants to see in a list of
        // processes.
        Map<String, String> environment =
                Map.of("CLASSPATH", System.getProperty("java.class.path"));
        return new GuardedProcess.Command("kafka", line, environment, "TERM", run, log);
    }

    /** Whether the broker on {@code data} has started and stands as its topology says. */
    public static boolean isReady(Path data) {
        return Files.exists(data.resolve(READY_FILE));
    }

    /** Settings for a client that logs in as {@code user}, whose password locally is its name. */
    public static Map<String, Object> clientSettings(String bootstrap, String user) {
        return KafkaProvisioning.client(bootstrap, user);
    }

    static String login(String user) {
        return "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
                .formatted(user, user);
    }

    private static void format(Path log) {
        Formatter formatter =
                new Formatter()
                        .setPrintStream(new PrintStream(PrintStream.nullOutputStream()))
                        .setNodeId(1)
                        .setClusterId(Uuid.randomUuid().toString())
                        .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                        .setControllerListenerName("CONTROLLER")
                        .setMetadataLogDirectory(log.toString())
                        .setIgnoreFormatted(true)
                        // The broker's own user must exist before the broker can log in to itself.
                        .setScramArguments(
                                List.of(
                                        "SCRAM-SHA-512=[name=%s,password=%s]"
                                                .formatted(ADMIN, ADMIN)))
                        .addDirectory(log.toString());
        if (Files.exists(log.resolve("meta.properties"))) {
            return;
        }
        try {
            formatter.run();
        } catch (Exception e) {
            throw new IllegalStateException("The broker's directory could not be formatted", e);
        }
    }

    private static Properties settings(Path log, int port, int controllerPort) {
        Properties settings = new Properties();
        settings.putAll(
                Map.ofEntries(
                        Map.entry("process.roles", "broker,controller"),
                        Map.entry("node.id", "1"),
                        Map.entry("controller.quorum.voters", "1@localhost:" + controllerPort),
                        Map.entry("controller.listener.names", "CONTROLLER"),
                        Map.entry(
                                "listeners",
                                "CLIENT://localhost:"
                                        + port
                                        + ",CONTROLLER://localhost:"
                                        + controllerPort),
                        Map.entry("advertised.listeners", "CLIENT://localhost:" + port),
                        Map.entry(
                                "listener.security.protocol.map",
                                "CLIENT:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT"),
                        Map.entry("inter.broker.listener.name", "CLIENT"),
                        Map.entry("sasl.mechanism.inter.broker.protocol", "SCRAM-SHA-512"),
                        Map.entry("sasl.enabled.mechanisms", "SCRAM-SHA-512"),
                        Map.entry(
                                "listener.name.client.scram-sha-512.sasl.jaas.config",
                                login(ADMIN)),
                        Map.entry(
                                "authorizer.class.name",
                                "org.apache.kafka.metadata.authorizer.StandardAuthorizer"),
                        Map.entry("super.users", "User:" + ADMIN + ";User:ANONYMOUS"),
                        Map.entry("allow.everyone.if.no.acl.found", "false"),
                        Map.entry("auto.create.topics.enable", "false"),
                        Map.entry("log.dirs", log.toString())));
        // One broker: nothing to replicate to, and a new group need not wait for members of other
        // machines.
        for (String topic :
                List.of(
                        "offsets.topic",
                        "transaction.state.log",
                        "share.coordinator.state.topic")) {
            settings.put(topic + ".replication.factor", "1");
        }
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
        settings.put("offsets.topic.num.partitions", "12");
        // After kill -9 the broker may register again only when its old session has ended; the
        // default is 9 s.
        settings.put("broker.session.timeout.ms", "4000");
        settings.put("broker.heartbeat.interval.ms", "500");
        settings.put("group.initial.rebalance.delay.ms", "0");
        settings.put("num.network.threads", "2");
        settings.put("num.io.threads", "4");
        settings.put("log.index.size.max.bytes", "1048576");
        return settings;
    }

    /** Stops the broker cleanly; its data stays. */
    @Override
    public void close() {
        try {
            Files.deleteIfExists(ready);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            server.shutdown();
            server.awaitShutdown();
        }
    }

    /**
     * A broker as a process of its own, ended by SIGTERM.
     *
     * @param args data directory, client port, controller port, {@code platform} or {@code small}
     */
    public static void main(String[] args) throws IOException {
        logToStandardError();
        LocalTopology topology =
                args[3].equals("small") ? LocalTopology.small() : LocalTopology.platform();
        LocalKafka kafka =
                start(
                        Path.of(args[0]),
                        Integer.parseInt(args[1]),
                        Integer.parseInt(args[2]),
                        topology);
        Runtime.getRuntime().addShutdownHook(new Thread(kafka::close, "broker-stop"));
        kafka.server.awaitShutdown();
    }

    /** Without this the broker's warnings go nowhere. */
    static void logToStandardError() throws IOException {
        try (InputStream settings = LocalKafka.class.getResourceAsStream("logging.properties")) {
            if (settings != null) {
                LogManager.getLogManager().readConfiguration(settings);
            }
        }
    }
}
