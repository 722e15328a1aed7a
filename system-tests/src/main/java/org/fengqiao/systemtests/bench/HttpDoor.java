package org.fengqiao.systemtests.bench;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.fengqiao.simulators.Outside;
import org.fengqiao.simulators.Outside.Answer;
import org.jspecify.annotations.Nullable;

/** Pushes over HTTP as the source's machine client. */
final class HttpDoor implements Door {

    private static final int STORED = 202;
    private static final int KNOWN = 200;

    private final Outside outside;
    private final Errors errors;
    private final @Nullable Insistence insistence;
    private final Map<String, String> headers;

    /**
     * @param insistence null: a push that is not taken is not sent again
     * @param headers of every push
     */
    HttpDoor(
            Outside outside,
            Errors errors,
            @Nullable Insistence insistence,
            Map<String, String> headers) {
        this.outside = outside;
        this.errors = errors;
        this.insistence = insistence;
        this.headers = headers;
    }

    @Override
    public CompletableFuture<Taken> push(Track track) {
        // The same bytes again give the same receipt, so a push whose answer was lost is safe.
        CompletableFuture<Answer> answered =
                insistence == null
                        ? outside.push(track.record, headers)
                        : insistence.ask("push", () -> outside.push(track.record, headers));
        return answered.thenApply(this::taken).exceptionally(failure -> refused("no answer"));
    }

    private Taken taken(Answer answer) {
        boolean again = insistence != null && answer.status() == KNOWN;
        if (answer.status() != STORED && !again) {
            return refused(Integer.toString(answer.status()));
        }
        String receipt = answer.body().path("receiptId").asText();
        return new Taken(true, receipt.isEmpty() ? null : receipt, null);
    }

    private Taken refused(String how) {
        errors.count("push: " + how);
        return new Taken(false, null, how);
    }

    @Override
    public void close() {
        // Nothing is held open for it.
    }
}
