package org.fengqiao.systemtests.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

/** Where the local platform is: its ports, databases and home, as the environment names them. */
final class Place {

    /** Every service has one database, named as itself, and listens to the events of others. */
    static final List<String> SERVICES =
            List.of("intake", "dispatch", "mediation", "risk", "reporting");

    private static final String ADMIN = "postgres";

    private Place() {}

    static String gateway() {
        return "http://localhost:" + port("GATEWAY", "8080");
    }

    static String keycloak() {
        return "http://localhost:" + port("KEYCLOAK", "8180");
    }

    static String kafka() {
        return "localhost:" + port("KAFKA", "29092");
    }

    static Path parts() {
        return run().resolve("parts.json");
    }

    static Path run() {
        return home().resolve("run");
    }

    static Path keyset() {
        return home().resolve("keys").resolve("keyset.properties");
    }

    static Path postgresLog() {
        return home().resolve("logs").resolve("postgres.log");
    }

    private static Path home() {
        return Path.of(System.getenv().getOrDefault("FENGQIAO_HOME", ".fengqiao"));
    }

    /** As the owner of the server, who may read every database's accounts. */
    static Connection database(String name) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://localhost:" + port("POSTGRES", "25432") + "/" + name,
                ADMIN,
                ADMIN);
    }

    private static String port(String part, String usual) {
        return System.getenv().getOrDefault("FENGQIAO_" + part + "_PORT", usual);
    }
}
