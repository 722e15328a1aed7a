package org.fengqiao.systemtests.bench;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Sends records at a fixed rate, whatever the platform does meanwhile (open loop): a record is due
 * when the clock says so, not when the one before was answered.
 */
final class Load {

    private final Mix mix;
    private final List<Door> doors;
    private final Map<String, Track> tracks = new ConcurrentHashMap<>();
    private final List<CompletableFuture<Void>> open = new ArrayList<>();
    private int pushed;

    /**
     * @param doors taken in turn
     */
    Load(Mix mix, List<Door> doors) {
        this.mix = mix;
        this.doors = doors;
    }

    /**
     * Sends until told to stop and gives what was due; answers may still be on their way.
     *
     * @param rate records per second
     * @param more asked with the number of records already due
     */
    List<Track> drive(double rate, IntPredicate more) throws InterruptedException {
        long begun = System.nanoTime();
        List<Track> sent = new ArrayList<>();
        for (int i = 0; more.test(i); i++) {
            long due = begun + (long) (i * 1e9 / rate);
            long wait = due - System.nanoTime();
            if (wait > 0) {
                TimeUnit.NANOSECONDS.sleep(wait);
            }
            Track track = new Track(mix.next(Instant.now()), due);
            tracks.put(track.key(), track);
            sent.add(track);
            Door door = doors.get(pushed++ % doors.size());
            open.add(door.push(track).thenAccept(taken -> answered(track, taken)));
        }
        return sent;
    }

    private static void answered(Track track, Door.Taken taken) {
        track.answered = System.nanoTime();
        track.receipt = taken.receipt();
        track.refusal = taken.refusal();
        track.accepted = taken.accepted();
    }

    /** Returns when every push has its answer. */
    void awaitAnswers() {
        CompletableFuture.allOf(open.toArray(CompletableFuture[]::new)).join();
    }

    /** The record with that key, if this run has sent it. */
    @Nullable Track track(String key) {
        return tracks.get(key);
    }

    Collection<Track> tracks() {
        return tracks.values();
    }

    List<Track> accepted() {
        return tracks.values().stream().filter(t -> t.accepted).toList();
    }
}
