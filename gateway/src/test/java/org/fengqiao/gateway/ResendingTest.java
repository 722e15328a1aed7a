package org.fengqiao.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.httpproxy.HttpProxy;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A service that closes a connection after it has read the request. */
class ResendingTest {

    private static final String CLOSES = "";
    private static final String ANSWERS = "HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n";
    private static final String BREAKS_OFF = "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf";
    private static final int LONGEST = 64;

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/cases/ZZ1, false",
        "HEAD, /api/cases/ZZ1, false",
        "DELETE, /departments/520527-HOUSING/webhook, false",
        "PUT, /departments/520527-HOUSING/webhook, false",
        "POST, /sources/p110/records, false",
        "POST, /departments/520527-HOUSING/orders/ZZ1-01/sign, true"
    })
    void what_may_be_done_twice_is_sent_again_with_its_body(String method, String path, boolean key)
            throws Exception {
        // Given
        String body = Stream.of("PUT", "POST").anyMatch(method::equals) ? "{\"a\":1}" : "";
        try (RawService service = new RawService(CLOSES, ANSWERS)) {
            // When
            HttpResponse<String> answer = send(method, path, body, key, service);

            // Then
            assertThat(answer.statusCode()).isEqualTo(202);
            assertThat(service.bodies()).containsExactly(body, body);
        }
    }

    @Test
    void a_kept_connection_that_the_service_has_closed_is_not_the_callers_problem()
            throws Exception {
        // Given
        try (RawService service = new RawService(ANSWERS, CLOSES, ANSWERS)) {
            int port = door(service);
            assertThat(send(port, "POST", "/sources/p110/records", "1", false).statusCode())
                    .isEqualTo(202);

            // When
            HttpResponse<String> answer = send(port, "POST", "/sources/p110/records", "2", false);

            // Then
            assertThat(answer.statusCode()).isEqualTo(202);
            assertThat(service.bodies()).containsExactly("1", "2", "2");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/departments/520527-HOUSING/orders/ZZ1-01/sign",
        "/api/mediation/cases/ZZ1/start",
        "/sources/p110/records/x"
    })
    void a_command_without_a_key_is_sent_once(String path) throws Exception {
        // Given
        try (RawService service = new RawService(CLOSES, ANSWERS)) {
            // When
            HttpResponse<String> answer = send("POST", path, "{}", false, service);

            // Then
            assertThat(answer.statusCode()).isEqualTo(502);
            assertThat(service.bodies()).containsExactly("{}");
        }
    }

    @Test
    void a_body_that_is_too_long_to_be_kept_is_sent_once() throws Exception {
        // Given
        String body = "x".repeat(LONGEST + 1);
        try (RawService service = new RawService(CLOSES, ANSWERS)) {
            // When
            HttpResponse<String> answer =
                    send("POST", "/sources/p110/records", body, false, service);

            // Then
            assertThat(answer.statusCode()).isEqualTo(502);
            assertThat(service.bodies()).containsExactly(body);
        }
    }

    @Test
    void it_is_sent_again_once_and_to_the_other_replica() throws Exception {
        // Given
        try (RawService first = new RawService(CLOSES, CLOSES, CLOSES);
                RawService second = new RawService(CLOSES, ANSWERS)) {
            int port = door(first, second);

            // When
            HttpResponse<String> both = send(port, "GET", "/api/cases", "", false);
            HttpResponse<String> one = send(port, "GET", "/api/cases", "", false);

            // Then
            assertThat(both.statusCode()).isEqualTo(502);
            assertThat(one.statusCode()).isEqualTo(202);
            assertThat(first.bodies().size() + second.bodies().size()).isBetween(3, 4);
        }
    }

    @Test
    void an_answer_that_began_is_not_asked_for_again() throws Exception {
        // Given
        try (RawService service = new RawService(BREAKS_OFF, ANSWERS)) {
            int port = door(service);

            // When
            try {
                send(port, "GET", "/api/cases", "", false);
            } catch (IOException e) {
                // The caller sees that the answer ended early.
            }

            // Then
            assertThat(service.bodies()).hasSize(1);
        }
    }

    private HttpResponse<String> send(
            String method, String path, String body, boolean key, RawService service)
            throws IOException, InterruptedException {
        return send(door(service), method, path, body, key);
    }

    private static HttpResponse<String> send(
            int port, String method, String path, String body, boolean key)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                        .version(HttpClient.Version.HTTP_1_1)
                        .method(
                                method,
                                body.isEmpty()
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(body));
        if (key) {
            request.header("Idempotency-Key", "k1");
        }
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), BodyHandlers.ofString());
        }
    }

    /** The proxy as the door builds it, before one service. */
    private int door(RawService... replicas) {
        Upstreams upstreams =
                new Upstreams(
                        Map.of("intake", Stream.of(replicas).map(RawService::address).toList()));
        HttpProxy proxy = HttpProxy.reverseProxy(vertx.createHttpClient());
        proxy.origin(context -> upstreams.request("intake", context));
        proxy.addInterceptor(new Resending(LONGEST));
        HttpServer server =
                vertx.createHttpServer()
                        .requestHandler(proxy)
                        .listen(0)
                        .toCompletionStage()
                        .toCompletableFuture()
                        .join();
        return server.actualPort();
    }
}
