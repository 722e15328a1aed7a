package org.fengqiao.systemtests.bench;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.fengqiao.simulators.Outside.Answer;
import org.jspecify.annotations.Nullable;

/**
 * Asks again until somebody answers for good, as a careful client does: no answer, 401 (the token
 * of a Keycloak that has begun anew), 429 and 5xx are asked again, with a pause that doubles. What
 * is asked must bear being asked twice.
 */
final class Insistence {

    private static final int UNAUTHORIZED = 401;
    private static final int CONFLICT = 409;
    private static final int TOO_MANY = 429;
    private static final int FAILURE = 500;
    private static final long FIRST_PAUSE_MILLIS = 40;
    private static final long LONGEST_PAUSE_MILLIS = 2000;
    private static final int MOST_DOUBLINGS = 10;

    private final Errors errors;
    private final Duration patience;

    /**
     * @param patience how long it is asked again; the last answer counts, whatever it is
     */
    Insistence(Errors errors, Duration patience) {
        this.errors = errors;
        this.patience = patience;
    }

    /** Not taken and not refused either. */
    static boolean isPassing(Answer answer) {
        return answer.status() == UNAUTHORIZED
                || answer.status() == TOO_MANY
                || answer.status() >= FAILURE;
    }

    /** Completes exceptionally when there was no answer at all until the patience ended. */
    CompletableFuture<Answer> ask(String what, Supplier<CompletableFuture<Answer>> call) {
        return ask(what, call, Insistence::isPassing);
    }

    /** Asks also while the state does not fit yet: news may still be on its way there. */
    CompletableFuture<Answer> askUntilItFits(
            String what, Supplier<CompletableFuture<Answer>> call) {
        return ask(what, call, answer -> answer.status() == CONFLICT || isPassing(answer));
    }

    private CompletableFuture<Answer> ask(
            String what, Supplier<CompletableFuture<Answer>> call, Predicate<Answer> again) {
        long end = System.nanoTime() + patience.toNanos();
        return attempt(new Asked(what, call, again, end), 0);
    }

    private record Asked(
            String what,
            Supplier<CompletableFuture<Answer>> call,
            Predicate<Answer> again,
            long end) {}

    private CompletableFuture<Answer> attempt(Asked asked, int tried) {
        return asked.call()
                .get()
                .handle(Outcome::new)
                .thenCompose(outcome -> next(asked, tried, outcome));
    }

    private record Outcome(@Nullable Answer answer, @Nullable Throwable failure) {}

    private CompletableFuture<Answer> next(Asked asked, int tried, Outcome outcome) {
        Answer answer = outcome.answer();
        if (answer != null && !asked.again().test(answer)) {
            return CompletableFuture.completedFuture(answer);
        }
        if (answer == null) {
            errors.count(asked.what() + ": no answer");
        } else if (isPassing(answer)) {
            errors.count(asked.what() + ": " + answer.status());
        }
        if (System.nanoTime() < asked.end()) {
            Executor later = CompletableFuture.delayedExecutor(pause(tried), TimeUnit.MILLISECONDS);
            return CompletableFuture.runAsync(() -> {}, later)
                    .thenCompose(waited -> attempt(asked, tried + 1));
        }
        return answer == null
                ? CompletableFuture.failedFuture(Objects.requireNonNull(outcome.failure()))
                : CompletableFuture.completedFuture(answer);
    }

    /** Doubles, so that a platform under load is not asked the same all the time. */
    private static long pause(int tried) {
        return Math.min(
                LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(tried, MOST_DOUBLINGS));
    }
}
