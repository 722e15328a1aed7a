package org.fengqiao.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * All supervised parts together: started in parallel, stopped in order, written down in {@code
 * run/parts.json}.
 */
final class Platform {

    /** Who goes first when the platform stops: nobody may lose what it still writes to. */
    private static final List<List<String>> STOP_ORDER =
            List.of(
                    List.of(Parts.DEMO),
                    List.of("gateway"),
                    List.of("intake", "dispatch", "mediation", "risk", "reporting", "keycloak"),
                    List.of("kafka"),
                    List.of("postgres"));

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final List<SupervisedPart> parts = new ArrayList<>();
    private final Path file;
    private final Consumer<SupervisedPart> screen;

    Platform(List<Part> parts, Path run, Consumer<SupervisedPart> screen) {
        parts.forEach(part -> this.parts.add(new SupervisedPart(part, this)));
        this.file = run.resolve("parts.json");
        this.screen = screen;
    }

    void start() {
        parts.forEach(part -> Thread.ofPlatform().daemon().name(part.part().id()).start(part));
    }

    /** Stops everything; no part is left when it returns. */
    void stop() {
        for (List<String> stage : STOP_ORDER) {
            List<Thread> stopping =
                    parts.stream()
                            .filter(part -> stage.contains(part.part().name()))
                            .map(
                                    part ->
                                            Thread.ofPlatform()
                                                    .name("stop-" + part.part().id())
                                                    .start(part::stop))
                            .toList();
            for (Thread thread : stopping) {
                join(thread);
            }
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    Collection<SupervisedPart> parts() {
        return List.copyOf(parts);
    }

    /**
     * Blocks until the named parts serve; parts that are not in this platform count as served by
     * somebody else.
     */
    synchronized void awaitReady(Collection<String> names) throws InterruptedException {
        while (!areReady(names)) {
            wait();
        }
    }

    /**
     * Waits until everything that is not optional serves, or such a part has failed three times, or
     * the time is over.
     */
    synchronized boolean awaitAllReady(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        List<SupervisedPart> needed =
                parts.stream().filter(part -> !part.part().isOptional()).toList();
        while (needed.stream().anyMatch(part -> part.state() != SupervisedPart.State.READY)) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0 || needed.stream().anyMatch(SupervisedPart::keepsFailing)) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    private boolean areReady(Collection<String> names) {
        return parts.stream()
                .filter(part -> names.contains(part.part().name()))
                .allMatch(part -> part.state() == SupervisedPart.State.READY);
    }

    synchronized void changed(SupervisedPart part) {
        writeFile();
        screen.accept(part);
        notifyAll();
    }

    private void writeFile() {
        List<Map<String, Object>> lines = new ArrayList<>();
        for (SupervisedPart part : parts) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("part", part.part().name());
            line.put("replica", part.part().replica());
            line.put("pid", part.pid());
            line.put("port", part.part().port());
            line.put("state", part.state().name());
            line.put("restarts", part.restarts());
            line.put("optional", part.part().isOptional());
            lines.add(line);
        }
        try {
            Path fresh = file.resolveSibling("parts.json.new");
            JSON.writeValue(fresh.toFile(), lines);
            Files.move(
                    fresh,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("The file of parts could not be written", e);
        }
    }
}
