package org.fengqiao.gateway;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.MultiMap;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.ext.web.client.WebClient;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Ends sessions at Keycloak, so that the next login asks for the password again. */
@ApplicationScoped
class IdentityProvider {

    private static final Logger LOG = Logger.getLogger(IdentityProvider.class);
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final WebClient http;
    private final String endSession;
    private final String client;
    private final String secret;

    @Inject
    IdentityProvider(
            Vertx vertx,
            @ConfigProperty(name = "quarkus.oidc.auth-server-url") String server,
            @ConfigProperty(name = "quarkus.oidc.end-session-path") String path,
            @ConfigProperty(name = "quarkus.oidc.client-id") String client,
            @ConfigProperty(name = "quarkus.oidc.credentials.secret") String secret) {
        this.http = WebClient.create(vertx);
        this.endSession = server + "/" + path;
        this.client = client;
        this.secret = secret;
    }

    /** Never fails: the session here must end even while Keycloak is away. */
    Uni<Void> end(@Nullable String refreshToken) {
        if (refreshToken == null || refreshToken.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        MultiMap form =
                MultiMap.caseInsensitiveMultiMap()
                        .add("client_id", client)
                        .add("client_secret", secret)
                        .add("refresh_token", refreshToken);
        return http.postAbs(endSession)
                .sendForm(form)
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .onItem()
                .invoke(
                        answer -> {
                            if (answer.statusCode() >= 400) {
                                LOG.warnf("session not ended there: %d", answer.statusCode());
                            }
                        })
                .onFailure()
                .invoke(e -> LOG.warnf("session not ended: %s", e.getClass().getSimpleName()))
                .replaceWithVoid()
                .onFailure()
                .recoverWithNull();
    }
}
