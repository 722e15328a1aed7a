package org.fengqiao.risk.signal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.fengqiao.contracts.Flag;
import org.fengqiao.contracts.RiskLevel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Hard rules and score of domain 06 §6.1. */
class AssessmentTest {

    /** The hard rules as the domain page lists them; flags joined by a plus. */
    @ParameterizedTest
    @CsvSource({
        "SUICIDE, 1, RISK_RED, R07",
        "DEATH, 1, RISK_RED, R08-death",
        "THREAT+WEAPON, 1, RISK_RED, R05+R06",
        "DV+MINOR, 1, RISK_RED, R09+R10",
        "THREAT, 30, RISK_RED, R04>=30+R05",
        "THREAT, 29, RISK_ORANGE, R05",
        "DV, 1, RISK_ORANGE, R09",
        "KEY_PERIOD, 5, RISK_ORANGE, R04>=5+R16"
    })
    void a_hard_rule_sets_at_least_its_level(
            String flags, int persons, RiskLevel level, String rule) {
        // Given
        Facts facts = new Facts(flags(flags), "02", persons);

        // When
        Assessment assessment = Assessment.of(facts);

        // Then
        assertThat(assessment.level()).isEqualTo(level);
        assertThat(assessment.hardRule()).isEqualTo(rule);
    }

    @Test
    void a_case_without_signals_is_blue() {
        // Given // When
        Assessment assessment = Assessment.of(new Facts(Set.of(), "1501", 1));

        // Then
        assertThat(assessment.level()).isEqualTo(RiskLevel.RISK_BLUE);
        assertThat(assessment.score()).isZero();
        assertThat(assessment.hardRule()).isNull();
    }

    @Test
    void the_score_sets_the_level_where_no_hard_rule_fires() {
        // Given: R04 30–99 persons 30, R12 wage 12 → 42 → yellow (30–49)
        Facts facts = new Facts(Set.of(Flag.WAGE, Flag.MASS), "1001", 45);

        // When
        Assessment assessment = Assessment.of(facts);

        // Then
        assertThat(assessment.score()).isEqualTo(42);
        assertThat(assessment.level()).isEqualTo(RiskLevel.RISK_YELLOW);
    }

    @Test
    void the_score_is_capped_at_one_hundred() {
        // Given
        Facts facts =
                new Facts(
                        Set.of(
                                Flag.SUICIDE,
                                Flag.THREAT,
                                Flag.WEAPON,
                                Flag.DV,
                                Flag.MINOR,
                                Flag.INJURY),
                        "01",
                        120);

        // When // Then
        assertThat(Assessment.of(facts).score()).isEqualTo(100);
    }

    private static Set<Flag> flags(String text) {
        return java.util.Arrays.stream(text.split("\\+"))
                .map(Flag::valueOf)
                .collect(java.util.stream.Collectors.toSet());
    }
}
