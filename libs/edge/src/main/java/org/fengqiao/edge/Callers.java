package org.fengqiao.edge;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/** Reads the {@link Caller} of the running request from its verified token. */
@RequestScoped
public class Callers {

    private static final String SERVICE_ACCOUNT = "service-account-";

    private final SecurityIdentity identity;
    private final JsonWebToken token;
    private final HttpHeaders headers;

    @Inject
    public Callers(SecurityIdentity identity, JsonWebToken token, HttpHeaders headers) {
        this.identity = identity;
        this.token = token;
        this.headers = headers;
    }

    /** W3C trace context of the request, to be carried on by whatever it leads to. */
    public @Nullable String traceparent() {
        return headers.getHeaderString("traceparent");
    }

    public Caller current() {
        String region = claim("region");
        return new Caller(
                user(),
                identity.getRoles(),
                region == null ? "" : trimZeros(region),
                claim("unit"),
                claim("system"));
    }

    private String user() {
        String name = identity.getPrincipal().getName();
        return name.startsWith(SERVICE_ACCOUNT) ? name.substring(SERVICE_ACCOUNT.length()) : name;
    }

    private @Nullable String claim(String name) {
        Object value = token.getClaim(name);
        return value == null ? null : value.toString();
    }

    /** A full code of a county, {@code 520527000000}, means everything below it. */
    private static String trimZeros(String region) {
        String prefix = region;
        while (prefix.endsWith("000") && prefix.length() > 6) {
            prefix = prefix.substring(0, prefix.length() - 3);
        }
        return prefix;
    }
}
