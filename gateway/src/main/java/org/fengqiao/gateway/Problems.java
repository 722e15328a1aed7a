package org.fengqiao.gateway;

import io.micrometer.core.instrument.Metrics;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;

/** RFC 9457 answers of the door itself. */
final class Problems {

    static final String MEDIA_TYPE = "application/problem+json";

    private Problems() {}

    static JsonObject body(int status, String code, String title, String detail) {
        return new JsonObject()
                .put("type", "urn:fengqiao:problem:" + code)
                .put("title", title)
                .put("status", status)
                .put("detail", detail);
    }

    /**
     * Ends the response with a problem.
     *
     * @param retryAfter seconds, 0 for none
     */
    static void answer(
            HttpServerResponse response,
            int status,
            String code,
            String title,
            String detail,
            int retryAfter) {
        Metrics.counter("fengqiao_refusals", "code", code, "status", Integer.toString(status))
                .increment();
        response.setStatusCode(status).putHeader("Content-Type", MEDIA_TYPE);
        if (retryAfter > 0) {
            response.putHeader("Retry-After", Integer.toString(retryAfter));
        }
        response.end(body(status, code, title, detail).toBuffer());
    }
}
