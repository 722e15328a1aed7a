package org.fengqiao.simulators;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Calls the platform through its one door, as machines and people with real tokens. Thread-safe.
 */
public final class Outside {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration BEFORE_EXPIRY = Duration.ofSeconds(30);
    private static final int UNAUTHORIZED = 401;
    private static final Pattern NEXT = Pattern.compile("<([^>]*)>; *rel=\"next\"");

    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(PATIENCE)
                    .build();
    private final String gateway;
    private final URI tokens;
    private final Map<String, CompletableFuture<Token>> held = new ConcurrentHashMap<>();

    /**
     * @param gateway base address, e.g. {@code http://localhost:8080}
     * @param keycloak base address, e.g. {@code http://localhost:8180}
     */
    public Outside(String gateway, String keycloak) {
        this.gateway = gateway;
        this.tokens = URI.create(keycloak + "/realms/fengqiao/protocol/openid-connect/token");
    }

    /**
     * An answer.
     *
     * @param body missing where it is no JSON
     * @param next path of the list's next page, empty on the last
     */
    public record Answer(int status, JsonNode body, String next) {

        public boolean isOk() {
            return status >= 200 && status < 300;
        }
    }

    private record Token(String value, long expiresAtNanos) {}

    /** Calls as a machine client of the local realm, whose secret is its id. */
    public CompletableFuture<Answer> asClient(
            String client, String method, String path, @Nullable String body) {
        return asClient(client, method, path, body, Map.of());
    }

    /** The same with headers, such as {@code Idempotency-Key}. */
    public CompletableFuture<Answer> asClient(
            String client,
            String method,
            String path,
            @Nullable String body,
            Map<String, String> headers) {
        return call(client, clientGrant(client), method, path, body, headers);
    }

    /** Calls as a person of the local realm, whose password is the account name. */
    public CompletableFuture<Answer> asPerson(
            String user, String method, String path, @Nullable String body) {
        return asPerson(user, method, path, body, Map.of());
    }

    /** The same with headers. */
    public CompletableFuture<Answer> asPerson(
            String user,
            String method,
            String path,
            @Nullable String body,
            Map<String, String> headers) {
        return call(user, personGrant(user), method, path, body, headers);
    }

    /** Pushes a native record as its system. */
    public CompletableFuture<Answer> push(World.Push record, Map<String, String> headers) {
        String client = "source-" + record.source().system();
        return call(
                client,
                clientGrant(client),
                "POST",
                "/sources/" + record.source().system() + "/records",
                record.payload().toString(),
                headers);
    }

    private CompletableFuture<Answer> call(
            String who,
            String grant,
            String method,
            String path,
            @Nullable String body,
            Map<String, String> headers) {
        return token(who, grant)
                .thenCompose(
                        token -> {
                            HttpRequest.Builder request =
                                    HttpRequest.newBuilder(URI.create(gateway + path))
                                            .timeout(PATIENCE)
                                            .header("Authorization", "Bearer " + token);
                            headers.forEach(request::header);
                            request.method(
                                    method,
                                    body == null
                                            ? HttpRequest.BodyPublishers.noBody()
                                            : HttpRequest.BodyPublishers.ofString(body));
                            if (body != null) {
                                request.header("Content-Type", "application/json");
                            }
                            return http.sendAsync(
                                    request.build(), HttpResponse.BodyHandlers.ofString());
                        })
                .thenApply(
                        answer -> {
                            if (answer.statusCode() == UNAUTHORIZED) {
                                // Keycloak has begun anew: the next call gets a new token.
                                held.remove(who);
                            }
                            return new Answer(
                                    answer.statusCode(), read(answer.body()), next(answer));
                        });
    }

    /** RFC 8288, as the lists of the platform send it. */
    private static String next(HttpResponse<String> answer) {
        return answer.headers()
                .firstValue("Link")
                .map(NEXT::matcher)
                .filter(Matcher::find)
                .map(link -> link.group(1))
                .orElse("");
    }

    private CompletableFuture<String> token(String who, String grant) {
        return held.compute(who, (name, known) -> stillGood(known) ? known : ask(grant))
                .thenApply(Token::value);
    }

    private static boolean stillGood(@Nullable CompletableFuture<Token> known) {
        if (known == null || known.isCompletedExceptionally()) {
            return false;
        }
        Token token = known.getNow(null);
        return token == null || token.expiresAtNanos() - System.nanoTime() > 0;
    }

    private CompletableFuture<Token> ask(String grant) {
        HttpRequest request =
                HttpRequest.newBuilder(tokens)
                        .timeout(PATIENCE)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(grant))
                        .build();
        return http.sendAsync(request, HttpResponse.BodyHandlers.ofString())
                .thenApply(
                        answer -> {
                            JsonNode body = read(answer.body());
                            if (answer.statusCode() != 200) {
                                throw new IllegalStateException(
                                        "no token: "
                                                + answer.statusCode()
                                                + " "
                                                + body.path("error"));
                            }
                            Duration good =
                                    Duration.ofSeconds(body.path("expires_in").asLong())
                                            .minus(BEFORE_EXPIRY);
                            return new Token(
                                    body.path("access_token").asText(),
                                    System.nanoTime() + good.toNanos());
                        });
    }

    private static String clientGrant(String client) {
        return "grant_type=client_credentials&client_id=%s&client_secret=%s"
                .formatted(encode(client), encode(client));
    }

    private static String personGrant(String user) {
        return "grant_type=password&client_id=fengqiao-cli&username=%s&password=%s"
                .formatted(encode(user), encode(user));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static JsonNode read(String body) {
        try {
            return body.isEmpty() ? MissingNode.getInstance() : JSON.readTree(body);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }
}
