package org.fengqiao.testkit;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.fengqiao.local.LocalKafka;
import org.fengqiao.local.LocalPostgres;

/**
 * The real broker and the real database server of this test JVM. Both start when first asked for
 * and end with the JVM.
 *
 * <p>The broker has the topics, users and rights of {@code LocalTopology.small()}: a service under
 * test sees the refusals it would see on the platform. {@code -Dfengqiao.infra=containers} takes
 * both from Testcontainers instead.
 */
public final class TestInfra {

    private static final TestInfra INSTANCE = new TestInfra();
    private static final String TEMPLATE = "fengqiao_template";
    private static final AtomicInteger SERIAL = new AtomicInteger();

    private final Infra infra =
            "containers".equals(System.getProperty("fengqiao.infra"))
                    ? new ContainerInfra()
                    : new EmbeddedInfra();

    private TestInfra() {}

    public static TestInfra get() {
        return INSTANCE;
    }

    /** An empty database with the usual extensions; user and password are {@code user}. */
    public record Database(String host, int port, String name, String user) {

        public String jdbcUrl() {
            return "jdbc:postgresql://%s:%d/%s".formatted(host, port, name);
        }

        public String reactiveUrl() {
            return "postgresql://%s:%d/%s".formatted(host, port, name);
        }

        public String password() {
            return user;
        }

        /** A plain connection as the database's owner. */
        public Connection connect() throws SQLException {
            return DriverManager.getConnection(jdbcUrl(), user, password());
        }
    }

    /** {@code host:port} of the broker. */
    public String bootstrap() {
        return infra.bootstrap();
    }

    /**
     * Settings of a client that logs in as {@code user}: a service ({@code intake}), {@code
     * source-p110}, {@code dept-520527-HOUSING} or {@code admin}.
     */
    public Map<String, Object> kafkaClient(String user) {
        return new HashMap<>(LocalKafka.clientSettings(bootstrap(), user));
    }

    /**
     * Creates a database of its own for a test class, owned by {@code user}, which is created too.
     */
    public Database freshDatabase(String user) {
        Infra.Server server = infra.postgres();
        // Unique over the class loaders of this JVM as well, which count separately.
        String name =
                "%s_%d_%s"
                        .formatted(
                                user,
                                SERIAL.incrementAndGet(),
                                Long.toString(System.nanoTime(), 36));
        try (Connection admin = admin("postgres");
                Statement statement = admin.createStatement()) {
            prepareTemplate(statement);
            statement.execute(
                    """
                    do $$ begin
                      create role "%1$s" login password '%1$s';
                    exception when duplicate_object then null;
                    end $$"""
                            .formatted(user));
            statement.execute(
                    "create database \"%s\" owner \"%s\" template %s"
                            .formatted(name, user, TEMPLATE));
        } catch (SQLException e) {
            throw new IllegalStateException("No database could be created for " + user, e);
        }
        return new Database(server.host(), server.port(), name, user);
    }

    private synchronized void prepareTemplate(Statement statement) throws SQLException {
        try (var row =
                statement.executeQuery(
                        "select 1 from pg_database where datname = '" + TEMPLATE + "'")) {
            if (row.next()) {
                return;
            }
        }
        statement.execute("create database " + TEMPLATE);
        try (Connection inside = admin(TEMPLATE);
                Statement extensions = inside.createStatement()) {
            for (String extension : LocalPostgres.EXTENSIONS) {
                extensions.execute("create extension if not exists " + extension);
            }
        }
    }

    /** Cuts all sessions of a database, as a crash of the server or of the network would. */
    public void killBackends(String database) {
        try (Connection admin = admin("postgres");
                var kill =
                        admin.prepareStatement(
                                "select pg_terminate_backend(pid) from pg_stat_activity where datname = ?")) {
            kill.setString(1, database);
            kill.execute();
        } catch (SQLException e) {
            throw new IllegalStateException("Sessions could not be cut", e);
        }
    }

    /** Kills the broker (kill -9); its data stays. */
    public void stopBroker() {
        infra.bootstrap();
        infra.stopBroker();
    }

    /** Starts the broker again on the same address; returns when clients can log in. */
    public void startBroker() {
        infra.startBroker();
    }

    /** Kills the database server (kill -9); its data stays. */
    public void stopPostgres() {
        infra.postgres();
        infra.stopPostgres();
    }

    /** Starts the database server again on the same address; returns when it takes connections. */
    public void startPostgres() {
        infra.startPostgres();
    }

    /**
     * Deletes all records of all topics, so that a test class does not read what another one wrote.
     */
    public void emptyTopics() {
        try (Admin admin = Admin.create(kafkaClient(LocalKafka.ADMIN))) {
            Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
            for (TopicDescription topic :
                    admin.describeTopics(admin.listTopics().names().get())
                            .allTopicNames()
                            .get()
                            .values()) {
                topic.partitions()
                        .forEach(
                                partition ->
                                        ends.put(
                                                new TopicPartition(
                                                        topic.name(), partition.partition()),
                                                OffsetSpec.latest()));
            }
            Map<TopicPartition, RecordsToDelete> written = new HashMap<>();
            admin.listOffsets(ends)
                    .all()
                    .get()
                    .forEach(
                            (partition, end) -> {
                                if (end.offset() > 0) {
                                    written.put(
                                            partition, RecordsToDelete.beforeOffset(end.offset()));
                                }
                            });
            admin.deleteRecords(written).all().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Topics could not be emptied", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    private Connection admin(String database) throws SQLException {
        Infra.Server server = infra.postgres();
        return DriverManager.getConnection(
                "jdbc:postgresql://%s:%d/%s".formatted(server.host(), server.port(), database),
                server.user(),
                server.password());
    }
}
