package org.fengqiao.local;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * Where the local platform lives and on which ports, from the environment variables {@code
 * FENGQIAO_…}.
 */
record Settings(Path root, Path home, Path software, Map<String, String> environment) {

    /** Where the gateway tells its figures: not at its door, which is open to the world. */
    static final String METRICS = "metrics";

    private static final int METRICS_ABOVE = 1000;

    private static final Map<String, Integer> PORTS =
            Map.of(
                    "gateway", 8080,
                    "intake", 8081,
                    "dispatch", 8082,
                    "mediation", 8083,
                    "risk", 8084,
                    "reporting", 8085,
                    "keycloak", 8180,
                    "kafka", 29092,
                    "kafka-controller", 29093,
                    "postgres", 25432);

    /** {@code FENGQIAO_ROOT} is the repository; everything else has a default below it. */
    static Settings fromEnvironment() {
        Map<String, String> environment = System.getenv();
        Path root =
                Path.of(environment.getOrDefault("FENGQIAO_ROOT", "")).toAbsolutePath().normalize();
        Path home =
                root.resolve(environment.getOrDefault("FENGQIAO_HOME", ".fengqiao")).normalize();
        Path software =
                root.resolve(environment.getOrDefault("FENGQIAO_SOFTWARE", ".fengqiao/software"))
                        .normalize();
        return new Settings(root, home, software, environment);
    }

    /** The port of a part, such as {@code gateway}; {@link #portVariable} moves it. */
    int port(String part) {
        String moved = environment.get(portVariable(part));
        if (moved != null) {
            return Integer.parseInt(moved);
        }
        if (part.equals(METRICS)) {
            // Follows the gateway, so that whoever moves that one needs not think of this one.
            return port("gateway") + METRICS_ABOVE;
        }
        Integer usual = PORTS.get(part);
        if (usual == null) {
            throw new IllegalArgumentException("Not a part of the platform: " + part);
        }
        return usual;
    }

    static String portVariable(String part) {
        return "FENGQIAO_" + part.toUpperCase(Locale.ROOT).replace('-', '_') + "_PORT";
    }

    String url(String part) {
        return "http://localhost:" + port(part);
    }

    Path run() {
        return home.resolve("run");
    }

    Path log(String part) {
        return home.resolve("logs").resolve(part + ".log");
    }

    Path data(String part) {
        return home.resolve("data").resolve(part);
    }

    Path keyset() {
        return home.resolve("keys").resolve("keyset.properties");
    }
}
