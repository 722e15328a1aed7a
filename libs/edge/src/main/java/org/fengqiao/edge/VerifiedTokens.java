package org.fengqiao.edge;

import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.oidc.runtime.OidcIdentityProvider;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.TokenAuthenticationRequest;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/**
 * Verifies the signature of an access token once and remembers the outcome for a short while: a
 * machine sends the same token with every request, and the signature was a tenth of the processor
 * time of a command. A token is never taken after its own expiry; a key withdrawn by Keycloak is
 * obeyed within {@link #KEEP_MILLIS}.
 */
@ApplicationScoped
public class VerifiedTokens implements IdentityProvider<TokenAuthenticationRequest> {

    static final long KEEP_MILLIS = TimeUnit.SECONDS.toMillis(30);

    /** More are not kept: then all are forgotten and verified anew. */
    private static final int MOST = 10_000;

    private final IdentityProvider<TokenAuthenticationRequest> verifier;
    private final LongSupplier millis;
    private final Map<String, Verified> known = new ConcurrentHashMap<>();

    private record Verified(SecurityIdentity identity, long until) {}

    @Inject
    VerifiedTokens(OidcIdentityProvider verifier) {
        // Tokens live in real time, whatever the platform's clock shows.
        this(verifier, System::currentTimeMillis);
    }

    VerifiedTokens(IdentityProvider<TokenAuthenticationRequest> verifier, LongSupplier millis) {
        this.verifier = verifier;
        this.millis = millis;
    }

    @Override
    public Class<TokenAuthenticationRequest> getRequestType() {
        return TokenAuthenticationRequest.class;
    }

    /** Before the one of Quarkus. */
    @Override
    public int priority() {
        return verifier.priority() + 1;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(
            TokenAuthenticationRequest request, AuthenticationRequestContext context) {
        if (!(request.getToken() instanceof AccessTokenCredential token)) {
            return verifier.authenticate(request, context);
        }
        Verified verified = known.get(token.getToken());
        if (verified != null && millis.getAsLong() < verified.until()) {
            return Uni.createFrom().item(verified.identity());
        }
        return verifier.authenticate(request, context)
                .invoke(identity -> remember(token.getToken(), identity));
    }

    private void remember(String token, @Nullable SecurityIdentity identity) {
        if (identity == null || !(identity.getPrincipal() instanceof JsonWebToken claims)) {
            return;
        }
        if (known.size() >= MOST) {
            known.clear();
        }
        long expiry = TimeUnit.SECONDS.toMillis(claims.getExpirationTime());
        known.put(
                token,
                new Verified(
                        withoutRequest(identity),
                        Math.min(expiry, millis.getAsLong() + KEEP_MILLIS)));
    }

    /** The request it came with must not be kept alive, nor taken for a later one. */
    private static SecurityIdentity withoutRequest(SecurityIdentity identity) {
        QuarkusSecurityIdentity.Builder copy =
                QuarkusSecurityIdentity.builder()
                        .setPrincipal(identity.getPrincipal())
                        .addRoles(identity.getRoles())
                        .addCredentials(identity.getCredentials());
        identity.getAttributes()
                .forEach(
                        (name, value) -> {
                            if (!(value instanceof RoutingContext)) {
                                copy.addAttribute(name, value);
                            }
                        });
        return copy.build();
    }
}
