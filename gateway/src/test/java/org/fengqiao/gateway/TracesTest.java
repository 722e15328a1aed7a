package org.fengqiao.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.api.OpenTelemetry;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Trace context and access log of the door. */
class TracesTest {

    private static final String GOOD = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    private final Vertx vertx = Vertx.vertx();
    private final Lines lines = new Lines();
    private final Logger access = Logger.getLogger("org.fengqiao.access");
    private int port;

    @BeforeEach
    void open() {
        access.addHandler(lines);
        Router router = Router.router(vertx);
        new Traces(new RequestSpans(OpenTelemetry.noop(), true)).routes(router);
        router.route()
                .handler(
                        c ->
                                c.response()
                                        .setStatusCode(201)
                                        .end(
                                                c.request().getHeader("traceparent")
                                                        + " "
                                                        + c.request().getHeader("tracestate")));
        port =
                vertx.createHttpServer()
                        .requestHandler(router)
                        .listen(0)
                        .toCompletionStage()
                        .toCompletableFuture()
                        .join()
                        .actualPort();
    }

    @AfterEach
    void close() {
        access.removeHandler(lines);
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void the_callers_trace_is_passed_on_and_told() throws Exception {
        // When
        HttpResponse<String> answer = get("/api/cases", GOOD);

        // Then
        assertThat(answer.body()).isEqualTo(GOOD + " a=b");
        assertThat(answer.headers().firstValue("traceresponse")).contains(GOOD);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
                "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
            })
    void a_trace_is_begun_where_the_caller_sent_none_that_is_well_formed(String sent)
            throws Exception {
        // When
        HttpResponse<String> answer = get("/api/cases", sent);

        // Then
        String told = answer.headers().firstValue("traceresponse").orElseThrow();
        assertThat(told).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01").isNotEqualTo(sent);
        assertThat(answer.body()).isEqualTo(told + " null");
    }

    @Test
    void one_line_per_request_tells_who_asked_for_what_and_nothing_personal() throws Exception {
        // When
        get("/api/cases?text=wang", GOOD);
        get("/public/cases/7K3MP9XQ2T4A?phoneLast4=0001", GOOD);

        // Then
        await().untilAsserted(() -> assertThat(lines.seen).hasSize(2));
        assertThat(lines.seen.getFirst())
                .matches("4bf92f3577b34da6a3ce929d0e0e4736 - GET /api/cases 201 \\d+ ms");
        assertThat(lines.seen.getLast())
                .contains(" GET /public/… 201 ")
                .doesNotContain("7K3MP9XQ2T4A")
                .doesNotContain("0001");
    }

    private HttpResponse<String> get(String path, String traceparent) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                        .version(HttpClient.Version.HTTP_1_1)
                        .header("tracestate", "a=b");
        if (!traceparent.isEmpty()) {
            request.header("traceparent", traceparent);
        }
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), BodyHandlers.ofString());
        }
    }

    /** Keeps what is logged. */
    private static final class Lines extends Handler {

        private final List<String> seen = new CopyOnWriteArrayList<>();

        @Override
        public void publish(LogRecord record) {
            Object[] parameters = record.getParameters();
            seen.add(
                    parameters == null
                            ? record.getMessage()
                            : record.getMessage().formatted(parameters));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
