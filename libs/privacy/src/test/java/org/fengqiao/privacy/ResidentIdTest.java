package org.fengqiao.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResidentIdTest {

    // The fictitious people of the field's samples.
    @ParameterizedTest
    @CsvSource({
        "990527198503120016, 1985-03-12, 1",
        "99240519870312022X, 1987-03-12, 2",
        "990527199007180022, 1990-07-18, 2",
        "990902198805050142, 1988-05-05, 2",
        "991202196611030059, 1966-11-03, 1",
        "992405197804220030, 1978-04-22, 1"
    })
    void the_samples_people_are_valid(String number, LocalDate born, int gender) {
        ResidentId id = ResidentId.parse(number).orElseThrow();

        assertThat(id.birthDate()).isEqualTo(born);
        assertThat(id.genderCode()).isEqualTo(gender);
        assertThat(id.issuedIn()).isEqualTo(number.substring(0, 6));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "990527198503120017",
                "990527198502300010",
                "99052719850312001",
                "9905271985031200166",
                "099527198503120016",
                "91520527MA0000000X",
                "未留"
            })
    void what_breaks_form_date_or_check_is_none(String number) {
        assertThat(ResidentId.parse(number)).isEmpty();
        assertThatThrownBy(() -> new ResidentId(number))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .isEqualTo("not a resident identity number");
    }

    @Test
    void small_x_spaces_and_full_width_are_forgiven() {
        assertThat(ResidentId.parse(" 992405 19870312 \uff10\uff12\uff12x "))
                .isEqualTo(ResidentId.parse("99240519870312022X"))
                .isPresent();
    }

    @Test
    void age_counts_completed_years() {
        ResidentId id = new ResidentId("990527198503120016");

        assertThat(id.ageOn(LocalDate.of(2026, 3, 11))).isEqualTo(40);
        assertThat(id.ageOn(LocalDate.of(2026, 3, 12))).isEqualTo(41);
    }

    @Test
    void generated_numbers_are_valid_and_one_wrong_digit_or_swap_is_noticed() {
        long seed = new Random().nextLong();
        System.out.println("resident id seed " + seed);
        Fictitious people = new Fictitious(seed);
        for (int i = 0; i < 5_000; i++) {
            String number = people.idNo();
            assertThat(ResidentId.isValid(number)).as("seed " + seed).isTrue();
            assertThat(new ResidentId(number)).hasToString(Masks.idNo(number));

            int at = people.random().nextInt(17);
            char other =
                    (char) ('0' + (number.charAt(at) - '0' + 1 + people.random().nextInt(9)) % 10);
            String wrong = number.substring(0, at) + other + number.substring(at + 1);
            assertThat(ResidentId.isValid(wrong)).as("seed " + seed).isFalse();

            if (number.charAt(15) != number.charAt(16)) {
                String swapped =
                        number.substring(0, 15)
                                + number.charAt(16)
                                + number.charAt(15)
                                + number.charAt(17);
                assertThat(ResidentId.isValid(swapped)).as("seed " + seed).isFalse();
            }
        }
    }
}
