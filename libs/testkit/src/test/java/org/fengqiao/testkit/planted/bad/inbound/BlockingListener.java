package org.fengqiao.testkit.planted.bad.inbound;

import io.smallrye.mutiny.Uni;

/** Waits, and lets a pipeline run that nobody holds. */
final class BlockingListener {

    String waits(Uni<String> work) {
        return work.await().indefinitely();
    }

    void forgets(Uni<String> work) {
        work.subscribe().with(done -> {});
    }
}
