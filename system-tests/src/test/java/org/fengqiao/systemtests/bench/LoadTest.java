package org.fengqiao.systemtests.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.fengqiao.simulators.Source;
import org.junit.jupiter.api.Test;

class LoadTest {

    private static final Instant NOW = Instant.parse("2026-11-23T04:00:00Z");

    @Test
    void records_fall_due_by_the_clock_though_nobody_answers() throws InterruptedException {
        // Given
        Load load = load(new Silent());
        // When
        List<Track> sent = load.drive(200, i -> i < 5);
        // Then
        assertThat(sent).hasSize(5).noneMatch(t -> t.accepted);
        for (int i = 1; i < sent.size(); i++) {
            assertThat(sent.get(i).due - sent.get(i - 1).due).isEqualTo(5_000_000L);
        }
    }

    @Test
    void doors_are_taken_in_turn_and_their_answers_kept() throws InterruptedException {
        // Given
        Load load =
                load(
                        new Answering(new Door.Taken(true, "receipt", null)),
                        new Answering(new Door.Taken(false, null, "429")));
        // When
        List<Track> sent = load.drive(1000, i -> i < 4);
        load.awaitAnswers();
        // Then
        assertThat(sent).extracting(t -> t.accepted).containsExactly(true, false, true, false);
        assertThat(sent.get(0).receipt).isEqualTo("receipt");
        assertThat(sent.get(1).refusal).isEqualTo("429");
        assertThat(load.accepted()).hasSize(2);
    }

    private static Load load(Door... doors) {
        return new Load(new Mix(Map.of(Source.P110, 1), true, 1, NOW), List.of(doors));
    }

    private record Answering(Taken taken) implements Door {
        @Override
        public CompletableFuture<Taken> push(Track track) {
            return CompletableFuture.completedFuture(taken);
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }

    private record Silent() implements Door {
        @Override
        public CompletableFuture<Taken> push(Track track) {
            return new CompletableFuture<>();
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
