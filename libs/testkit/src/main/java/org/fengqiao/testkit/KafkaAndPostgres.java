package org.fengqiao.testkit;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.security.scram.ScramLoginModule;
import org.fengqiao.privacy.Keyset;
import org.fengqiao.testkit.TestInfra.Database;

/**
 * Gives a service under {@code @QuarkusTest} the real broker, with emptied topics, and a database
 * of its own:
 *
 * <pre>
 * &#64;QuarkusTestResource(value = KafkaAndPostgres.class, initArgs = &#64;ResourceArg(name = "service", value = "intake"))
 * </pre>
 *
 * <p>{@code service} is the Kafka user and the owner of the database; {@code kafka=false} leaves
 * the broker out. The service gets the settings the launcher would give it ({@code FENGQIAO_…})
 * and, because the database has another name here, the addresses of the data source as well.
 */
public final class KafkaAndPostgres implements QuarkusTestResourceLifecycleManager {

    private String service = "intake";
    private boolean kafka = true;

    @Override
    public void init(Map<String, String> initArgs) {
        service = initArgs.getOrDefault("service", service);
        kafka = Boolean.parseBoolean(initArgs.getOrDefault("kafka", "true"));
    }

    @Override
    public Map<String, String> start() {
        Map<String, String> settings = new HashMap<>();
        Database database = TestInfra.get().freshDatabase(service);
        settings.put("FENGQIAO_DB_HOST", database.host());
        settings.put("FENGQIAO_DB_PORT", Integer.toString(database.port()));
        settings.put("FENGQIAO_DB_NAME", database.name());
        settings.put("quarkus.datasource.username", database.user());
        settings.put("quarkus.datasource.password", database.password());
        settings.put("quarkus.datasource.reactive.url", database.reactiveUrl());
        settings.put("quarkus.datasource.jdbc.url", database.jdbcUrl());
        settings.put("FENGQIAO_TEST_CLOCK", "true");
        settings.put("FENGQIAO_KEYSET", keyset().toString());
        settings.put("quarkus.devservices.enabled", "false");
        if (kafka) {
            TestInfra.get().emptyTopics();
            String bootstrap = TestInfra.get().bootstrap();
            settings.put("FENGQIAO_KAFKA", bootstrap);
            settings.put("FENGQIAO_KAFKA_USER", service);
            settings.put("FENGQIAO_KAFKA_PASSWORD", service);
            settings.put("kafka.bootstrap.servers", bootstrap);
            settings.put("kafka.security.protocol", "SASL_PLAINTEXT");
            settings.put("kafka.sasl.mechanism", "SCRAM-SHA-512");
            settings.put(
                    "kafka.sasl.jaas.config",
                    "%s required username=\"%s\" password=\"%s\";"
                            .formatted(ScramLoginModule.class.getName(), service, service));
        }
        return settings;
    }

    /** One key file per JVM, so that a restarted application can read what it wrote before. */
    private static Path keyset() {
        Path directory =
                Path.of(
                        Files.isDirectory(Path.of("target"))
                                ? "target"
                                : System.getProperty("java.io.tmpdir"));
        Path file =
                directory
                        .resolve("testkit-keyset-" + ProcessHandle.current().pid() + ".properties")
                        .toAbsolutePath();
        if (Files.notExists(file)) {
            try {
                Keyset.generate(file);
            } catch (IOException e) {
                throw new UncheckedIOException("No key file could be generated", e);
            }
            file.toFile().deleteOnExit();
        }
        return file;
    }

    @Override
    public void stop() {
        // Broker and server serve the next test class; they end with the JVM.
    }
}
