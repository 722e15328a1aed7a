package org.fengqiao.dispatch.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.fengqiao.contracts.AgreementForm;
import org.fengqiao.contracts.ResolutionMethod;
import org.fengqiao.contracts.ResolutionResult;
import org.fengqiao.contracts.Satisfaction;
import org.fengqiao.contracts.SessionMode;
import org.fengqiao.contracts.SourceRecord;
import org.fengqiao.contracts.SourceSystem;
import org.fengqiao.contracts.VisitMethod;
import org.fengqiao.dispatch.AssignmentEvent.Visit;
import org.fengqiao.dispatch.Result;
import org.junit.jupiter.api.Test;

/** The answers equal the samples of the field, field by field. */
class NativeAnswersTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void the_answer_to_110_after_the_visit_has_the_shape_of_the_sample() throws IOException {
        // Given
        JsonNode sample = sample("110_feedback_out.json");
        SourceRecord source =
                source(
                        SourceSystem.P110,
                        "52052720251103204512318",
                        "2025-11-03T13:55:12Z",
                        Map.of());
        Visit visit =
                new Visit(
                        VisitMethod.PHONE,
                        Satisfaction.VERY_SATISFIED,
                        Instant.parse("2025-11-17T02:00:00Z"));
        NativeAnswers.Answer answer =
                answer("六曲河镇综治中心", "2025-11-10T08:30:00Z", "已调解成功,恢复水沟并约定共管", null, visit);

        // When
        ObjectNode visited = (ObjectNode) JSON.readTree(NativeAnswers.of(source, answer));

        // Then: the words about the visit and the message id are ours
        ObjectNode body = (ObjectNode) visited.get("body");
        ObjectNode expected = (ObjectNode) sample.get("body");
        assertThat(body.remove("DHHFHSQK").asText()).isNotBlank();
        expected.remove("DHHFHSQK");
        assertThat(body).isEqualTo(expected);
        assertThat(visited.get("header").fieldNames())
                .toIterable()
                .containsExactlyElementsOf(() -> sample.get("header").fieldNames());
    }

    @Test
    void finished_carries_no_visit_fields() throws IOException {
        // Given
        SourceRecord police = source(SourceSystem.P110, "k", "2025-11-03T13:55:12Z", Map.of());
        SourceRecord hotline =
                source(SourceSystem.H12345, "k", "2025-11-03T13:55:12Z", Map.of("platformNo", "p"));
        NativeAnswers.Answer answer = answer("单位", "2025-11-10T08:30:00Z", "已办理", null, null);

        // When
        JsonNode toPolice = JSON.readTree(NativeAnswers.of(police, answer)).get("body");
        JsonNode toHotline = JSON.readTree(NativeAnswers.of(hotline, answer));

        // Then
        assertThat(toPolice.has("HFSJ") || toPolice.has("CLJGDM") || toPolice.has("DHHFHSQK"))
                .isFalse();
        assertThat(
                        toHotline.has("visitMethod")
                                || toHotline.has("seatsResult")
                                || toHotline.has("bmResult"))
                .isFalse();
    }

    @Test
    void the_answer_to_12345_after_the_visit_equals_the_sample() throws IOException {
        // Given
        JsonNode sample = sample("12345_feedback_out.json");
        SourceRecord source =
                source(
                        SourceSystem.H12345,
                        "QXN20251104093512008",
                        "2025-11-04T01:58:00Z",
                        Map.of("platformNo", "GZ12345-2025-1104-0008"));
        Visit visit =
                new Visit(
                        VisitMethod.PHONE,
                        Satisfaction.SATISFIED,
                        Instant.parse("2025-11-17T02:00:00Z"));
        NativeAnswers.Answer answer =
                answer(
                        "赫章县综治中心",
                        "2025-11-10T03:02:00Z",
                        "双方达成分期付款协议,物业当日恢复供水并定于11月20日前完成漏水维修。",
                        null,
                        visit);

        // When // Then
        assertThat(JSON.readTree(NativeAnswers.of(source, answer))).isEqualTo(sample);
    }

    @Test
    void the_answer_to_the_court_equals_the_sample() throws IOException {
        // Given
        JsonNode sample = sample("court_feedback_out.json");
        SourceRecord source =
                source(
                        SourceSystem.COURT,
                        "FY421202-2025-SQT-002087",
                        "2025-09-16T02:00:00Z",
                        Map.of("ah", "(2025)鄂1202民诉前调2087号"));
        Instant agreedAt = Instant.parse("2025-10-30T08:20:00Z");
        Result result =
                new Result(
                        ResolutionMethod.PEOPLE_MEDIATION,
                        ResolutionResult.SUCCESS,
                        agreedAt,
                        new Result.Agreed(
                                AgreementForm.WRITTEN,
                                new BigDecimal("86000.00"),
                                List.of(
                                        new Result.Share(
                                                1,
                                                new BigDecimal("26000.00"),
                                                LocalDate.of(2025, 11, 30)),
                                        new Result.Share(
                                                2,
                                                new BigDecimal("30000"),
                                                LocalDate.of(2026, 1, 31)),
                                        new Result.Share(
                                                3,
                                                new BigDecimal("30000"),
                                                LocalDate.of(2026, 3, 31))),
                                true,
                                LocalDate.of(2025, 11, 29),
                                2,
                                SessionMode.MIXED,
                                agreedAt));

        // When // Then
        assertThat(
                        JSON.readTree(
                                NativeAnswers.of(
                                        source,
                                        answer("x", "2025-10-30T08:20:00Z", "x", result, null))))
                .isEqualTo(sample);
    }

    private static NativeAnswers.Answer answer(
            String unit, String at, String opinion, Result result, Visit visit) {
        return new NativeAnswers.Answer(
                "0001",
                "ZZ520527202511030000317",
                "7K3MP9XQ2T4A",
                unit,
                "测试派单员",
                Instant.parse(at),
                opinion,
                result,
                visit);
    }

    private static SourceRecord source(
            SourceSystem system, String key, String receivedAt, Map<String, String> references) {
        Instant at = Instant.parse(receivedAt);
        return new SourceRecord(
                system, key, "1", new UUID(0, 1), at, at, List.of(), references, false);
    }

    private static JsonNode sample(String name) throws IOException {
        try (InputStream in = NativeAnswersTest.class.getResourceAsStream("/samples/" + name)) {
            return JSON.readTree(in);
        }
    }
}
