package org.fengqiao.systemtests.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.fengqiao.simulators.Source;
import org.junit.jupiter.api.Test;

class BenchOptionsTest {

    @Test
    void a_mix_names_systems_and_their_shares() {
        assertThat(of("--mix", "p110=70,h12345=30").mix())
                .isEqualTo(Map.of(Source.P110, 70, Source.H12345, 30));
    }

    @Test
    void a_system_that_is_not_connected_is_named() {
        assertThatThrownBy(() -> of("--mix", "petition=1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("petition");
    }

    @Test
    void preload_without_a_number_is_a_million() {
        assertThat(of("--preload", "--rate", "3").preload()).isEqualTo(1_000_000);
        assertThat(of("--preload", "500").preload()).isEqualTo(500);
        assertThat(of().preload()).isZero();
    }

    @Test
    void a_flag_takes_no_value_and_an_option_wants_one() {
        assertThatThrownBy(() -> of("--chaos", "3")).hasMessageContaining("--chaos");
        assertThatThrownBy(() -> of("--rate")).hasMessageContaining("wants a value");
    }

    @Test
    void chaos_and_spike_exclude_each_other() {
        assertThat(of("--chaos").kind()).isEqualTo(BenchOptions.Kind.CHAOS);
        assertThatThrownBy(() -> of("--chaos", "--spike")).hasMessageContaining("not both");
    }

    @Test
    void a_spike_needs_orders_to_watch() {
        assertThatThrownBy(() -> of("--spike", "--mode", "push")).hasMessageContaining("lifecycle");
    }

    private static BenchOptions of(String... args) {
        return BenchOptions.of(args);
    }
}
