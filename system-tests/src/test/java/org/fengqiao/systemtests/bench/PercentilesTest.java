package org.fengqiao.systemtests.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PercentilesTest {

    @Test
    void percentiles_are_values_that_occurred_by_nearest_rank() {
        // Given
        long[] nanos = LongStream.rangeClosed(1, 200).map(i -> (201 - i) * 1_000_000).toArray();
        // When
        Percentiles of = Percentiles.of("hop", nanos);
        // Then
        assertThat(of).isEqualTo(new Percentiles("hop", 200, 100, 190, 198, 200));
    }

    @Test
    void nothing_measured_is_shown_as_nothing() {
        assertThat(Percentiles.of("hop", new long[0]))
                .isEqualTo(new Percentiles("hop", 0, 0, 0, 0, 0));
    }
}
