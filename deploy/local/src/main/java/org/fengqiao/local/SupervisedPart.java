package org.fengqiao.local;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one part running: starts it, waits until it serves, and starts it again with growing pauses
 * when it has ended. Changes of state are announced to the platform, which draws the screen and
 * writes the file of parts.
 */
final class SupervisedPart implements Runnable {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final Duration STABLE = Duration.ofSeconds(60);

    /** Where a part is. */
    enum State {
        WAITING,
        STARTING,
        READY,
        RESTARTING,
        STOPPED
    }

    private final Part part;
    private final Platform platform;
    private volatile long begun = System.nanoTime();
    private volatile State state = State.WAITING;
    private volatile boolean stopping;
    private final AtomicInteger restarts = new AtomicInteger();
    private volatile @Nullable GuardedProcess process;
    private volatile @Nullable String failure;
    private volatile Duration readyAfter = Duration.ZERO;

    SupervisedPart(Part part, Platform platform) {
        this.part = part;
        this.platform = platform;
    }

    @Override
    public void run() {
        try {
            platform.awaitReady(part.after());
            Duration pause = FIRST_PAUSE;
            while (!stopping) {
                long started = System.nanoTime();
                startAndWatch();
                if (stopping) {
                    break;
                }
                boolean wasStable = System.nanoTime() - started > STABLE.toNanos();
                pause = wasStable ? FIRST_PAUSE : pause;
                restarts.incrementAndGet();
                begun = System.nanoTime();
                change(State.RESTARTING);
                Thread.sleep(pause);
                pause =
                        pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0
                                ? LONGEST_PAUSE
                                : pause.multipliedBy(2);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void startAndWatch() throws InterruptedException {
        change(State.STARTING);
        GuardedProcess running;
        try {
            // Preparing takes half a minute at the very first start; a stop need not wait for it.
            GuardedProcess.Command command = part.command().get();
            synchronized (this) {
                if (stopping) {
                    return;
                }
                running = GuardedProcess.start(command);
                process = running;
            }
        } catch (RuntimeException e) {
            failure =
                    e.getMessage() + (e.getCause() == null ? "" : ": " + e.getCause().getMessage());
            return;
        }
        long pid = awaitServing(running);
        running.guard().waitFor();
        // Only if somebody killed the guard is the command still there, and its port taken.
        if (pid != 0 && !stopping) {
            ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    /** Returns the command's pid when it serves or has ended. */
    private long awaitServing(GuardedProcess running) throws InterruptedException {
        long pid = 0;
        while (!running.guard().waitFor(150, TimeUnit.MILLISECONDS)) {
            OptionalLong current = running.pid();
            if (current.isPresent() && pid == 0) {
                pid = current.getAsLong();
                platform.changed(this);
            }
            if (serves()) {
                readyAfter = Duration.ofNanos(System.nanoTime() - begun);
                failure = null;
                change(State.READY);
                return running.pid().orElse(pid);
            }
        }
        return pid;
    }

    private boolean serves() {
        try {
            return part.ready().getAsBoolean();
        } catch (RuntimeException e) {
            failure = e.getMessage();
            return false;
        }
    }

    /** Ends the part; it is not started again. */
    void stop() {
        GuardedProcess running;
        synchronized (this) {
            stopping = true;
            running = process;
        }
        if (running != null) {
            running.stop();
        }
        change(State.STOPPED);
    }

    private void change(State next) {
        state = next;
        platform.changed(this);
    }

    Part part() {
        return part;
    }

    State state() {
        return state;
    }

    /** So often at its first start that waiting longer is of no use. */
    boolean keepsFailing() {
        return restarts() >= 3;
    }

    int restarts() {
        return restarts.get();
    }

    /**
     * Time from the beginning of {@code up}, or from the end of the process before, until the part
     * served.
     */
    Duration readyAfter() {
        return readyAfter;
    }

    /** Why the last start went wrong, if it did. */
    @Nullable String failure() {
        return failure;
    }

    long pid() {
        GuardedProcess running = process;
        return running == null ? 0 : running.pid().orElse(0);
    }
}
