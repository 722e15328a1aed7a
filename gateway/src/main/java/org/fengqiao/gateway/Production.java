package org.fengqiao.gateway;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.Config;

/**
 * What the gateway refuses to start with under {@code FENGQIAO_PROFILE=prod}: the realm with known
 * passwords, and the secrets everybody knows from this repository.
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

    /** Empty if the gateway may start. */
    static List<String> refused(Config config) {
        List<String> refused = new ArrayList<>();
        if (!"prod".equals(text(config, "fengqiao.profile"))) {
            return refused;
        }
        if (!"false".equals(text(config, "fengqiao.local-realm"))) {
            refused.add("FENGQIAO_LOCAL_REALM: everybody knows its passwords");
        }
        if (text(config, "quarkus.oidc.token-state-manager.encryption-secret")
                .equals("local-cookie-secret-of-32-letters")) {
            refused.add("FENGQIAO_COOKIE_SECRET is the one of the repository");
        }
        if (text(config, "quarkus.oidc.credentials.secret").equals("fengqiao-console")) {
            refused.add("FENGQIAO_CONSOLE_SECRET is the one of the repository");
        }
        return refused;
    }

    private static String text(Config config, String name) {
        return config.getOptionalValue(name, String.class).orElse("");
    }
}
