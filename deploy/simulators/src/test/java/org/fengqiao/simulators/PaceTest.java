package org.fengqiao.simulators;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.fengqiao.simulators.CaseTurn.Outcome;
import org.fengqiao.simulators.CaseTurn.Step;
import org.junit.jupiter.api.Test;

class PaceTest {

    private static final Step DONE = new Step(Outcome.DONE, "sign", "520527-NATRES", false);
    private static final Step RED = new Step(Outcome.DONE, "sign", "520527-PSB", true);

    private final Pace pace = new Pace(new SplittableRandom(1));

    private Duration after(int serial, Step step) {
        return pace.after("ZZ52052720261120%07d".formatted(serial), step);
    }

    @Test
    void some_cases_go_through_while_one_watches_and_others_fill_the_board() {
        // When
        var pauses =
                IntStream.range(0, 300)
                        .mapToObj(i -> after(i, DONE))
                        .collect(Collectors.partitioningBy(d -> d.toSeconds() < 15));

        // Then: every case moves within seven minutes
        assertThat(pauses.get(true)).hasSizeBetween(60, 140);
        assertThat(pauses.get(false)).allMatch(d -> d.compareTo(Duration.ofMinutes(7)) < 0);
    }

    @Test
    void red_cases_are_handled_slowly_whatever_their_temper() {
        assertThat(IntStream.range(0, 50).mapToObj(i -> after(i, RED)))
                .allMatch(d -> d.compareTo(Duration.ofSeconds(100)) >= 0);
    }

    @Test
    void a_refused_step_is_not_tried_again_at_once() {
        Step refused = new Step(Outcome.REFUSED, "visit", "", false);
        assertThat(after(1, refused)).isGreaterThanOrEqualTo(Duration.ofMinutes(1));
    }
}
