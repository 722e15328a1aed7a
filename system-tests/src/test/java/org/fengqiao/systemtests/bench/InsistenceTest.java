package org.fengqiao.systemtests.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.fengqiao.simulators.Outside.Answer;
import org.junit.jupiter.api.Test;

class InsistenceTest {

    private final Errors errors = new Errors();
    private final Queue<CompletableFuture<Answer>> answers = new ArrayDeque<>();

    @Test
    void what_is_away_is_asked_again_and_counted() {
        // Given
        answers.addAll(
                List.of(
                        CompletableFuture.failedFuture(new IOException("connection refused")),
                        answer(503),
                        answer(202)));
        // When
        Answer answer = insistence(Duration.ofMinutes(1)).ask("push", this::next).join();
        // Then
        assertThat(answer.status()).isEqualTo(202);
        assertThat(errors.all()).isEqualTo(Map.of("push: no answer", 1, "push: 503", 1));
    }

    @Test
    void a_refusal_is_an_answer() {
        // Given
        answers.addAll(List.of(answer(409), answer(200)));
        // When
        Answer answer = insistence(Duration.ofMinutes(1)).ask("sign", this::next).join();
        // Then
        assertThat(answer.status()).isEqualTo(409);
        assertThat(errors.all()).isEmpty();
    }

    @Test
    void who_waits_for_news_asks_again_after_a_refusal() {
        // Given
        answers.addAll(List.of(answer(409), answer(200)));
        // When
        Answer answer =
                insistence(Duration.ofMinutes(1)).askUntilItFits("visit", this::next).join();
        // Then
        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void patience_ends() {
        // Given
        answers.add(CompletableFuture.failedFuture(new IOException("connection refused")));
        // When
        CompletableFuture<Answer> asked = insistence(Duration.ZERO).ask("push", this::next);
        // Then
        assertThatThrownBy(asked::join)
                .isInstanceOf(CompletionException.class)
                .hasRootCauseInstanceOf(IOException.class);
    }

    private Insistence insistence(Duration patience) {
        return new Insistence(errors, patience);
    }

    private CompletableFuture<Answer> next() {
        return answers.remove();
    }

    private static CompletableFuture<Answer> answer(int status) {
        return CompletableFuture.completedFuture(new Answer(status, MissingNode.getInstance(), ""));
    }
}
