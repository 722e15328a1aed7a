package org.fengqiao.systemtests.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** CPU and memory of the platform's processes, from the kernel's own accounts. */
final class Parts {

    /** Clock ticks per second of {@code /proc/<pid>/stat} on Linux. */
    private static final double TICKS = 100;

    private static final int USER_TIME = 11;
    private static final int SYSTEM_TIME = 12;

    private final Map<String, Long> pids = new LinkedHashMap<>();

    /**
     * @param file {@code run/parts.json} of the platform's home
     */
    Parts(Path file) throws IOException {
        JsonNode parts = new ObjectMapper().readTree(file.toFile());
        for (JsonNode part : parts) {
            pids.put(
                    part.path("part").asText() + "-" + part.path("replica").asText(),
                    part.path("pid").asLong());
        }
    }

    /** CPU seconds of each part since its start, its child processes included. */
    Map<String, Double> cpuSeconds() {
        Map<String, Double> used = new LinkedHashMap<>();
        pids.forEach(
                (name, pid) ->
                        used.put(name, family(pid).stream().mapToDouble(Parts::seconds).sum()));
        return used;
    }

    /** Memory in MB, shared pages counted once (PSS). */
    Map<String, Double> memoryMegabytes() {
        Map<String, Double> used = new LinkedHashMap<>();
        pids.forEach(
                (name, pid) -> used.put(name, family(pid).stream().mapToDouble(Parts::pss).sum()));
        return used;
    }

    private static List<Long> family(long pid) {
        return ProcessHandle.of(pid)
                .map(p -> Stream.concat(Stream.of(p), p.descendants()))
                .orElse(Stream.empty())
                .map(ProcessHandle::pid)
                .toList();
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
