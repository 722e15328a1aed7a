package org.fengqiao.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.fengqiao.intake.MergeRule.KnownCase;
import org.junit.jupiter.api.Test;

class MergeRuleTest {

    private static final Instant CALL = Instant.parse("2025-11-03T12:45:12Z");

    private static Fingerprint matter(Instant time, String category, String phone) {
        return new Fingerprint(time, category, Set.of(), Set.of(phone), "addr", Set.of(), Set.of());
    }

    private static KnownCase known(Fingerprint fingerprint) {
        return new KnownCase(new UUID(0, 1), "ZZ1", fingerprint);
    }

    /** The cross-source story of domain 05: phone, address, category 02. */
    @Test
    void the_other_side_s_application_nine_days_later_is_a_candidate_with_reasons() {
        // Given
        KnownCase call = known(matter(CALL, "02", "p"));

        // When
        List<MergeCandidate> candidates =
                MergeRule.candidates(
                        matter(CALL.plus(Duration.ofDays(9)), "02", "p"), List.of(call));

        // Then
        assertThat(candidates)
                .singleElement()
                .satisfies(
                        c -> {
                            assertThat(c.reasons()).containsExactly("PHONE", "ADDRESS", "CATEGORY");
                            assertThat(c.score()).isEqualTo(0.75);
                        });
    }

    @Test
    void ninety_days_still_count_and_ninety_one_do_not() {
        // Given
        KnownCase call = known(matter(CALL, "02", "p"));

        // When
        var on90 = matter(CALL.plus(Duration.ofDays(90)), "02", "p");
        var on91 = matter(CALL.plus(Duration.ofDays(91)), "02", "p");

        // Then
        assertThat(MergeRule.candidates(on90, List.of(call))).hasSize(1);
        assertThat(MergeRule.candidates(on91, List.of(call))).isEmpty();
    }

    /** Petition example 1 and court example 3 of domain 05 share a person, not a matter. */
    @Test
    void the_same_person_in_another_matter_is_no_candidate() {
        // Given
        KnownCase land = known(matter(CALL, "0701", "p"));

        // When
        List<MergeCandidate> candidates =
                MergeRule.candidates(matter(CALL, "0401", "p"), List.of(land));

        // Then
        assertThat(candidates).isEmpty();
    }

    @Test
    void levels_two_of_one_level_one_are_compatible() {
        // Given
        KnownCase fee = known(matter(CALL, "1501", "p"));

        // When
        List<MergeCandidate> candidates =
                MergeRule.candidates(matter(CALL, "15", "p"), List.of(fee));

        // Then
        assertThat(candidates).hasSize(1);
    }

    @Test
    void a_record_that_names_the_other_as_its_earlier_call_is_a_candidate_by_that_alone() {
        // Given
        Fingerprint earlier =
                new Fingerprint(CALL, "02", Set.of(), Set.of(), null, Set.of("p110:1"), Set.of());
        Fingerprint later =
                new Fingerprint(
                        CALL.plus(Duration.ofDays(100)),
                        "01",
                        Set.of(),
                        Set.of(),
                        null,
                        Set.of("p110:2"),
                        Set.of("p110:1"));

        // When
        List<MergeCandidate> candidates = MergeRule.candidates(later, List.of(known(earlier)));

        // Then
        assertThat(candidates)
                .singleElement()
                .satisfies(c -> assertThat(c.reasons()).containsExactly("EARLIER_KEY"));
    }
}
