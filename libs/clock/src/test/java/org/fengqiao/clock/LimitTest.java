package org.fengqiao.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimitTest {

    @Test
    void a_limit_reads_what_it_writes() {
        assertThat(Limit.parse("60ND roll")).isEqualTo(Limit.naturalDays(60).rolling());
        assertThat(Limit.parse("30 min")).isEqualTo(Limit.minutes(30));
        assertThat(Limit.parse(Limit.workHours(4).toString())).isEqualTo(Limit.workHours(4));
        assertThat(Limit.naturalDays(60).rolling()).hasToString("60 ND roll");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "7",
                "ND",
                "7 days",
                "0 ND",
                "-1 WD",
                "99999 ND",
                "24 H roll",
                "2 WH roll"
            })
    void what_is_no_limit_is_refused(String text) {
        assertThatThrownBy(() -> Limit.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
