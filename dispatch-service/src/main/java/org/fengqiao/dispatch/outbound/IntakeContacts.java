package org.fengqiao.dispatch.outbound;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.oidc.client.OidcClient;
import io.quarkus.oidc.client.Tokens;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.fengqiao.outbox.EventCodec;
import org.jspecify.annotations.Nullable;

/**
 * Names and phones of a case's parties, asked of intake with this service's own token, which intake
 * trusts to have checked the order. Intake audits the look and keeps back what may not be shown.
 */
@ApplicationScoped
public class IntakeContacts {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final OidcClient tokens;
    private final List<String> intake;
    private final AtomicInteger turn = new AtomicInteger();

    public IntakeContacts(
            OidcClient tokens, @ConfigProperty(name = "fengqiao.intake-url") List<String> intake) {
        this.tokens = tokens;
        this.intake = List.copyOf(intake);
    }

    /**
     * The parties as intake shows them: a list of {@code {role, name, phone …}}.
     *
     * @param reason who looks for which order and why; kept in intake's audit, at most 200
     *     characters
     * @param traceparent trace of the request that asks
     */
    public Uni<JsonNode> of(UUID caseId, String reason, @Nullable String traceparent) {
        return tokens.getTokens()
                .map(Tokens::getAccessToken)
                .chain(token -> ask(caseId, reason, token, traceparent))
                .map(IntakeContacts::parties);
    }

    private Uni<HttpResponse<String>> ask(
            UUID caseId, String reason, String token, @Nullable String traceparent) {
        String replica = intake.get(Math.floorMod(turn.getAndIncrement(), intake.size()));
        HttpRequest.Builder request =
                HttpRequest.newBuilder(
                                URI.create(
                                        replica
                                                + "/api/intake/cases/"
                                                + caseId
                                                + "/contacts?reason="
                                                + URLEncoder.encode(
                                                        reason, StandardCharsets.UTF_8)))
                        .timeout(PATIENCE)
                        .header("Authorization", "Bearer " + token);
        if (traceparent != null) {
            request.header("traceparent", traceparent);
        }
        return Uni.createFrom()
                .completionStage(
                        () ->
                                http.sendAsync(
                                        request.build(), HttpResponse.BodyHandlers.ofString()));
    }

    private static JsonNode parties(HttpResponse<String> answer) {
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("intake answered " + answer.statusCode());
        }
        try {
            return EventCodec.mapper().readTree(answer.body()).path("parties");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("intake's answer is not JSON", e);
        }
    }
}
