package org.fengqiao.outbox;

import io.opentelemetry.api.OpenTelemetry;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Switches {@link Spans} on if the SDK is. */
@ApplicationScoped
class SpansSwitch {

    private final OpenTelemetry telemetry;
    private final boolean off;

    @Inject
    SpansSwitch(
            OpenTelemetry telemetry,
            @ConfigProperty(name = "quarkus.otel.sdk.disabled", defaultValue = "true")
                    boolean off) {
        this.telemetry = telemetry;
        this.off = off;
    }

    void start(@Observes io.quarkus.runtime.StartupEvent started) {
        Spans.with(off ? null : telemetry.getTracer("org.fengqiao"));
    }

    @PreDestroy
    void stop() {
        Spans.with(null);
    }
}
