package org.fengqiao.gateway;

import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Gives every request a trace (W3C Trace Context), passes it on, tells it to the caller in {@code
 * traceresponse}, and writes one line when the answer is out: trace, client, method, path, status,
 * milliseconds. No query and no body, which may hold names and phones; no path of a citizen, which
 * holds the case code.
 */
@ApplicationScoped
class Traces {

    private static final Logger ACCESS = Logger.getLogger("org.fengqiao.access");
    private static final SecureRandom RANDOM = new SecureRandom();

    private static final String PARENT = "traceparent";
    private static final String STATE = "tracestate";
    private static final String RESPONSE = "traceresponse";

    /** Version 00; neither id may be all zeros. */
    private static final Pattern WELL_FORMED =
            Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

    private static final int TRACE_ID_FROM = 3;
    private static final int TRACE_ID_TO = 35;

    /** Before authentication, so that a refused caller is seen too. */
    private static final int FIRST = Integer.MIN_VALUE;

    private final RequestSpans spans;

    Traces(RequestSpans spans) {
        this.spans = spans;
    }

    void routes(@Observes Router router) {
        router.route().order(FIRST).handler(this::follow);
    }

    private void follow(RoutingContext context) {
        HttpServerRequest request = context.request();
        String trace = of(context);
        context.response().putHeader(RESPONSE, trace);
        long begun = System.nanoTime();
        context.addEndHandler(
                done ->
                        ACCESS.infof(
                                "%s %s %s %s %d %d ms",
                                trace.substring(TRACE_ID_FROM, TRACE_ID_TO),
                                client(context),
                                request.method(),
                                path(request.path()),
                                context.response().getStatusCode(),
                                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun)));
        context.next();
    }

    /** The caller's trace gone on with; a new one if it sent none or something else. */
    private String of(RoutingContext context) {
        HttpServerRequest request = context.request();
        String sent = request.getHeader(PARENT);
        String parent = sent != null && WELL_FORMED.matcher(sent).matches() ? sent : null;
        if (parent == null) {
            // The state of a trace that is not gone on with.
            request.headers().remove(STATE);
        }
        String trace = spans.begin(context, parent);
        if (trace == null) {
            trace = parent == null ? "00-" + random(16) + "-" + random(8) + "-01" : parent;
        }
        request.headers().set(PARENT, trace);
        return trace;
    }

    /** The account; a citizen has none, and the address would be personal data. */
    private static String client(RoutingContext context) {
        return context.user() instanceof QuarkusHttpUser user
                        && !user.getSecurityIdentity().isAnonymous()
                ? user.getSecurityIdentity().getPrincipal().getName()
                : "-";
    }

    private static String path(@Nullable String path) {
        if (path == null) {
            return "-";
        }
        return path.startsWith(Door.CITIZENS) ? Door.CITIZENS + "…" : path;
    }

    private static String random(int bytes) {
        byte[] id = new byte[bytes];
        RANDOM.nextBytes(id);
        return HexFormat.of().formatHex(id);
    }
}
