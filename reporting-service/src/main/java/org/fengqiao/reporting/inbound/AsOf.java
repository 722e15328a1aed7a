package org.fengqiao.reporting.inbound;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;
import java.time.Clock;

/**
 * Tells with every answer what time it is on the platform clock, which can be moved: pages reckon
 * deadlines from it, not from the browser's clock.
 */
@Provider
class AsOf implements ContainerResponseFilter {

    static final String HEADER = "X-Fengqiao-As-Of";

    private final Clock clock;

    AsOf(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        response.getHeaders().putSingle(HEADER, clock.instant().toString());
    }
}
