package org.fengqiao.systemtests.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The platform's processes: the launcher's list of them, and the kernel's accounts of each. */
final class Parts {

    /** Clock ticks per second of {@code /proc/<pid>/stat} on Linux. */
    private static final double TICKS = 100;

    private static final int USER_TIME = 11;
    private static final int SYSTEM_TIME = 12;

    private final Path file;

    /**
     * @param file {@code run/parts.json} of the platform's home
     */
    Parts(Path file) {
        this.file = file;
    }

    /**
     * One process and its children.
     *
     * @param name {@code dispatch}, {@code dispatch-2}
     * @param restarts how often the launcher has started it again
     */
    record Running(String name, long pid, String state, int restarts) {

        boolean isReady() {
            return state.equals("READY") && ProcessHandle.of(pid).isPresent();
        }

        /** A service, with profiles to be had; gateway and replicas too. */
        boolean isOurs() {
            return !List.of("kafka", "postgres", "keycloak", "demo").contains(name);
        }

        /** CPU seconds since its start, its child processes included. */
        double cpuSeconds() {
            return family().stream().mapToDouble(Parts::seconds).sum();
        }

        /** Memory in MB, shared pages counted once (PSS). */
        double memoryMegabytes() {
            return family().stream().mapToDouble(Parts::pss).sum();
        }

        private List<Long> family() {
            return ProcessHandle.of(pid)
                    .map(p -> Stream.concat(Stream.of(p), p.descendants()))
                    .orElse(Stream.empty())
                    .map(ProcessHandle::pid)
                    .toList();
        }
    }

    /** As the launcher has written it down last. */
    List<Running> running() {
        try {
            List<Running> running = new ArrayList<>();
            for (JsonNode part : new ObjectMapper().readTree(file.toFile())) {
                int replica = part.path("replica").asInt();
                String name = part.path("part").asText();
                running.add(
                        new Running(
                                replica == 1 ? name : name + "-" + replica,
                                part.path("pid").asLong(),
                                part.path("state").asText(),
                                part.path("restarts").asInt()));
            }
            return running;
        } catch (IOException e) {
            throw new UncheckedIOException("is the platform up?", e);
        }
    }

    private static double seconds(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return (Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[SYSTEM_TIME]))
                    / TICKS;
        } catch (IOException ended) {
            return 0;
        }
    }

    private static double pss(long pid) {
        try (Stream<String> lines =
                Files.lines(Path.of("/proc", Long.toString(pid), "smaps_rollup"))) {
            return lines.filter(l -> l.startsWith("Pss:"))
                            .mapToLong(l -> Long.parseLong(l.replaceAll("\\D", "")))
                            .sum()
                    / 1024.0;
        } catch (IOException | UncheckedIOException ended) {
            return 0;
        }
    }
}
