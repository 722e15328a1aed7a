package org.fengqiao.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Test;

/** Known secrets stay on developers' machines. */
class ProductionTest {

    private static final Map<String, String> OWN =
            Map.of(
                    "fengqiao.profile", "prod",
                    "fengqiao.local-realm", "false",
                    "quarkus.oidc.token-state-manager.encryption-secret", "x".repeat(32),
                    "quarkus.oidc.credentials.secret", "y");

    @Test
    void secrets_of_its_own_let_it_start() {
        // Given, When, Then
        assertThat(Production.refused(config(OWN))).isEmpty();
    }

    @Test
    void each_known_secret_and_the_local_realm_are_refused() {
        // Given
        Map<String, String> known = new HashMap<>(OWN);
        known.remove("fengqiao.local-realm");
        known.put(
                "quarkus.oidc.token-state-manager.encryption-secret",
                "local-cookie-secret-of-32-letters");
        known.put("quarkus.oidc.credentials.secret", "fengqiao-console");

        // When, Then
        assertThat(Production.refused(config(known)))
                .hasSize(3)
                .anyMatch(r -> r.startsWith("FENGQIAO_LOCAL_REALM"))
                .anyMatch(r -> r.startsWith("FENGQIAO_COOKIE_SECRET"))
                .anyMatch(r -> r.startsWith("FENGQIAO_CONSOLE_SECRET"));
    }

    @Test
    void a_developers_machine_is_left_alone() {
        // Given, When, Then
        assertThat(Production.refused(config(Map.of("fengqiao.profile", "local")))).isEmpty();
    }

    private static Config config(Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(values, "test", 100))
                .build();
    }
}
