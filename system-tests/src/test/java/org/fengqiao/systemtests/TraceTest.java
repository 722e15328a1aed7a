package org.fengqiao.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.fengqiao.systemtests.Platform.Answer;
import org.fengqiao.systemtests.SpanReceiver.Received;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** Push, case, order and answer are one trace, and it tells nothing about people. */
@NeedsRunningPlatform
@EnabledIfEnvironmentVariable(
        named = "FENGQIAO_OTLP",
        matches = "http://localhost:\\d+",
        disabledReason = "the platform was started without FENGQIAO_OTLP=http://localhost:<port>")
class TraceTest {

    private static final String UNIT = "520527-HOUSING";
    private static final String TRACE = UUID.randomUUID().toString().replace("-", "");
    private static final String PUSHER = "00f067aa0ba902b7";

    /** Keys that are ours and hold codes and ids; whatever else the SDK adds must be looked at. */
    private static final Set<String> TOLD =
            Set.of(
                    "http.request.method",
                    "http.response.status_code",
                    "fengqiao.owner",
                    "fengqiao.case_id",
                    "fengqiao.stream");

    private final Platform platform = new Platform();

    @Test
    void one_trace_shows_push_case_order_and_feedback() {
        // Given
        try (SpanReceiver receiver =
                new SpanReceiver(URI.create(System.getenv("FENGQIAO_OTLP")).getPort())) {
            ObjectNode record = new Records(platform.now()).policeAboutParking();

            // When: a record is pushed within a trace, and the unit goes on with what its order
            // says
            Answer pushed =
                    platform.asClient(
                            "source-p110",
                            "POST",
                            "/sources/p110/records",
                            record.toString(),
                            "00-" + TRACE + "-" + PUSHER + "-01");
            assertThat(pushed.status()).as("%s", pushed.body()).isEqualTo(202);
            String caseNo = platform.caseOf("p110", pushed.text("receiptId"));
            String orderNo = platform.caseIn(caseNo, "DISPATCHED").text("/orders/0/orderNo");
            finish(orderNo, traceOf(orderNo));
            platform.answered("p110", record.at("/body/jjdbh").asText(), "feedback-finished");
            platform.caseIn(caseNo, "VISITING");

            // Then
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> theWholeStoryIsTold(receiver.ofTrace(TRACE)));
        }
    }

    private static void theWholeStoryIsTold(List<Received> spans) {
        assertThat(names(spans))
                .contains(
                        "gateway: POST SOURCES",
                        "intake: POST /sources/{system}/records",
                        "intake: handle record-received",
                        "dispatch: handle case-registered",
                        "dispatch: publish department-order",
                        "mediation: handle order-issued",
                        "gateway: POST DEPARTMENTS",
                        "dispatch: POST /departments/{unit}/orders/{orderNo}/finish",
                        "mediation: handle order-finished",
                        "dispatch: handle case-resolved",
                        "dispatch: publish feedback-finished",
                        "reporting: handle result-accepted");
        // A parent ends after its children and may come later.
        Set<String> ids = spans.stream().map(Received::spanId).collect(Collectors.toSet());
        ids.add(PUSHER);
        assertThat(spans).extracting(Received::parentId).isSubsetOf(ids);
        assertThat(spans)
                .flatExtracting(s -> s.attributes().keySet())
                .as("what is told of a request or event")
                .isSubsetOf(TOLD);
    }

    private static Set<String> names(List<Received> spans) {
        return spans.stream().map(s -> s.service() + ": " + s.name()).collect(Collectors.toSet());
    }

    /** What a unit on Kafka reads beside its order. */
    private String traceOf(String orderNo) {
        ConsumerRecord<String, byte[]> order =
                platform.onKafka(
                                "dept-" + UNIT,
                                "department." + UNIT + ".v1",
                                r ->
                                        new String(r.value(), StandardCharsets.UTF_8)
                                                .contains(orderNo))
                        .orElseThrow();
        return new String(
                order.headers().lastHeader("traceparent").value(), StandardCharsets.UTF_8);
    }

    private void finish(String orderNo, String traceparent) {
        String order = "/departments/" + UNIT + "/orders/" + orderNo;
        assertThat(
                        platform.asClient(
                                        "dept-" + UNIT,
                                        "POST",
                                        order + "/sign",
                                        Map.of(),
                                        traceparent)
                                .status())
                .isEqualTo(200);
        Answer finished =
                platform.asClient(
                        "dept-" + UNIT,
                        "POST",
                        order + "/finish",
                        Map.of(
                                "resultCode",
                                "ADMINISTRATIVE_MEDIATION",
                                "text",
                                "已协调物业收回外租车位",
                                "partyInformed",
                                true),
                        traceparent);
        assertThat(finished.status()).as("%s", finished.body()).isEqualTo(200);
    }
}
