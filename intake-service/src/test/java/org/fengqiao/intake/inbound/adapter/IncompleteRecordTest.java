package org.fengqiao.intake.inbound.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.fengqiao.intake.source.FieldError;
import org.fengqiao.intake.source.Rejection;
import org.fengqiao.intake.source.SourceReading;
import org.junit.jupiter.api.Test;

class IncompleteRecordTest {

    private static Rejection incomplete(SourceReading reading) {
        Rejection rejection = Samples.unusable(reading).rejection();
        assertThat(rejection.kind().status()).isEqualTo(422);
        return rejection;
    }

    private static List<String> pointers(Rejection rejection) {
        return rejection.errors().stream().map(FieldError::pointer).toList();
    }

    @Test
    void everything_missing_is_told_at_once_with_its_place() {
        // When
        Rejection rejection = incomplete(Samples.read("110_x.json", "{\"header\":{},\"body\":{}}"));

        // Then
        assertThat(pointers(rejection))
                .containsExactly("/body/jjdbh", "/body/bjnr", "/body/bjsj", "/body/xzqhdm");
        assertThat(rejection.errors().getFirst().detail()).contains("接警单编号").contains("jjdbh");
    }

    @Test
    void a_wrong_time_is_named_with_field_value_and_expectation() {
        // Given
        String wrong =
                Samples.text("110_1_neighbour_repeat.json")
                        .replace("2025/11/03 20:45:12", "2025/13/03 20:45:12");

        // When
        SourceReading reading = Samples.read("110_1_neighbour_repeat.json", wrong);

        // Then
        assertThat(incomplete(reading).errors())
                .singleElement()
                .satisfies(
                        e -> {
                            assertThat(e.pointer()).isEqualTo("/body/bjsj");
                            assertThat(e.detail())
                                    .contains("bjsj")
                                    .contains("2025/13/03 20:45:12")
                                    .contains("应为时间");
                        });
        assertThat(Samples.unusable(reading).sourceKey())
                .as("a corrected push of this key closes the quarantine item")
                .isEqualTo("52052720251103204512318");
    }

    @Test
    void a_place_inside_a_list_is_pointed_at() {
        // Given
        String nameless =
                Samples.text("court_2_divorce.json").replace("\"mc\": \"崔某\"", "\"mc\": null");

        // When
        Rejection rejection = incomplete(Samples.read("court_2_divorce.json", nameless));

        // Then
        assertThat(pointers(rejection)).containsExactly("/dsr/1/mc");
    }

    @Test
    void a_number_where_a_text_is_expected_is_read_and_an_object_is_not() {
        // Given
        String text = Samples.text("12345_1_property_fee.json");
        String asNumber = text.replace("\"14000000011\"", "14000000011");
        String asObject = text.replace("\"物业停水催费问题\"", "{\"a\":1}");

        // When
        SourceReading numbers = Samples.read("12345_1_property_fee.json", asNumber);

        // Then
        assertThat(Samples.usable(numbers).clue())
                .isEqualTo(Samples.clue("12345_1_property_fee.json"));
        assertThat(pointers(incomplete(Samples.read("12345_1_property_fee.json", asObject))))
                .containsExactly("/orderTitle");
    }

    @Test
    void a_list_is_no_record() {
        assertThat(pointers(incomplete(Samples.read("12345_1.json", "[]")))).contains("");
    }

    @Test
    void a_court_case_without_parties_cannot_be_mediated() {
        // Given
        String text = Samples.text("court_1_property.xml");
        String without = text.replaceAll("(?s)<DSRLB>.*</DSRLB>", "<DSRLB/>");

        // When
        Rejection rejection = incomplete(Samples.read("court_1_property.xml", without));

        // Then
        assertThat(pointers(rejection)).containsExactly("/dsr");
    }

    @Test
    void a_hotline_consultation_is_readable_and_opens_no_case() {
        // Given
        String asked = Samples.text("12345_1_property_fee.json").replace("\"投诉\"", "\"咨询\"");

        // When
        var clue = Samples.usable(Samples.read("12345_1_property_fee.json", asked)).clue();

        // Then
        assertThat(clue.requiresCase()).isFalse();
    }
}
