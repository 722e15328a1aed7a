package org.fengqiao.systemtests.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.fengqiao.simulators.Outside;
import org.fengqiao.simulators.Outside.Answer;
import org.fengqiao.simulators.Source;
import org.jspecify.annotations.Nullable;

/**
 * Plays the units, the visitors and the listening sources without thinking time: an order is signed
 * and finished as soon as it comes, a case visited as soon as its source has been told. Every
 * command carries one Idempotency-Key over all its tries.
 */
final class Units implements AutoCloseable {

    /** Whose housing and labour departments chose the Kafka door and do not mediate. */
    static final List<String> COUNTIES = List.of("520527", "620902", "421202", "421224");

    private static final List<String> ROLES = List.of("HOUSING", "HRSS");
    private static final String FINISHED =
            "{\"resultCode\":\"ANSWERED\",\"text\":\"已办理\",\"partyInformed\":true}";
    private static final String VISITED =
            "{\"passed\":true,\"method\":\"PHONE\",\"satisfaction\":\"SATISFIED\"}";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Outside outside;
    private final Insistence insistence;
    private final Errors errors;
    private final Load load;
    private final EdgeLog log;
    private final Map<String, OrderTrack> orders = new ConcurrentHashMap<>();
    private final List<Edge> edges = new ArrayList<>();

    Units(Outside outside, Insistence insistence, Errors errors, Load load, EdgeLog log) {
        this.outside = outside;
        this.insistence = insistence;
        this.errors = errors;
        this.load = load;
        this.log = log;
    }

    static List<String> codes() {
        return COUNTIES.stream().flatMap(c -> ROLES.stream().map(r -> c + "-" + r)).toList();
    }

    /** Returns when every edge is heard and every player has its token. */
    void begin(String kafka, Iterable<Source> sources) {
        for (String unit : codes()) {
            String client = "dept-" + unit;
            edges.add(
                    new Edge(
                            kafka,
                            client,
                            "department." + unit + ".v1",
                            record -> order(unit, record),
                            errors));
            outside.asClient(client, "GET", "/departments/" + unit + "/orders?limit=1", null)
                    .join();
        }
        for (Source source : sources) {
            String client = "source-" + source.system();
            String topic = "feedback." + source.system() + ".v1";
            edges.add(new Edge(kafka, client, topic, this::answer, errors));
        }
        for (String county : COUNTIES) {
            outside.asPerson("visitor-" + county, "GET", "/api/mediation/cases?limit=1", null)
                    .join();
        }
    }

    private void order(String unit, ConsumerRecord<String, byte[]> record) {
        log.position(record);
        JsonNode message = read(record.value());
        String orderNo = message.path("orderNo").asText();
        String caseNo = message.path("caseNo").asText();
        if (!message.path("state").asText().equals("ISSUED") || !log.offered(caseNo, orderNo)) {
            return;
        }
        OrderTrack track = new OrderTrack();
        track.arrived = System.nanoTime();
        orders.putIfAbsent(caseNo, track);
        String path = "/departments/" + unit + "/orders/" + orderNo;
        insist("sign", client("dept-" + unit, path + "/sign", "{}"))
                .thenCompose(
                        signed -> {
                            track.signed = System.nanoTime();
                            return insist(
                                    "finish", client("dept-" + unit, path + "/finish", FINISHED));
                        })
                .thenAccept(finished -> track.finished = System.nanoTime())
                .exceptionally(failure -> gaveUp("order"));
    }

    private void answer(ConsumerRecord<String, byte[]> record) {
        log.position(record);
        Track track = load.track(record.key());
        if (track == null) {
            return;
        }
        String kind = Edge.attribute(record, "type").replaceAll(".*feedback-|\\.v1$", "");
        String caseNo = Edge.attribute(record, "subject");
        String id = Edge.attribute(record, "id");
        if (!log.told(new EdgeLog.Told(track.key(), kind, caseNo, id))) {
            return;
        }
        if (kind.equals("visited") && track.visitTold == 0) {
            track.visitTold = System.nanoTime();
        } else if (kind.equals("finished") && track.finishedTold == 0) {
            track.caseNo = caseNo;
            track.finishedTold = System.nanoTime();
            visit(track, caseNo);
        }
    }

    private void visit(Track track, String caseNo) {
        String visitor = "visitor-" + caseNo.substring(2, 8);
        String path = "/api/mediation/cases/" + caseNo + "/visit";
        Map<String, String> key = onceOnly();
        // The answer reaches the source before mediation hears that it did: until then 409.
        insistence
                .askUntilItFits(
                        "visit", () -> outside.asPerson(visitor, "POST", path, VISITED, key))
                .thenAccept(
                        answer -> {
                            note("visit", answer);
                            track.visitPosted = System.nanoTime();
                        })
                .exceptionally(failure -> gaveUp("visit"));
    }

    private Supplier<CompletableFuture<Answer>> client(String client, String path, String body) {
        Map<String, String> key = onceOnly();
        return () -> outside.asClient(client, "POST", path, body, key);
    }

    private static Map<String, String> onceOnly() {
        return Map.of("Idempotency-Key", UUID.randomUUID().toString());
    }

    private CompletableFuture<Answer> insist(
            String what, Supplier<CompletableFuture<Answer>> call) {
        return insistence.ask(what, call).thenApply(answer -> note(what, answer));
    }

    private @Nullable Void gaveUp(String what) {
        errors.count(what + ": given up");
        return null;
    }

    private Answer note(String what, Answer answer) {
        if (!answer.isOk()) {
            errors.count(what + " in the end: " + answer.status());
        }
        return answer;
    }

    /** The order of that case; all times 0 if none has come. */
    OrderTrack order(Track track) {
        String caseNo = track.caseNo;
        OrderTrack found = caseNo == null ? null : orders.get(caseNo);
        return found == null ? new OrderTrack() : found;
    }

    /** How many cases have an order. */
    int ordered() {
        return orders.size();
    }

    private static JsonNode read(byte[] value) {
        try {
            return JSON.readTree(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        edges.forEach(Edge::close);
    }
}
