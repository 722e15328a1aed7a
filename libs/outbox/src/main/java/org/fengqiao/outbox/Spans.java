package org.fengqiao.outbox;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fengqiao.outbox.Story.Cause;
import org.jspecify.annotations.Nullable;

/**
 * What a trace shows of this service: a span per request, per event handled and per message that
 * leaves the house. Events carry the span that led to them ({@code traceparent}), so a trace goes
 * on through outbox and broker, however long it waits there.
 *
 * <p>A list of what is told, not a filter of what is not: the instrumentations of the platform
 * would write queries and addresses, which may be personal data, and are switched off. Where
 * tracing is off, nothing here does anything.
 */
public final class Spans {

    private static final String TRACEPARENT = "traceparent";
    private static final int TRACE_FROM = 3;
    private static final int SPAN_FROM = 36;
    private static final int FLAGS_FROM = 53;

    /** Null while tracing is off. */
    private static volatile @Nullable Tracer tracer;

    private Spans() {}

    static void with(@Nullable Tracer on) {
        tracer = on;
    }

    /** A request begins; null while tracing is off. */
    public static @Nullable Started served(String name, @Nullable String parent) {
        return begin(name, SpanKind.SERVER, parent);
    }

    /** An event or a record of a source is taken in hand; null while tracing is off. */
    public static @Nullable Started handled(String name, @Nullable String parent) {
        return begin(name, SpanKind.CONSUMER, parent);
    }

    private static @Nullable Started begin(String name, SpanKind kind, @Nullable String parent) {
        Tracer on = tracer;
        return on == null
                ? null
                : new Started(
                        on.spanBuilder(name)
                                .setSpanKind(kind)
                                .setParent(context(parent))
                                .startSpan());
    }

    /** Messages of streams, which people and systems outside read, have left. */
    static void published(List<OutboxRow> rows) {
        if (tracer == null) {
            return;
        }
        for (OutboxRow row : rows) {
            if (row.stream() != null) {
                String parent = EventCodec.headers(row.headers()).get(TRACEPARENT);
                Started span = begin("publish " + shortName(row.type()), SpanKind.PRODUCER, parent);
                if (span != null) {
                    span.note("fengqiao.stream", row.stream()).end(null);
                }
            }
        }
    }

    /** {@code case-registered} of {@code org.fengqiao.intake.case-registered.v1}. */
    static String shortName(String type) {
        String[] parts = type.split("\\.", -1);
        return parts.length < 2 ? "event" : parts[parts.length - 2];
    }

    private static Context context(@Nullable String traceparent) {
        String parent = new Cause(null, traceparent).traceparent();
        if (parent == null) {
            return Context.root();
        }
        SpanContext remote =
                SpanContext.createFromRemoteParent(
                        parent.substring(TRACE_FROM, SPAN_FROM - 1),
                        parent.substring(SPAN_FROM, FLAGS_FROM - 1),
                        TraceFlags.fromHex(parent, FLAGS_FROM),
                        TraceState.getDefault());
        return Context.root().with(Span.wrap(remote));
    }

    /** A span that runs. */
    public static final class Started {

        private final Span span;

        private Started(Span span) {
            this.span = span;
        }

        /** What is caused within it carries this on. */
        public String traceparent() {
            SpanContext c = span.getSpanContext();
            return "00-" + c.getTraceId() + "-" + c.getSpanId() + "-" + c.getTraceFlags().asHex();
        }

        /** Codes and ids only, no personal data. */
        public Started note(String key, String value) {
            span.setAttribute(key, value);
            return this;
        }

        /** Ends it; of a failure only the class is told, its message may quote data. */
        public void end(@Nullable Throwable failure) {
            if (failure != null) {
                span.setStatus(StatusCode.ERROR);
                span.setAttribute("error.type", failure.getClass().getName());
            }
            span.end();
        }
    }

    /** The spans of a batch: each event its own, ended together when the batch is done. */
    public static final class OfBatch {

        private final List<Started> started = new ArrayList<>();

        /** The event with its span as what is carried on; the same while tracing is off. */
        Arrival begin(Arrival a) {
            Started span = handled("handle " + shortName(a.type()), a.headers().get(TRACEPARENT));
            if (span == null) {
                return a;
            }
            started.add(span.note("fengqiao.case_id", a.caseId().toString()));
            Map<String, String> headers = new LinkedHashMap<>(a.headers());
            headers.put(TRACEPARENT, span.traceparent());
            return new Arrival(a.owner(), a.caseId(), a.sequence(), a.type(), headers, a.json());
        }

        /** A record without a case; its parent again while tracing is off. */
        public @Nullable String begin(String name, @Nullable String parent) {
            Started span = handled(name, parent);
            if (span == null) {
                return parent;
            }
            started.add(span);
            return span.traceparent();
        }

        /** Ends the spans with the work. */
        public <T> Uni<T> until(Uni<T> work) {
            return started.isEmpty()
                    ? work
                    : work.onTermination()
                            .invoke(
                                    (done, failure, cancelled) ->
                                            started.forEach(s -> s.end(failure)));
        }
    }
}
