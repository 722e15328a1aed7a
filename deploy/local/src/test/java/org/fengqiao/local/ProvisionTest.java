package org.fengqiao.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the container `provision` does, to a real broker with exactly the settings of
 * docker-compose.yml and to a real PostgreSQL.
 */
class ProvisionTest {

    @TempDir static Path folder;

    private static final int CLIENT = Probe.freePort();
    private static final int INTERNAL = Probe.freePort();
    private static final int CONTROLLER = Probe.freePort();
    private static final int POSTGRES = Probe.freePort();
    private static final Map<String, String> ENVIRONMENT = new HashMap<>();

    private static KafkaRaftServer broker;
    private static LocalPostgres postgres;

    @BeforeAll
    static void start() throws Exception {
        // Given
        LocalKafka.logToStandardError();
        ComposeFile compose = new ComposeFile();
        compose.environment("provision")
                .keySet()
                .forEach(name -> ENVIRONMENT.put(name, "p-" + name.toLowerCase(Locale.ROOT)));
        ENVIRONMENT.put("FENGQIAO_DB_HOST", "localhost");
        ENVIRONMENT.put("FENGQIAO_DB_PORT", Integer.toString(POSTGRES));
        // The embedded server's own; the container's comes from the environment.
        ENVIRONMENT.put("POSTGRES_PASSWORD", LocalPostgres.ADMIN);
        ENVIRONMENT.put("FENGQIAO_KAFKA", "localhost:" + CLIENT);
        ENVIRONMENT.put("FENGQIAO_KAFKA_ADMIN", "localhost:" + INTERNAL);
        ENVIRONMENT.put("FENGQIAO_KEYSET", folder.resolve("keys/keyset.properties").toString());
        ENVIRONMENT.put("INTAKE_DB_PASSWORD", "it's \\ odd");
        broker = startBroker(compose.environment("kafka"));
        postgres =
                LocalPostgres.start(
                        new LocalPostgres.Place(
                                folder.resolve("software"),
                                folder.resolve("postgres"),
                                folder,
                                folder.resolve("postgres.log"),
                                POSTGRES),
                        List.of());
        new Provision(ENVIRONMENT).run();
    }

    @AfterAll
    static void stop() throws Exception {
        if (broker != null) {
            broker.shutdown();
            broker.awaitShutdown();
        }
        if (postgres != null) {
            postgres.close();
        }
    }

    /**
     * As the image of Apache Kafka turns its environment into properties; ports and disk are ours.
     */
    private static KafkaRaftServer startBroker(Map<String, String> environment) throws Exception {
        Properties settings = new Properties();
        environment.forEach(
                (name, value) -> {
                    if (name.startsWith("KAFKA_")) {
                        settings.put(
                                name.substring("KAFKA_".length())
                                        .toLowerCase(Locale.ROOT)
                                        .replace("___", "-")
                                        .replace("__", "\0")
                                        .replace('_', '.')
                                        .replace('\0', '_'),
                                value.replace(
                                                "${KAFKA_ADMIN_PASSWORD:?}",
                                                ENVIRONMENT.get("KAFKA_ADMIN_PASSWORD"))
                                        .replace("://:", "://localhost:")
                                        .replace("kafka:", "localhost:")
                                        .replace(":9092", ":" + CLIENT)
                                        .replace(":9094", ":" + INTERNAL)
                                        .replace(":9093", ":" + CONTROLLER)
                                        .replace(
                                                "/var/lib/kafka/data",
                                                folder.resolve("kafka").toString()));
                    }
                });
        Path log = Files.createDirectories(folder.resolve("kafka"));
        new Formatter()
                .setNodeId(1)
                .setClusterId(Uuid.randomUuid().toString())
                .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                .setControllerListenerName("CONTROLLER")
                .setMetadataLogDirectory(log.toString())
                .addDirectory(log.toString())
                .run();
        KafkaRaftServer server = new KafkaRaftServer(KafkaConfig.fromProps(settings), Time.SYSTEM);
        server.startup();
        return server;
    }

    @Test
    void each_service_reads_what_it_may_with_its_own_password_and_nothing_else() throws Exception {
        // Given, When
        try (Admin intake = clientOf("intake", ENVIRONMENT.get("INTAKE_KAFKA_PASSWORD"))) {
            // Then
            assertThat(intake.listTopics().names().get())
                    .contains("intake.received.v1", "dispatch.events.v1")
                    .doesNotContain("mediation.events.v1");
        }
        try (Admin stranger = clientOf("intake", "intake")) {
            assertThatThrownBy(() -> stranger.listTopics().names().get())
                    .isInstanceOf(ExecutionException.class);
        }
    }

    @Test
    void a_source_gets_the_password_derived_from_the_partners_secret() throws Exception {
        // Given
        String password =
                Provision.partnerPassword(ENVIRONMENT.get("KAFKA_PARTNER_SECRET"), "source-p110");

        // When
        try (Admin source = clientOf("source-p110", password)) {
            // Then
            assertThat(source.listTopics().names().get())
                    .containsExactlyInAnyOrder("source.p110.v1", "feedback.p110.v1");
        }
    }

    @Test
    void each_service_has_a_database_nobody_else_gets_into() throws Exception {
        // Given, When
        try (Connection intake =
                connect("intake", "intake", ENVIRONMENT.get("INTAKE_DB_PASSWORD"))) {
            // Then
            intake.createStatement().execute("create table t (a text)");
            assertThat(intake.createStatement().executeQuery("select similarity('a', 'a')").next())
                    .isTrue();
        }
        assertThatThrownBy(
                        () ->
                                connect("intake", "risk", ENVIRONMENT.get("RISK_DB_PASSWORD"))
                                        .close())
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("permission denied");
        connect("keycloak", "keycloak", ENVIRONMENT.get("KEYCLOAK_DB_PASSWORD")).close();
    }

    @Test
    void again_it_takes_new_passwords_and_keeps_the_keys() throws Exception {
        // Given
        Path keyset = Path.of(ENVIRONMENT.get("FENGQIAO_KEYSET"));
        String before = Files.readString(keyset);
        Map<String, String> changed = new HashMap<>(ENVIRONMENT);
        changed.put("REPORTING_DB_PASSWORD", "other");
        changed.put("REPORTING_KAFKA_PASSWORD", "other");

        // When
        new Provision(changed).run();

        // Then
        assertThat(Files.readString(keyset)).isEqualTo(before);
        connect("reporting", "reporting", "other").close();
        try (Admin reporting = clientOf("reporting", "other")) {
            assertThat(reporting.listTopics().names().get()).contains("risk.events.v1");
        }
    }

    @Test
    void a_missing_secret_is_named() {
        // Given
        Map<String, String> without = new HashMap<>(ENVIRONMENT);
        without.remove("RISK_DB_PASSWORD");

        // When, Then
        assertThatThrownBy(() -> new Provision(without).run())
                .hasMessage("RISK_DB_PASSWORD is not set");
    }

    private static Connection connect(String database, String user, String password)
            throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://localhost:" + POSTGRES + "/" + database, user, password);
    }

    private static Admin clientOf(String user, String password) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("bootstrap.servers", "localhost:" + CLIENT);
        settings.put("security.protocol", "SASL_PLAINTEXT");
        settings.put("sasl.mechanism", "SCRAM-SHA-512");
        settings.put(
                "sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
                        .formatted(user, password));
        settings.put("request.timeout.ms", 5000);
        settings.put("default.api.timeout.ms", (int) Duration.ofSeconds(20).toMillis());
        return Admin.create(settings);
    }
}
