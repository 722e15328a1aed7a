package org.fengqiao.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.fengqiao.privacy.Keyset;
import org.jspecify.annotations.Nullable;

/**
 * Brings a fresh PostgreSQL, Kafka and key volume to what the platform needs, before its containers
 * start; run again it changes nothing but passwords. Everything comes from the environment, and a
 * missing secret is an error that names it.
 */
public final class Provision {

    private static final String KEYCLOAK = "keycloak";
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Map<String, String> environment;

    Provision(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    public static void main(String[] args)
            throws IOException, SQLException, ExecutionException, InterruptedException {
        LocalKafka.logToStandardError();
        new Provision(System.getenv()).run();
    }

    void run() throws IOException, SQLException, ExecutionException, InterruptedException {
        databases();
        broker();
        keys();
        System.out.println("provisioned: databases, topics, users, rights, keys");
    }

    /** A database and a user of the same name per service, and one for Keycloak. */
    private void databases() throws SQLException {
        String server =
                "jdbc:postgresql://"
                        + secret("FENGQIAO_DB_HOST")
                        + ":"
                        + secret("FENGQIAO_DB_PORT");
        List<String> names = new ArrayList<>(LocalTopology.SERVICES);
        names.add(KEYCLOAK);
        try (Connection admin =
                DriverManager.getConnection(
                        server + "/postgres", "postgres", secret("POSTGRES_PASSWORD"))) {
            for (String name : names) {
                database(admin, name, secret(variable(name, "DB_PASSWORD")));
            }
        }
        for (String name : names) {
            // Nobody may look into the database of another service.
            try (Connection own =
                            DriverManager.getConnection(
                                    server + "/" + name, "postgres", secret("POSTGRES_PASSWORD"));
                    Statement statement = own.createStatement()) {
                statement.execute("revoke all on database %s from public".formatted(name));
                statement.execute("grant all on schema public to %s".formatted(name));
                for (String extension : LocalPostgres.EXTENSIONS) {
                    statement.execute("create extension if not exists " + extension);
                }
            }
        }
    }

    private static void database(Connection admin, String name, String password)
            throws SQLException {
        String login = " login password " + literal(admin, password);
        try (Statement statement = admin.createStatement()) {
            boolean there = exists(admin, "select 1 from pg_roles where rolname = ?", name);
            statement.execute((there ? "alter role " : "create role ") + name + login);
            if (!exists(admin, "select 1 from pg_database where datname = ?", name)) {
                statement.execute("create database %s owner %s".formatted(name, name));
            }
        }
    }

    private static boolean exists(Connection admin, String query, String name) throws SQLException {
        try (PreparedStatement statement = admin.prepareStatement(query)) {
            statement.setString(1, name);
            try (ResultSet row = statement.executeQuery()) {
                return row.next();
            }
        }
    }

    /** Quoted by the server: role statements take no parameters. */
    private static String literal(Connection admin, String text) throws SQLException {
        try (PreparedStatement statement = admin.prepareStatement("select quote_literal(?)")) {
            statement.setString(1, text);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }

    private void broker() throws ExecutionException, InterruptedException {
        LocalTopology topology = LocalTopology.platform();
        Map<String, String> passwords = passwords(topology);
        Map<String, Object> settings =
                login(
                        secret("FENGQIAO_KAFKA_ADMIN"),
                        "PLAIN",
                        "plain.PlainLoginModule",
                        "admin",
                        secret("KAFKA_ADMIN_PASSWORD"));
        try (Admin admin = Admin.create(settings)) {
            KafkaProvisioning.apply(admin, topology, passwords);
        }
        for (String service : LocalTopology.SERVICES) {
            awaitLogin(service, passwords.get(service));
        }
    }

    /**
     * The controller answers before the broker knows: with hundreds of new partitions seconds
     * before. A service whose first login is refused would give up.
     */
    private void awaitLogin(String user, @Nullable String password)
            throws ExecutionException, InterruptedException {
        Map<String, Object> settings =
                login(
                        secret("FENGQIAO_KAFKA"),
                        "SCRAM-SHA-512",
                        "scram.ScramLoginModule",
                        user,
                        String.valueOf(password));
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try (Admin admin = Admin.create(settings)) {
                admin.listTopics().names().get();
                return;
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof SaslAuthenticationException)
                        || System.nanoTime() > end) {
                    throw e;
                }
                Thread.sleep(PAUSE);
            }
        }
    }

    private static Map<String, Object> login(
            String bootstrap, String mechanism, String module, String user, String password) {
        return Map.of(
                "bootstrap.servers",
                bootstrap,
                "security.protocol",
                "SASL_PLAINTEXT",
                "sasl.mechanism",
                mechanism,
                "sasl.jaas.config",
                "org.apache.kafka.common.security.%s required username=\"%s\" password=\"%s\";"
                        .formatted(module, user, password));
    }

    /**
     * Of the services, as given; of sources and departments only if they are to have a Kafka door:
     * derived from one secret, so that none need be kept.
     */
    private Map<String, String> passwords(LocalTopology topology) {
        Map<String, String> passwords = new LinkedHashMap<>();
        LocalTopology.SERVICES.forEach(
                service -> passwords.put(service, secret(variable(service, "KAFKA_PASSWORD"))));
        String partners = environment.getOrDefault("KAFKA_PARTNER_SECRET", "");
        if (!partners.isBlank()) {
            topology.users().stream()
                    .filter(user -> !LocalTopology.SERVICES.contains(user))
                    .forEach(user -> passwords.put(user, partnerPassword(partners, user)));
        }
        return passwords;
    }

    /** HMAC-SHA-256 of the user under the secret, in hex. */
    static String partnerPassword(String secret, String user) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(user.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256 is part of every JDK", e);
        }
    }

    /** One keyset for intake, dispatch and mediation, on their common volume. */
    private void keys() throws IOException {
        Path keyset = Path.of(secret("FENGQIAO_KEYSET"));
        if (Files.notExists(keyset)) {
            Keyset.generate(keyset);
        }
    }

    private static String variable(String name, String what) {
        return name.toUpperCase(Locale.ROOT) + "_" + what;
    }

    private String secret(String name) {
        String value = environment.getOrDefault(name, "");
        if (value.isBlank()) {
            throw new LaunchFailure(name + " is not set");
        }
        return value;
    }
}
