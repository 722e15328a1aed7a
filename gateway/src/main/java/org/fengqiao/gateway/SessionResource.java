package org.fengqiao.gateway;

import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
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

/** Who is logged in. Login and logout themselves are Quarkus OIDC's code flow on these paths. */
@Path("/auth")
@Produces(MediaType.APPLICATION_JSON)
public class SessionResource {

    private final SecurityIdentity identity;
    private final boolean localRealm;

    @Inject
    SessionResource(
            SecurityIdentity identity,
            @ConfigProperty(name = "fengqiao.local-realm") boolean localRealm) {
        this.identity = identity;
        this.localRealm = localRealm;
    }

    /** Reached only with a session: the code flow comes first. */
    @GET
    @Path("/login")
    public Response login() {
        return Response.seeOther(URI.create("/")).build();
    }

    @GET
    @Path("/me")
    public Response me() {
        if (identity.isAnonymous()) {
            return Response.status(401).build();
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
}
