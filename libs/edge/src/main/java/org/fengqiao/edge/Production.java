package org.fengqiao.edge;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.Config;

/**
 * What a service refuses to start with under {@code FENGQIAO_PROFILE=prod}: a clock that can be
 * moved, and the passwords everybody knows from this repository.
 */
@ApplicationScoped
class Production {

    private static final int FIRST = 1;

    private final Config config;

    Production(Config config) {
        this.config = config;
    }

    void start(@Observes @Priority(FIRST) StartupEvent started) {
        List<String> refused = refused(config);
        if (!refused.isEmpty()) {
            throw new IllegalStateException(
                    "not with FENGQIAO_PROFILE=prod: " + String.join("; ", refused));
        }
    }

    /** Empty if the service may start. */
    static List<String> refused(Config config) {
        List<String> refused = new ArrayList<>();
        if (!"prod".equals(text(config, "fengqiao.profile"))) {
            return refused;
        }
        if ("true".equals(text(config, "fengqiao.test-clock"))) {
            refused.add("FENGQIAO_TEST_CLOCK moves the legal clocks");
        }
        String service = text(config, "quarkus.application.name");
        if (text(config, "quarkus.datasource.password").equals(service)) {
            refused.add("FENGQIAO_DB_PASSWORD is the one of the repository");
        }
        if (text(config, "kafka.sasl.jaas.config").contains("password=\"" + service + "\"")) {
            refused.add("FENGQIAO_KAFKA_PASSWORD is the one of the repository");
        }
        if (text(config, "quarkus.oidc-client.credentials.secret").equals("svc-" + service)) {
            refused.add("FENGQIAO_OIDC_SECRET is the one of the repository");
        }
        return refused;
    }

    private static String text(Config config, String name) {
        return config.getOptionalValue(name, String.class).orElse("");
    }
}
