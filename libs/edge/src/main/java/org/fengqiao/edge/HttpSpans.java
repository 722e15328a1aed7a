package org.fengqiao.edge;

import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ResourceInfo;
import java.lang.reflect.AnnotatedElement;
import org.fengqiao.outbox.Spans;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jspecify.annotations.Nullable;

/**
 * A span per request, named by the template of its path: the path itself, the query and the
 * caller's address may be personal data. Whatever the request leads to hangs below it.
 */
public class HttpSpans {

    private static final String SPAN = "org.fengqiao.span";
    private static final String TRACEPARENT = "traceparent";
    private static final int SERVER_ERROR = 500;

    @ServerRequestFilter
    public void begin(ContainerRequestContext request, ResourceInfo resource) {
        Spans.Started span =
                Spans.served(
                        request.getMethod() + " " + template(resource),
                        request.getHeaderString(TRACEPARENT));
        if (span != null) {
            span.note("http.request.method", request.getMethod());
            request.setProperty(SPAN, span);
            // Callers and Requests read it there.
            request.getHeaders().putSingle(TRACEPARENT, span.traceparent());
        }
    }

    @ServerResponseFilter
    public void end(ContainerRequestContext request, ContainerResponseContext response) {
        if (request.getProperty(SPAN) instanceof Spans.Started span) {
            request.removeProperty(SPAN);
            int status = response.getStatus();
            span.note("http.response.status_code", Integer.toString(status));
            span.end(status >= SERVER_ERROR ? new ServerError() : null);
        }
    }

    private static String template(ResourceInfo resource) {
        return part(resource.getResourceClass()) + part(resource.getResourceMethod());
    }

    private static String part(@Nullable AnnotatedElement annotated) {
        Path path = annotated == null ? null : annotated.getAnnotation(Path.class);
        if (path == null) {
            return "";
        }
        return path.value().startsWith("/") ? path.value() : "/" + path.value();
    }

    /** An answer of 500 and above, as the span names it. */
    private static final class ServerError extends RuntimeException {
        private static final long serialVersionUID = 1L;

        ServerError() {
            super(null, null, false, false);
        }
    }
}
