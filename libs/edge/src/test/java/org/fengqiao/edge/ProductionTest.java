package org.fengqiao.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Test;

/** A movable clock and known passwords stay on developers' machines. */
class ProductionTest {

    private static final Map<String, String> OWN =
            Map.of(
                    "fengqiao.profile", "prod",
                    "fengqiao.test-clock", "false",
                    "quarkus.application.name", "dispatch",
                    "quarkus.datasource.password", "a",
                    "kafka.sasl.jaas.config", "x required username=\"dispatch\" password=\"b\";",
                    "quarkus.oidc-client.credentials.secret", "c");

    @Test
    void secrets_of_its_own_let_a_service_start() {
        // Given, When, Then
        assertThat(Production.refused(config(OWN))).isEmpty();
    }

    @Test
    void a_movable_clock_and_each_known_password_are_refused() {
        // Given
        Map<String, String> known = new HashMap<>(OWN);
        known.put("fengqiao.test-clock", "true");
        known.put("quarkus.datasource.password", "dispatch");
        known.put(
                "kafka.sasl.jaas.config",
                "x required username=\"dispatch\" password=\"dispatch\";");
        known.put("quarkus.oidc-client.credentials.secret", "svc-dispatch");

        // When, Then
        assertThat(Production.refused(config(known)))
                .extracting(reason -> reason.split(" ", 2)[0])
                .containsExactly(
                        "FENGQIAO_TEST_CLOCK",
                        "FENGQIAO_DB_PASSWORD",
                        "FENGQIAO_KAFKA_PASSWORD",
                        "FENGQIAO_OIDC_SECRET");
    }

    @Test
    void a_developers_machine_is_left_alone() {
        // Given, When, Then
        assertThat(
                        Production.refused(
                                config(
                                        Map.of(
                                                "fengqiao.profile", "local",
                                                "fengqiao.test-clock", "true"))))
                .isEmpty();
    }

    private static Config config(Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(values, "test", 100))
                .build();
    }
}
