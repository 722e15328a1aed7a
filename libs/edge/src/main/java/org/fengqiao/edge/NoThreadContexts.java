package org.fengqiao.edge;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;

/**
 * Requests, sessions and traces live on their Vert.x context. Mutiny's context propagation would
 * capture and restore thread contexts around every step of every Uni for nothing: a tenth of the
 * processor time under load (ADR 0014).
 */
@ApplicationScoped
class NoThreadContexts {

    void start(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent started) {
        Infrastructure.clearInterceptors();
    }
}
