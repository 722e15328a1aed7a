package org.fengqiao.intake.inbound;

import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.smallrye.mutiny.vertx.UniHelper;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.fengqiao.edge.Problem;
import org.fengqiao.intake.handling.Reception;
import org.fengqiao.intake.reception.Push;
import org.fengqiao.intake.reception.Receipt;
import org.jspecify.annotations.Nullable;

/**
 * Gathers concurrent pushes into few transactions: while some run, what arrives waits for the next.
 * Under little load every push has its own transaction at once; under much, one commit serves many.
 * A queue that grows too long is answered 429, a database that does not answer in time 503.
 */
@ApplicationScoped
class ReceptionDesk {

    private static final int BATCH = 200;
    private static final int RUNNING = 4;

    /** INTERFACES §2: 503 within two seconds, never a false 202. */
    private static final Duration PATIENCE = Duration.ofMillis(1_900);

    private final Reception reception;
    private final Vertx vertx;
    private final int most;
    private final Deque<Waiting> queue = new ArrayDeque<>();
    private int running;

    private record Waiting(
            Push push, UniEmitter<? super Receipt> emitter, @Nullable Context context) {

        /** Back on the request's own context: answers are written there. */
        void answer(Receipt receipt) {
            on(() -> emitter.complete(receipt));
        }

        void fail(Throwable failure) {
            on(() -> emitter.fail(failure));
        }

        private void on(Runnable action) {
            if (context == null) {
                action.run();
            } else {
                context.runOnContext(v -> action.run());
            }
        }
    }

    ReceptionDesk(
            Reception reception,
            Vertx vertx,
            @ConfigProperty(name = "fengqiao.intake.door.waiting", defaultValue = "2000")
                    int most) {
        this.reception = reception;
        this.vertx = vertx;
        this.most = most;
    }

    /** Receives a push durably. Fails with a 429 or 503 problem; then nothing was promised. */
    Uni<Receipt> receive(Push push) {
        return Uni.createFrom()
                .<Receipt>emitter(
                        emitter -> {
                            Waiting waiting = new Waiting(push, emitter, Vertx.currentContext());
                            if (!enqueue(waiting)) {
                                emitter.fail(tooMany());
                            } else {
                                work();
                            }
                        })
                .ifNoItem()
                .after(PATIENCE)
                .failWith(ReceptionDesk::tooLate);
    }

    /** Whether it was stored is not known: the source pushes again and learns it. */
    private static Throwable tooLate() {
        return Problem.of(503, "unavailable", "服务暂不可用", "报文未能及时接收,请稍后重试").asException();
    }

    private static Throwable tooMany() {
        return Problem.of(429, "too-many-requests", "推送过于频繁", "待接收的报文过多,请稍后重试").asException();
    }

    private synchronized boolean enqueue(Waiting waiting) {
        return queue.size() < most && queue.add(waiting);
    }

    private synchronized List<Waiting> nextBatch() {
        if (running >= RUNNING || queue.isEmpty()) {
            return List.of();
        }
        running++;
        List<Waiting> batch = new ArrayList<>();
        while (batch.size() < BATCH && !queue.isEmpty()) {
            batch.add(queue.remove());
        }
        return batch;
    }

    private synchronized void done() {
        running--;
    }

    private void work() {
        List<Waiting> batch = nextBatch();
        if (!batch.isEmpty()) {
            // a context of its own: the session of a batch belongs to no request
            Context own =
                    Objects.requireNonNull(
                            VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext()));
            VertxContextSafetyToggle.setContextSafe(own, true);
            own.runOnContext(v -> receive(batch));
        }
    }

    private void receive(List<Waiting> batch) {
        List<Push> pushes = batch.stream().map(Waiting::push).toList();
        // the desk's own loop: both ends are handled here, each waiting request is answered
        UniHelper.toFuture(reception.receive(pushes))
                .onComplete(answers -> answer(batch, answers), failure -> fail(batch, failure));
    }

    private void answer(List<Waiting> batch, List<Receipt> answers) {
        done();
        work();
        for (int i = 0; i < batch.size(); i++) {
            batch.get(i).answer(answers.get(i));
        }
    }

    private void fail(List<Waiting> batch, Throwable failure) {
        done();
        if (batch.size() > 1) {
            // one bad push must not fail its neighbours
            batch.forEach(this::alone);
        } else {
            batch.getFirst().fail(failure);
        }
        work();
    }

    private void alone(Waiting waiting) {
        UniHelper.toFuture(reception.receive(List.of(waiting.push())))
                .onComplete(answers -> waiting.answer(answers.getFirst()), waiting::fail);
    }
}
