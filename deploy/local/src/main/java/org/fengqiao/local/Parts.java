package org.fengqiao.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What the local platform consists of, and how each part is run. */
final class Parts {

    private static final List<String> SMALL_JVM =
            List.of(
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-Xmx192m",
                    "-Xss512k",
                    "-XX:ReservedCodeCacheSize=64m");

    /** Simulated traffic: talks to the others from outside, and listens nowhere. */
    static final String DEMO = "demo";

    /** Everything, in the order in which it is shown. */
    static final List<String> ALL =
            List.of(
                    "kafka",
                    "postgres",
                    "keycloak",
                    "intake",
                    "dispatch",
                    "mediation",
                    "risk",
                    "reporting",
                    "gateway",
                    DEMO);

    private final Settings settings;
    private final Map<String, List<Integer>> ports = new LinkedHashMap<>();

    /**
     * @param names which parts
     * @param replicas how many of a service; further replicas listen on free ports
     */
    Parts(Settings settings, List<String> names, Map<String, Integer> replicas) {
        this.settings = settings;
        for (String name : names) {
            int port = name.equals(DEMO) ? 0 : settings.port(name);
            List<Integer> ofPart = new ArrayList<>(List.of(port));
            IntStream.range(1, replicas.getOrDefault(name, 1))
                    .forEach(i -> ofPart.add(Probe.freePort()));
            ports.put(name, ofPart);
        }
    }

    /** The fixed ports that must be free, by the part whose setting moves them. */
    Map<String, Integer> fixedPorts() {
        Map<String, Integer> fixed = new LinkedHashMap<>();
        ports.forEach((name, ofPart) -> fixed.put(name, ofPart.getFirst()));
        fixed.remove(DEMO);
        if (ports.containsKey("gateway")) {
            fixed.put(Settings.METRICS, settings.port(Settings.METRICS));
        }
        if (ports.containsKey("kafka")) {
            fixed.put("kafka-controller", settings.port("kafka-controller"));
        }
        return fixed;
    }

    List<Part> all() {
        List<Part> parts = new ArrayList<>();
        ports.forEach(
                (name, ofPart) ->
                        IntStream.range(0, ofPart.size())
                                .forEach(i -> parts.add(part(name, i + 1, ofPart.get(i)))));
        return parts;
    }

    private Part part(String name, int replica, int port) {
        return switch (name) {
            case "kafka" -> kafka(port);
            case "postgres" -> postgres(port);
            case "keycloak" -> keycloak(port);
            case DEMO -> demo();
            default -> service(name, replica, port);
        };
    }

    private Part kafka(int port) {
        Path data = settings.data("kafka");
        return new Part(
                "kafka",
                1,
                port,
                List.of(),
                () ->
                        LocalKafka.command(
                                data,
                                settings.run(),
                                settings.log("kafka"),
                                port,
                                settings.port("kafka-controller"),
                                "platform",
                                jvmOptions(LocalKafka.SMALL_JVM)),
                () -> LocalKafka.isReady(data));
    }

    private Part postgres(int port) {
        LocalPostgres.Place place =
                new LocalPostgres.Place(
                        settings.software().resolve("postgres"),
                        settings.data("postgres"),
                        settings.run(),
                        settings.log("postgres"),
                        port);
        return new Part(
                "postgres",
                1,
                port,
                List.of(),
                () -> LocalPostgres.command(place),
                () -> LocalPostgres.isReady(port, LocalTopology.SERVICES));
    }

    private Part keycloak(int port) {
        LocalKeycloak.Place place =
                new LocalKeycloak.Place(
                        keycloakArchive(),
                        settings.software(),
                        settings.data("keycloak"),
                        settings.root().resolve("deploy/keycloak/fengqiao-realm.json"),
                        settings.run(),
                        settings.log("keycloak"),
                        port,
                        settings.url("gateway"));
        return new Part(
                "keycloak",
                1,
                port,
                List.of(),
                () -> LocalKeycloak.command(place),
                () -> Probe.answers("http://localhost:" + port + "/realms/fengqiao"));
    }

    private Path keycloakArchive() {
        Path directory = settings.root().resolve("deploy/local/target/keycloak");
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".tar.gz"))
                    .findFirst()
                    .orElseThrow(
                            () ->
                                    new LaunchFailure(
                                            "Keycloak is missing in "
                                                    + directory
                                                    + ": build deploy/local"));
        } catch (IOException e) {
            throw new LaunchFailure("Keycloak is missing in " + directory + ": build deploy/local");
        }
    }

    private Part service(String name, int replica, int port) {
        String module = name.equals("gateway") ? name : name + "-service";
        Path jar = settings.root().resolve(module).resolve("target/quarkus-app/quarkus-run.jar");
        if (Files.notExists(jar)) {
            throw new LaunchFailure(
                    "%s is not built: %s is missing"
                            .formatted(name, settings.root().relativize(jar)));
        }
        String id = replica == 1 ? name : name + "-" + replica;
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(jvmOptions(SMALL_JVM));
        line.addAll(List.of("-jar", jar.toString()));
        GuardedProcess.Command command =
                new GuardedProcess.Command(
                        id,
                        line,
                        environment(name, id, port),
                        "TERM",
                        settings.run(),
                        settings.log(id));
        // The gateway owns no data: it may start while the broker is still coming up.
        List<String> after = name.equals("gateway") ? List.of() : List.of("kafka", "postgres");
        return new Part(
                name,
                replica,
                port,
                after,
                () -> command,
                () -> Probe.answers("http://localhost:" + port + "/q/health/ready"));
    }

    /** Begins when everything else serves; what is away later, it waits for. */
    private Part demo() {
        GuardedProcess.Command command = LocalDemo.command(settings);
        List<String> after = ports.keySet().stream().filter(name -> !name.equals(DEMO)).toList();
        return new Part(DEMO, 1, 0, after, () -> command, () -> true);
    }

    /**
     * Of the services and the broker. Small heaps and a quick compiler: nine processes start on two
     * cores. {@code FENGQIAO_JAVA_OPTS} replaces them, for measurements with the JVM of production.
     */
    private List<String> jvmOptions(List<String> small) {
        String told = settings.environment().getOrDefault("FENGQIAO_JAVA_OPTS", "").strip();
        return told.isEmpty() ? small : List.of(told.split("\\s+"));
    }

    private Map<String, String> environment(String name, String id, int port) {
        Map<String, String> environment = new HashMap<>();
        environment.put("FENGQIAO_PROFILE", "local");
        environment.put("FENGQIAO_REPLICA", id);
        environment.put("FENGQIAO_PORT", Integer.toString(port));
        environment.put("FENGQIAO_DB_HOST", "localhost");
        environment.put("FENGQIAO_DB_PORT", Integer.toString(settings.port("postgres")));
        environment.put("FENGQIAO_KAFKA", "localhost:" + settings.port("kafka"));
        environment.put("FENGQIAO_KAFKA_USER", name);
        environment.put("FENGQIAO_KAFKA_PASSWORD", name);
        environment.put("FENGQIAO_OIDC", settings.url("keycloak") + "/realms/fengqiao");
        environment.put("FENGQIAO_KEYSET", settings.keyset().toString());
        environment.put("FENGQIAO_TEST_CLOCK", "true");
        environment.put("FENGQIAO_GATEWAY_URL", settings.url("gateway"));
        environment.put("FENGQIAO_METRICS_PORT", Integer.toString(settings.port(Settings.METRICS)));
        // Whoever names a collector wants traces; its address is inherited.
        boolean traced = !settings.environment().getOrDefault("FENGQIAO_OTLP", "").isBlank();
        environment.put("FENGQIAO_OTEL_DISABLED", Boolean.toString(!traced));
        for (String service : LocalTopology.SERVICES) {
            environment.put(
                    "FENGQIAO_" + service.toUpperCase(Locale.ROOT) + "_URLS", urls(service));
        }
        return environment;
    }

    private String urls(String service) {
        List<Integer> ofService = ports.getOrDefault(service, List.of(settings.port(service)));
        return ofService.stream()
                .map(port -> "http://localhost:" + port)
                .collect(Collectors.joining(","));
    }
}
