package org.fengqiao.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CaseNumberTest {

    private static final LocalDate DAY = LocalDate.of(2025, 11, 3);

    @Test
    void the_number_of_the_field_s_feedback_sample_comes_out() {
        // FLOWID of samples/110_feedback_out.json
        assertThat(CaseNumber.of("520527000000", DAY, 31).text())
                .isEqualTo("ZZ520527202511030000317");
    }

    @Test
    void the_serial_grows_to_seven_digits_when_six_do_not_suffice() {
        assertThat(CaseNumber.of("520527", DAY, 999_999).text()).hasSize(23);
        assertThat(CaseNumber.of("520527", DAY, 1_000_000).text()).hasSize(24);
    }

    @Test
    void every_wrong_digit_is_found() {
        for (long seed = 1; seed <= 200; seed++) {
            // Given
            Random random = new Random(seed);
            String good = CaseNumber.of("620902", DAY, 1 + random.nextInt(999_999)).text();
            int place = 2 + random.nextInt(good.length() - 2);
            char other = (char) ('0' + (good.charAt(place) - '0' + 1 + random.nextInt(9)) % 10);

            // When
            String wrong = good.substring(0, place) + other + good.substring(place + 1);

            // Then
            assertThatThrownBy(() -> new CaseNumber(wrong))
                    .as("seed %d", seed)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void a_case_code_has_twelve_characters_without_look_alikes() {
        for (long seed = 1; seed <= 200; seed++) {
            assertThat(CaseCode.next(new Random(seed)).text()).matches("[0-9A-HJKMNP-TV-Z]{12}");
        }
        // caseCode of samples/12345_feedback_out.json
        assertThat(new CaseCode("7K3MP9XQ2T4A").text()).hasSize(12);
    }
}
