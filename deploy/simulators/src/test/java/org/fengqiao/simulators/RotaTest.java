package org.fengqiao.simulators;

import static org.assertj.core.api.Assertions.assertThat;

import org.fengqiao.simulators.Rota.Entry;
import org.junit.jupiter.api.Test;

class RotaTest {

    private final Rota rota = new Rota();

    @Test
    void the_case_due_longest_comes_first_and_none_before_its_time() {
        // Given
        rota.meet(new Entry("B", "520527", "", 20));
        rota.meet(new Entry("A", "520527", "", 10));

        // When // Then
        assertThat(rota.next(9)).isEmpty();
        assertThat(rota.next(30)).map(Entry::caseNo).contains("A");
        assertThat(rota.next(30)).map(Entry::caseNo).contains("B");
        assertThat(rota.next(30)).isEmpty();
    }

    @Test
    void a_case_met_again_keeps_its_turn_also_while_it_is_acted_on() {
        // Given
        rota.meet(new Entry("A", "520527", "", 10));
        Entry taken = rota.next(10).orElseThrow();

        // When
        boolean again = rota.meet(new Entry("A", "520527", "", 11));

        // Then
        assertThat(again).isFalse();
        assertThat(rota.next(100)).isEmpty();
        rota.again(taken.at("520527-HOUSING", 50));
        assertThat(rota.size()).isEqualTo(1);
        assertThat(rota.with("520527-HOUSING")).isEqualTo(1);
    }

    @Test
    void a_case_that_is_over_may_be_met_anew() {
        // Given: closed, and something falls due later
        rota.meet(new Entry("A", "520527", "", 10));
        rota.end(rota.next(10).orElseThrow());

        // When // Then
        assertThat(rota.size()).isZero();
        assertThat(rota.meet(new Entry("A", "520527", "", 99))).isTrue();
    }
}
