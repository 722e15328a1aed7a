package org.fengqiao.gateway;

import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.oidc.OidcSession;
import io.quarkus.oidc.RefreshToken;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Who is logged in, and the end of it. The login itself is Quarkus OIDC's code flow. */
@Path("/auth")
@Produces(MediaType.APPLICATION_JSON)
public class SessionResource {

    private final SecurityIdentity identity;
    private final OidcSession session;
    private final RefreshToken refreshToken;
    private final IdentityProvider provider;
    private final boolean localRealm;

    @Inject
    SessionResource(
            SecurityIdentity identity,
            OidcSession session,
            RefreshToken refreshToken,
            IdentityProvider provider,
            @ConfigProperty(name = "fengqiao.local-realm") boolean localRealm) {
        this.identity = identity;
        this.session = session;
        this.refreshToken = refreshToken;
        this.provider = provider;
        this.localRealm = localRealm;
    }

    /**
     * Reached only with a session: the code flow comes first and ends here, with code and state
     * still in the address. The next address must need no session: see the cookie in
     * application.properties.
     */
    @GET
    @Path("/login")
    public Response login() {
        return Response.seeOther(URI.create("/")).build();
    }

    @GET
    @Path("/me")
    public Response me() {
        if (identity.isAnonymous()) {
            return Response.status(401).entity(new Nobody(localRealm)).build();
        }
        AccessTokenCredential token = identity.getCredential(AccessTokenCredential.class);
        JsonObject claims = token == null ? new JsonObject() : claims(token.getToken());
        return Response.ok(
                        new Me(
                                identity.getPrincipal().getName(),
                                identity.getRoles(),
                                claims.getString("region"),
                                claims.getString("unit"),
                                localRealm))
                .build();
    }

    /**
     * Ends the session here and at the identity provider, told from server to server: no token
     * passes through the browser's address bar. Without the console's header nothing happens.
     */
    @POST
    @Path("/logout")
    public Uni<Response> logout(@HeaderParam(Door.CONSOLE) @Nullable String console) {
        if (console == null) {
            return Uni.createFrom().item(Response.status(403).build());
        }
        Response gone = Response.ok(new Next("/")).build();
        if (identity.isAnonymous()) {
            return Uni.createFrom().item(gone);
        }
        return provider.end(refreshToken.getToken()).chain(session::logout).map(done -> gone);
    }

    /** The token was verified when the session was read; here it is only looked into. */
    private static JsonObject claims(String token) {
        String[] parts = token.split("\\.");
        return parts.length < 2
                ? new JsonObject()
                : new JsonObject(
                        new String(
                                Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8));
    }

    /** The person at the console. */
    public record Me(
            String user,
            Set<String> roles,
            @Nullable String region,
            @Nullable String unit,
            boolean localRealm) {}

    /** Nobody is logged in; the warning of the local realm is shown all the same. */
    public record Nobody(boolean localRealm) {}

    /** Where the console goes next. */
    public record Next(String location) {}
}
