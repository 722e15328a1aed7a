package org.fengqiao.systemtests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** The running platform as those outside meet it: gateway, Keycloak and Kafka, nothing else. */
public final class Platform {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(45);
    private static final Duration CALL = Duration.ofSeconds(20);
    private static final String CONTENT_TYPE = "Content-Type";
    private static final int TRIES_WHILE_AWAY = 30;
    private static final List<String> SERVICES =
            List.of("intake", "dispatch", "mediation", "risk", "reporting");
    private static final int FIRST_SERVICE_PORT = 8081;

    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(CALL)
                    .build();
    private final String gateway = "http://localhost:" + port("FENGQIAO_GATEWAY_PORT", "8080");
    private final String keycloak = "http://localhost:" + port("FENGQIAO_KEYCLOAK_PORT", "8180");
    private final String kafka = "localhost:" + port("FENGQIAO_KAFKA_PORT", "29092");
    private final Map<String, String> tokens = new HashMap<>();
    private final Map<String, Long> feedbackRead = new HashMap<>();

    /** Base address of the gateway. */
    public String gateway() {
        return gateway;
    }

    /** An answer of the gateway. */
    public record Answer(int status, JsonNode body, Map<String, String> headers) {

        /** The field at that JSON Pointer or bare name, empty if absent. */
        public String text(String field) {
            return body.at(field.startsWith("/") ? field : "/" + field).asText("");
        }
    }

    /** Calls as a person of the local realm, whose password is the account name. */
    public Answer asPerson(String user, String method, String path, @Nullable Object body) {
        return call(personToken(user), method, path, body, Map.of());
    }

    /** Calls as a machine client, whose secret is its id. */
    public Answer asClient(String client, String method, String path, @Nullable Object body) {
        return call(clientToken(client), method, path, body, Map.of());
    }

    /** The same within a trace (W3C {@code traceparent}). */
    public Answer asClient(
            String client, String method, String path, @Nullable Object body, String traceparent) {
        return call(clientToken(client), method, path, body, Map.of("traceparent", traceparent));
    }

    /** Pushes a native payload as the system's own client. */
    public Answer push(String system, String mediaType, String payload) {
        return call(
                clientToken("source-" + system),
                "POST",
                "/sources/" + system + "/records",
                payload,
                Map.of(CONTENT_TYPE, mediaType));
    }

    /** Base address of a service itself, past the gateway. */
    public String direct(String service) {
        return "http://localhost:"
                + port(
                        "FENGQIAO_" + service.toUpperCase(Locale.ROOT) + "_PORT",
                        Integer.toString(FIRST_SERVICE_PORT + SERVICES.indexOf(service)));
    }

    /** Where the gateway tells its figures: a thousand above its door, unless moved. */
    public String metricsOfGateway() {
        int door = Integer.parseInt(port("FENGQIAO_GATEWAY_PORT", "8080"));
        return "http://localhost:"
                + port("FENGQIAO_METRICS_PORT", Integer.toString(door + 1000))
                + "/q/metrics";
    }

    /** What a service publishes in its OpenAPI document, as {@code GET /api/cases}. */
    public List<String> endpoints(String service) {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(direct(service) + "/q/openapi?format=json"))
                        .timeout(CALL)
                        .build();
        try {
            List<String> found = new ArrayList<>();
            read(http.send(request, HttpResponse.BodyHandlers.ofString()).body())
                    .path("paths")
                    .properties()
                    .forEach(
                            path ->
                                    path.getValue()
                                            .fieldNames()
                                            .forEachRemaining(
                                                    verb ->
                                                            found.add(
                                                                    verb.toUpperCase(Locale.ROOT)
                                                                            + " "
                                                                            + path.getKey())));
            return found;
        } catch (IOException e) {
            throw new IllegalStateException(service + " is unreachable", e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** The platform's own now: its clock may have been moved. */
    public Instant now() {
        Answer moved =
                asPerson(
                        "admin-520527",
                        "POST",
                        "/api/dispatch/reference/clock",
                        Map.of("offset", "PT0S"));
        return Instant.parse(moved.text("now"));
    }

    /** The case file as the county's dispatcher sees it. */
    public Answer caseFile(String caseNo) {
        return asPerson("dispatcher-520527", "GET", "/api/cases/" + caseNo, null);
    }

    /** Waits until the case file shows that state. */
    public Answer caseIn(String caseNo, String state) {
        return until("state " + state, () -> caseFile(caseNo), a -> a.text("state").equals(state));
    }

    /** Waits until the receipt names a case, and gives its number. */
    public String caseOf(String system, String receiptId) {
        return until(
                        "a case number on the receipt",
                        () ->
                                asClient(
                                        "source-" + system,
                                        "GET",
                                        "/sources/" + system + "/receipts/" + receiptId,
                                        null),
                        a ->
                                !a.body().path("caseNo").asText("").isEmpty()
                                        && !a.body().path("caseNo").isNull())
                .text("caseNo");
    }

    /**
     * Only the status of an answer, known before its body ends: streams too.
     *
     * @param token empty for none
     */
    public int status(String base, String token, String method, String path, String body) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + path))
                        .timeout(CALL)
                        .header(CONTENT_TYPE, "application/json");
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        request.method(
                method,
                body.isEmpty()
                        ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofString(body));
        for (int i = 0; i < TRIES_WHILE_AWAY; i++) {
            try {
                HttpResponse<InputStream> response =
                        http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
                response.body().close();
                if (response.statusCode() != 503) {
                    return response.statusCode();
                }
            } catch (IOException e) {
                throw new IllegalStateException(method + " " + path + " is unreachable", e);
            } catch (InterruptedException e) {
                throw interrupted(e);
            }
            pause(Duration.ofSeconds(1));
        }
        return 503;
    }

    /** Calls without any token. */
    public Answer anonymously(String method, String path, @Nullable Object body) {
        return call("", method, path, body, Map.of());
    }

    /** The token of a person, for tools of their own. */
    public String personToken(String user) {
        return tokenOf(
                "user:" + user,
                "grant_type=password&client_id=fengqiao-cli&username="
                        + enc(user)
                        + "&password="
                        + enc(user));
    }

    /** The token of a client, for tools of their own. */
    public String clientToken(String client) {
        return tokenOf(
                "client:" + client,
                "grant_type=client_credentials&client_id="
                        + enc(client)
                        + "&client_secret="
                        + enc(client));
    }

    /**
     * Sends a request. 503 and a refused connection are tried again for a while, as every good
     * client does; posts carry one Idempotency-Key over all tries.
     */
    private Answer call(
            String token,
            String method,
            String path,
            @Nullable Object body,
            Map<String, String> headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(gateway + path)).timeout(CALL);
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        headers.forEach(request::header);
        if (method.equals("POST")) {
            request.header("Idempotency-Key", UUID.randomUUID().toString());
        }
        String text = body instanceof String s ? s : body == null ? "" : write(body);
        if (!headers.containsKey(CONTENT_TYPE)) {
            boolean xml = text.startsWith("<");
            request.header(CONTENT_TYPE, xml ? "application/xml" : "application/json");
        }
        request.method(
                method,
                text.isEmpty()
                        ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofString(text));
        IOException away = null;
        for (int i = 0; i < TRIES_WHILE_AWAY; i++) {
            try {
                HttpResponse<String> response =
                        http.send(request.build(), HttpResponse.BodyHandlers.ofString());
                if (response.statusCode() != 503) {
                    Map<String, String> first = new HashMap<>();
                    response.headers().map().forEach((k, v) -> first.put(k, v.getFirst()));
                    return new Answer(response.statusCode(), read(response.body()), first);
                }
            } catch (IOException e) {
                away = e;
            } catch (InterruptedException e) {
                throw interrupted(e);
            }
            pause(Duration.ofSeconds(1));
        }
        throw new IllegalStateException(method + " " + path + ": unavailable for too long", away);
    }

    /** Waits until the source reads an answer of that kind about its record; gives the payload. */
    public JsonNode answered(String system, String key, String kind) {
        Answer found =
                until(
                        kind + " to " + system,
                        () -> lastAnswers(system),
                        a -> !answer(a, key, kind).isMissingNode());
        return answer(found, key, kind).path("data");
    }

    /** Reads on from a little before the end: a long-lived platform has many answers. */
    private Answer lastAnswers(String system) {
        String path = "/sources/" + system + "/feedback?limit=500&after=";
        Answer page =
                asClient(
                        "source-" + system,
                        "GET",
                        path + feedbackRead.getOrDefault(system, 0L),
                        null);
        while (page.body().path("items").size() >= 500) {
            feedbackRead.put(system, page.body().path("next").asLong());
            page = asClient("source-" + system, "GET", path + feedbackRead.get(system), null);
        }
        return page;
    }

    private static JsonNode answer(Answer page, String key, String kind) {
        for (JsonNode item : page.body().path("items")) {
            if (item.path("sourceKey").asText().equals(key)
                    && item.path("type").asText().contains(kind)) {
                return item;
            }
        }
        return page.body().path("no such item");
    }

    /** Waits for an answer that satisfies. The last answer is in the message when none does. */
    public Answer until(String what, Supplier<Answer> ask, Predicate<Answer> satisfied) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        Answer last = ask.get();
        while (!satisfied.test(last)) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException(
                        "waited in vain for "
                                + what
                                + "; last answer "
                                + last.status()
                                + " "
                                + last.body());
            }
            pause(Duration.ofMillis(150));
            last = ask.get();
        }
        return last;
    }

    /** The position under which the unit's Kafka door delivers the order. */
    public long positionOnKafka(String unit, String orderNo) {
        return onKafka(
                        "dept-" + unit,
                        "department." + unit + ".v1",
                        r -> new String(r.value(), StandardCharsets.UTF_8).contains(orderNo))
                .map(r -> Long.parseLong(header(r, "ce_position")))
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        "order " + orderNo + " did not come by Kafka"));
    }

    /** The first record of the topic that fits, read as that Kafka user from the beginning. */
    public Optional<ConsumerRecord<String, byte[]>> onKafka(
            String user, String topic, Predicate<ConsumerRecord<String, byte[]>> fits) {
        Map<String, Object> settings = kafkaClient(user);
        settings.put("group.id", user + "-journey-" + UUID.randomUUID());
        settings.put("auto.offset.reset", "earliest");
        long end = System.nanoTime() + PATIENCE.toNanos();
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(
                        settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(topic));
            while (System.nanoTime() < end) {
                for (ConsumerRecord<String, byte[]> record :
                        consumer.poll(Duration.ofMillis(200))) {
                    if (fits.test(record)) {
                        return Optional.of(record);
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** Writes one record as that Kafka user and waits for the acknowledgement. */
    public void produce(String user, String topic, String key, String payload) {
        Map<String, Object> settings = kafkaClient(user);
        settings.put("max.block.ms", 8000);
        settings.put("delivery.timeout.ms", 10000);
        settings.put("request.timeout.ms", 5000);
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            producer.send(
                            new ProducerRecord<>(
                                    topic, key, payload.getBytes(StandardCharsets.UTF_8)))
                    .get();
        } catch (InterruptedException e) {
            throw interrupted(e);
        } catch (java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException("Kafka refused: " + e.getMessage(), e);
        }
    }

    /** The position under which the unit's SSE door delivers the order. */
    public long positionOnSse(String unit, String orderNo) {
        HttpRequest request =
                HttpRequest.newBuilder(
                                URI.create(gateway + "/departments/" + unit + "/orders/stream"))
                        .header("Authorization", "Bearer " + clientToken("dept-" + unit))
                        .header("Accept", "text/event-stream")
                        .build();
        try {
            HttpResponse<InputStream> response =
                    http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (BufferedReader lines =
                    new BufferedReader(
                            new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
                List<String> event = new ArrayList<>();
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (!line.isEmpty()) {
                        event.add(line);
                    } else {
                        if (event.stream()
                                .anyMatch(l -> l.startsWith("data:") && l.contains(orderNo))) {
                            return event.stream()
                                    .filter(l -> l.startsWith("id:"))
                                    .map(l -> Long.parseLong(l.substring(3).strip()))
                                    .findFirst()
                                    .orElseThrow();
                        }
                        event.clear();
                    }
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("SSE broke off", e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
        throw new IllegalStateException("SSE ended without order " + orderNo);
    }

    private Map<String, Object> kafkaClient(String user) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("bootstrap.servers", kafka);
        settings.put("security.protocol", "SASL_PLAINTEXT");
        settings.put("sasl.mechanism", "SCRAM-SHA-512");
        settings.put(
                "sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required username=\""
                        + user
                        + "\" password=\""
                        + user
                        + "\";");
        return settings;
    }

    private String tokenOf(String who, String form) {
        return tokens.computeIfAbsent(
                who,
                w -> {
                    HttpRequest request =
                            HttpRequest.newBuilder(
                                            URI.create(
                                                    keycloak
                                                            + "/realms/fengqiao/protocol/openid-connect/token"))
                                    .header("Content-Type", "application/x-www-form-urlencoded")
                                    .timeout(CALL)
                                    .POST(HttpRequest.BodyPublishers.ofString(form))
                                    .build();
                    try {
                        HttpResponse<String> response =
                                http.send(request, HttpResponse.BodyHandlers.ofString());
                        String token = read(response.body()).path("access_token").asText("");
                        if (token.isEmpty()) {
                            throw new IllegalStateException(
                                    "no token for " + who + ": " + response.statusCode());
                        }
                        return token;
                    } catch (IOException e) {
                        throw new IllegalStateException("Keycloak is away", e);
                    } catch (InterruptedException e) {
                        throw interrupted(e);
                    }
                });
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }

    private static JsonNode read(String text) {
        try {
            return text.isBlank() ? JSON.createObjectNode() : JSON.readTree(text);
        } catch (IOException e) {
            return JSON.createObjectNode().put("text", text);
        }
    }

    private static String write(Object body) {
        try {
            return JSON.writeValueAsString(body);
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("interrupted", e);
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static String enc(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String port(String variable, String usual) {
        String value = System.getenv(variable);
        return value == null || value.isBlank() ? usual : value;
    }
}
