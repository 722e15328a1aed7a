package org.fengqiao.gateway;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * A span per request that goes to a service, where tracing is on: method, owner and status, but no
 * path, query or address, which may be personal data.
 */
@ApplicationScoped
class RequestSpans {

    private static final int TRACE_FROM = 3;
    private static final int SPAN_FROM = 36;
    private static final int FLAGS_FROM = 53;
    private static final int SERVER_ERROR = 500;

    private final Tracer tracer;
    private final boolean off;

    RequestSpans(
            OpenTelemetry telemetry,
            @ConfigProperty(name = "quarkus.otel.sdk.disabled", defaultValue = "true")
                    boolean off) {
        this.tracer = telemetry.getTracer("org.fengqiao");
        this.off = off;
    }

    /**
     * Begins the span of a request.
     *
     * @param parent W3C trace context, well formed; null: a new trace
     * @return what the service goes on with; null where there is no span
     */
    @Nullable String begin(RoutingContext context, @Nullable String parent) {
        if (off) {
            return null;
        }
        Route route = Route.of(String.valueOf(context.request().path())).orElse(null);
        if (route == null) {
            // Pages and health: nothing that a case goes through.
            return null;
        }
        Span span =
                tracer.spanBuilder(context.request().method() + " " + route)
                        .setSpanKind(SpanKind.SERVER)
                        .setParent(context(parent))
                        .setAttribute("http.request.method", context.request().method().name())
                        .setAttribute("fengqiao.owner", route.service())
                        .startSpan();
        context.addEndHandler(done -> end(span, context.response().getStatusCode()));
        return text(span.getSpanContext());
    }

    private static void end(Span span, int status) {
        span.setAttribute("http.response.status_code", (long) status);
        if (status >= SERVER_ERROR) {
            span.setStatus(StatusCode.ERROR);
        }
        span.end();
    }

    private static Context context(@Nullable String parent) {
        return parent == null
                ? Context.root()
                : Context.root()
                        .with(
                                Span.wrap(
                                        SpanContext.createFromRemoteParent(
                                                parent.substring(TRACE_FROM, SPAN_FROM - 1),
                                                parent.substring(SPAN_FROM, FLAGS_FROM - 1),
                                                TraceFlags.fromHex(parent, FLAGS_FROM),
                                                TraceState.getDefault())));
    }

    private static String text(SpanContext c) {
        return "00-" + c.getTraceId() + "-" + c.getSpanId() + "-" + c.getTraceFlags().asHex();
    }
}
