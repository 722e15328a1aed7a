package org.fengqiao.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fengqiao.contracts.SourceSystem;
import org.fengqiao.contracts.Topics;
import org.junit.jupiter.api.Test;

/** The containers fit the platform: what can be said of them without a Docker engine. */
class ContainersTest {

    private static final Set<String> INFRASTRUCTURE =
            Set.of("postgres", "kafka", "keycloak", "provision");
    private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");
    private static final Pattern READS = Pattern.compile("\\$\\{(FENGQIAO_\\w+)(?::([^}]*))?");
    private static final Pattern SECRET = Pattern.compile(".*(PASSWORD|SECRET|JAAS).*");

    /** Read by the image, not by the application. */
    private static final Set<String> OF_THE_IMAGE = Set.of("JAVA_OPTS");

    private final ComposeFile compose = new ComposeFile();

    @Test
    void every_deployable_module_is_a_container_and_nothing_else_is() {
        // Given
        Set<String> modules = new TreeSet<>();
        Matcher module = MODULE.matcher(ComposeFile.read("pom.xml"));
        while (module.find()) {
            if (module.group(1).equals("gateway") || module.group(1).endsWith("-service")) {
                modules.add(module.group(1).replace("-service", ""));
            }
        }

        // When
        Set<String> ours = ours();

        // Then
        assertThat(ours).isEqualTo(modules);
        assertThat(compose.services()).containsAll(INFRASTRUCTURE);
        assertThat(ours)
                .allSatisfy(
                        service ->
                                assertThat(String.valueOf(compose.service(service).get("build")))
                                        .contains("SERVICE=" + service)
                                        .contains("dockerfile=deploy/docker/Dockerfile"));
    }

    @Test
    void each_listens_where_it_does_locally_and_is_asked_for_its_health_there() {
        for (String service : ours()) {
            // Given
            Map<String, String> defaults = reads(service);

            // When
            Map<String, String> environment = compose.environment(service);

            // Then
            assertThat(environment)
                    .as(service)
                    .containsEntry("FENGQIAO_PORT", defaults.get("FENGQIAO_PORT"));
            assertThat(String.valueOf(compose.service(service).get("healthcheck")))
                    .contains("healthy, /q/health/ready")
                    .contains("start_period");
            assertThat(ComposeFile.read(folder(service) + "/pom.xml"))
                    .contains("quarkus-smallrye-health");
        }
    }

    @Test
    void every_variable_given_is_one_the_service_reads_and_none_it_needs_is_missing() {
        for (String service : ours()) {
            // Given
            Map<String, String> reads = reads(service);

            // When
            Set<String> given = new TreeSet<>(compose.environment(service).keySet());
            given.removeAll(OF_THE_IMAGE);

            // Then
            assertThat(reads.keySet()).as("what %s reads", service).containsAll(given);
            assertThat(given)
                    .as(
                            "what %s would look for on its own machine, or know from the repository",
                            service)
                    .containsAll(
                            reads.entrySet().stream()
                                    .filter(e -> isOfOneMachine(e.getKey(), e.getValue()))
                                    .map(Map.Entry::getKey)
                                    .filter(name -> !name.equals("FENGQIAO_OTLP"))
                                    .toList());
        }
    }

    private static boolean isOfOneMachine(String name, String usual) {
        return SECRET.matcher(name).matches()
                || usual.contains("localhost")
                || usual.startsWith(".fengqiao")
                || usual.startsWith("${")
                || name.equals("FENGQIAO_DB_PORT");
    }

    @Test
    void the_gateway_and_the_services_find_each_other_by_name_and_port() {
        // Given
        Pattern url = Pattern.compile("http://([a-z]+):(\\d+)(/.*)?");

        for (String service : ours()) {
            for (Map.Entry<String, String> given : compose.environment(service).entrySet()) {
                if (given.getKey().endsWith("_URLS")) {
                    // When
                    Matcher address = url.matcher(given.getValue());

                    // Then
                    assertThat(address.matches()).as("%s %s", service, given).isTrue();
                    assertThat(compose.environment(address.group(1)))
                            .containsEntry("FENGQIAO_PORT", address.group(2));
                }
            }
        }
    }

    @Test
    void prometheus_asks_every_service_at_its_port_and_the_gateway_where_nobody_else_may() {
        // Given
        String config = ComposeFile.read("deploy/prometheus/prometheus.yml");

        // When, Then
        for (String service : ours()) {
            String port =
                    compose.environment(service)
                            .getOrDefault(
                                    "FENGQIAO_METRICS_PORT",
                                    compose.environment(service).get("FENGQIAO_PORT"));
            assertThat(config)
                    .contains("job_name: " + service)
                    .contains("names: [%s], type: A, port: %s".formatted(service, port));
        }
    }

    @Test
    void no_secret_stands_in_the_file_and_none_has_a_default() {
        for (String service : compose.services()) {
            compose.environment(service).entrySet().stream()
                    .filter(e -> SECRET.matcher(e.getKey()).matches())
                    .filter(e -> e.getValue().contains("assword") || !e.getKey().contains("JAAS"))
                    .forEach(
                            e ->
                                    assertThat(e.getValue())
                                            .as("%s %s", service, e.getKey())
                                            .containsPattern("\\$\\{\\w+:(\\?|-)}"));
        }
        compose.variables().entrySet().stream()
                .filter(e -> SECRET.matcher(e.getKey()).matches())
                .forEach(e -> assertThat(e.getValue()).as(e.getKey()).isSubsetOf(":?", ":-"));
    }

    @Test
    void the_example_of_the_environment_names_everything_that_is_wanted_and_fills_in_nothing() {
        // Given
        Map<String, String> example = new TreeMap<>();
        ComposeFile.read(".env.example")
                .lines()
                .filter(l -> !l.startsWith("#") && !l.isBlank())
                .map(l -> l.split("=", 2))
                .forEach(l -> example.put(l[0], l[1]));

        // When
        Set<String> wanted =
                compose.variables().entrySet().stream()
                        .filter(e -> e.getValue().contains(":?"))
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toCollection(TreeSet::new));

        // Then
        assertThat(example.keySet()).containsAll(wanted);
        assertThat(example.values()).containsOnly("");
    }

    @Test
    void only_the_gateway_and_keycloak_are_published_and_every_service_scales() {
        for (String service : compose.services()) {
            // Given
            List<String> ports = compose.list(service, "ports");

            // When, Then
            assertThat(compose.service(service)).as(service).doesNotContainKey("container_name");
            if (Set.of("gateway", "keycloak").contains(service)) {
                assertThat(ports)
                        .hasSize(1)
                        .allMatch(p -> p.matches("127[.]0[.]0[.]1:\\$\\{\\w+:-\\d+}:\\d+"));
            } else {
                assertThat(ports).as(service).isEmpty();
            }
        }
    }

    @Test
    void nothing_of_ours_runs_as_root_or_writes_into_its_image() {
        // Given
        String dockerfile = ComposeFile.read("deploy/docker/Dockerfile");

        // When, Then
        assertThat(dockerfile)
                .contains("FROM eclipse-temurin:25-jre AS run")
                .contains("USER 10001:10001")
                .contains("HEALTHCHECK")
                .contains("ARG SERVICE");
        for (String service : ours()) {
            assertThat(compose.service(service))
                    .as(service)
                    .containsEntry("read_only", true)
                    .containsEntry("cap_drop", List.of("ALL"))
                    .containsEntry("security_opt", List.of("no-new-privileges:true"));
        }
        assertThat(compose.list("keycloak", "security_opt")).contains("no-new-privileges:true");
    }

    @Test
    void production_is_declared_and_the_demo_is_in_no_image() {
        // Given, When, Then
        for (String service : ours()) {
            assertThat(compose.environment(service))
                    .containsEntry("FENGQIAO_PROFILE", "prod")
                    .doesNotContainKey("FENGQIAO_TEST_CLOCK");
            assertThat(ComposeFile.read(folder(service) + "/pom.xml"))
                    .as("%s contains no simulator", service)
                    .doesNotContain("simulators")
                    .doesNotContain("deploy-local");
        }
        assertThat(compose.environment("gateway")).containsEntry("FENGQIAO_LOCAL_REALM", "false");
        assertThat(ComposeFile.read("deploy/local/pom.xml")).doesNotContain("simulators");
        assertThat(compose.list("keycloak", "volumes"))
                .noneMatch(v -> v.contains("/fengqiao-realm.json:/"))
                .anyMatch(v -> v.startsWith("./deploy/keycloak/fengqiao-realm-production.json:"));
    }

    @Test
    void provision_makes_the_topics_of_the_contracts() {
        // Given
        List<String> wanted =
                new ArrayList<>(
                        List.of(
                                Topics.INTAKE_RECEIVED,
                                Topics.INTAKE_EVENTS,
                                Topics.DISPATCH_EVENTS,
                                Topics.MEDIATION_EVENTS,
                                Topics.RISK_EVENTS,
                                Topics.REFERENCE));
        for (SourceSystem system : SourceSystem.values()) {
            wanted.add(Topics.source(system));
            wanted.add(Topics.feedback(system));
        }
        LocalTopology.SERVICES.forEach(service -> wanted.add(Topics.deadLetter(service)));

        // When
        List<String> made =
                LocalTopology.platform().topics().stream().map(LocalTopology.Topic::name).toList();

        // Then
        assertThat(made).containsAll(wanted).doesNotHaveDuplicates();
    }

    @Test
    void docker_compose_itself_accepts_the_files() throws Exception {
        // Given
        assumeThat(hasCompose())
                .as("docker compose is not installed: the files are not checked by it")
                .isTrue();
        Map<String, String> filled = new HashMap<>();
        compose.variables().keySet().forEach(name -> filled.put(name, "0"));
        filled.keySet().removeIf(name -> name.endsWith("_PORT") || name.endsWith("_BUFFERS"));
        filled.put("GRAFANA_PASSWORD", "0");

        // When
        ProcessBuilder builder =
                new ProcessBuilder(
                                "docker",
                                "compose",
                                "-f",
                                "docker-compose.yml",
                                "-f",
                                "deploy/docker/watch.yml",
                                "config",
                                "-q")
                        .directory(ComposeFile.ROOT.toFile())
                        .redirectErrorStream(true);
        builder.environment().putAll(filled);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        // Then
        assertThat(process.waitFor()).as(said).isZero();
    }

    private static boolean hasCompose() throws Exception {
        boolean there = false;
        if (Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(d -> Files.isExecutable(Path.of(d, "docker")))) {
            there =
                    new ProcessBuilder("docker", "compose", "version")
                                    .redirectErrorStream(true)
                                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                                    .start()
                                    .waitFor()
                            == 0;
        }
        if (!there) {
            System.out.println("skipped: docker compose is not installed");
        }
        return there;
    }

    private Set<String> ours() {
        Set<String> ours = new TreeSet<>(compose.services());
        ours.removeAll(INFRASTRUCTURE);
        return ours;
    }

    /** Variables a service reads, with their defaults. */
    private static Map<String, String> reads(String service) {
        Map<String, String> reads = new TreeMap<>();
        String own =
                ComposeFile.read(folder(service) + "/src/main/resources/application.properties");
        String shared =
                service.equals("gateway")
                        ? ""
                        : ComposeFile.read(
                                "libs/edge/src/main/resources/META-INF/microprofile-config.properties");
        Matcher variable = READS.matcher(own + shared);
        while (variable.find()) {
            reads.put(variable.group(1), variable.group(2) == null ? "" : variable.group(2));
        }
        return reads;
    }

    private static String folder(String service) {
        return service.equals("gateway") ? service : service + "-service";
    }
}
