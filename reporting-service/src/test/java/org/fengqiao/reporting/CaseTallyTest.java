package org.fengqiao.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.fengqiao.contracts.RiskLevel;
import org.fengqiao.reporting.CaseTally.Cell;
import org.fengqiao.reporting.CaseTally.Kind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A case leaves the cells it was in and enters those it is in. */
class CaseTallyTest {

    private static final Instant REGISTERED = Instant.parse("2026-11-22T15:59:00Z");
    private static final Instant NEXT_DAY = Instant.parse("2026-11-22T16:00:00Z");

    private static CaseSummary summary(
            CaseState state, @Nullable String unit, @Nullable Instant closedAt) {
        boolean timed = state == CaseState.DISPATCHED;
        return new CaseSummary(
                "520527104000",
                unit,
                "NORMAL",
                "p110",
                "1501",
                state,
                RiskLevel.RISK_BLUE,
                state.resolved() && unit != null ? Level.of(unit) : null,
                REGISTERED,
                closedAt,
                timed ? REGISTERED : null,
                timed ? NEXT_DAY : null);
    }

    private static List<String> words(CaseTally tally) {
        return tally.changes().stream()
                .map(e -> (word(e.getKey()) + " " + e.getValue()).replaceAll(" +", " "))
                .sorted()
                .toList();
    }

    private static String word(Cell c) {
        return "%s %s %s %s".formatted(c.kind(), c.a(), c.b(), c.unit());
    }

    @Test
    void a_new_case_is_counted_where_it_stands_and_on_its_shanghai_day() {
        // Given
        CaseTally tally = new CaseTally();

        // When
        tally.moved(null, summary(CaseState.REGISTERED, null, null));

        // Then
        assertThat(words(tally))
                .containsExactly(
                        "FLOW p110 15 1", "OPEN HUI RISK_BLUE 1", "REGISTERED 2026-11-22 1");
    }

    @Test
    void an_order_moves_it_to_the_unit_and_starts_a_clock() {
        // Given
        CaseTally tally = new CaseTally();

        // When
        tally.moved(
                summary(CaseState.ACCEPTED, null, null),
                summary(CaseState.DISPATCHED, "520527-COURT", null));

        // Then
        assertThat(words(tally))
                .containsExactly(
                        "FLOW p110 15 -1",
                        "FLOW p110 15 520527-COURT 1",
                        "OPEN JIAO RISK_BLUE 520527-COURT 1",
                        "OPEN YAN RISK_BLUE -1",
                        "TIMED JIAO 520527-COURT 1");
    }

    @Test
    void closing_ends_it_on_the_day_it_closed_and_at_the_level_that_resolved_it() {
        // Given
        CaseTally tally = new CaseTally();

        // When
        tally.moved(
                summary(CaseState.DISPATCHED, "520527104000-M001", null),
                summary(CaseState.CLOSED, "520527104000-M001", NEXT_DAY));

        // Then
        assertThat(tally.changes())
                .anySatisfy(
                        e -> {
                            assertThat(e.getKey().kind()).isEqualTo(Kind.LEVEL);
                            assertThat(e.getKey().a()).isEqualTo("TOWNSHIP");
                        })
                .anySatisfy(
                        e -> {
                            assertThat(e.getKey().kind()).isEqualTo(Kind.CLOSED);
                            assertThat(e.getKey().a()).isEqualTo("2026-11-23");
                        });
    }

    @Test
    void there_and_back_within_a_batch_changes_nothing() {
        // Given
        CaseTally tally = new CaseTally();
        CaseSummary before = summary(CaseState.DISPATCHED, "520527-COURT", null);
        CaseSummary between = summary(CaseState.HANDLING, "520527-COURT", null);

        // When
        tally.moved(before, between);
        tally.moved(between, before);

        // Then
        assertThat(tally.changes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "520527-COURT, COUNTY",
        "520527104000-ZZ, TOWNSHIP",
        "520527104201-ZZ, VILLAGE",
        "222401-M001, COUNTY"
    })
    void the_level_is_that_of_the_unit(String unit, Level level) {
        // Given // When // Then
        assertThat(Level.of(unit)).isEqualTo(level);
    }
}
