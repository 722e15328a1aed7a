package org.fengqiao.reporting.outbound;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.fengqiao.outbox.EventCodec;
import org.jspecify.annotations.Nullable;

/**
 * The masked parties of a case, asked of intake with the caller's own token: reporting holds no
 * personal data. When intake is away the file is shown without them.
 */
@ApplicationScoped
public class Parties {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final String intake;

    public Parties(@ConfigProperty(name = "fengqiao.intake-url") String intake) {
        this.intake = intake.split(",")[0];
    }

    /** A list of {@code {role, name, phone}}, masked; empty if it cannot be had now. */
    public Uni<Optional<JsonNode>> of(
            UUID caseId, @Nullable String authorization, @Nullable String traceparent) {
        if (authorization == null) {
            return Uni.createFrom().item(Optional.empty());
        }
        HttpRequest.Builder request =
                HttpRequest.newBuilder(
                                URI.create(intake + "/api/intake/cases/" + caseId + "/parties"))
                        .timeout(PATIENCE)
                        .header("Authorization", authorization);
        if (traceparent != null) {
            request.header("traceparent", traceparent);
        }
        return Uni.createFrom()
                .completionStage(
                        () -> http.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString()))
                .map(
                        answer ->
                                answer.statusCode() == 200
                                        ? read(answer.body())
                                        : Optional.<JsonNode>empty())
                .onFailure()
                .recoverWithItem(Optional.empty());
    }

    private static Optional<JsonNode> read(String body) {
        try {
            return Optional.of(EventCodec.mapper().readTree(body));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
