package org.fengqiao.systemtests.bench;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A way in for records. */
interface Door extends AutoCloseable {

    /** Sends; completes when the platform, or its broker, has it for good or will not have it. */
    CompletableFuture<Taken> push(Track track);

    @Override
    void close();

    /**
     * What became of a push.
     *
     * @param receipt null where the door gives none
     * @param refusal why it was not taken, such as a status; null if it was
     */
    record Taken(boolean accepted, @Nullable String receipt, @Nullable String refusal) {}
}
