package org.fengqiao.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.fengqiao.privacy.Keyset;

/**
 * {@code fengqiao up}: starts the parts in parallel, says when everything serves, keeps it running,
 * and stops it in order on Ctrl-C, SIGTERM or {@code fengqiao down}. If this process is killed, the
 * guards end every part.
 */
public final class Launcher {

    private static final Duration PATIENCE = Duration.ofMinutes(6);
    private static final int LOG_LINES = 15;

    private final Settings settings;
    private final Options options;
    private final Screen screen;
    private final long begun = System.nanoTime();

    private Launcher(Settings settings, Options options) {
        this.settings = settings;
        this.options = options;
        // Java's own test wants the input to be a terminal too, which nobody types into here.
        this.screen =
                new Screen(System.out, "1".equals(settings.environment().get("FENGQIAO_TTY")));
    }

    /** What was asked for on the command line. */
    private record Options(boolean fresh, List<String> parts, Map<String, Integer> replicas) {

        static Options parse(String[] args) {
            boolean fresh = false;
            boolean demo = true;
            List<String> parts = Parts.ALL;
            Map<String, Integer> replicas = new HashMap<>();
            for (int i = 0; i < args.length; i++) {
                switch (args[i]) {
                    case "--fresh" -> fresh = true;
                    case "--no-demo" -> demo = false;
                    case "--parts" -> parts = List.of(value(args, ++i).split(",", -1));
                    case "--replicas" -> replicas.putAll(replicas(value(args, ++i)));
                    default -> throw new LaunchFailure("Unknown option: " + args[i]);
                }
            }
            for (String part : parts) {
                if (!Parts.ALL.contains(part)) {
                    throw new LaunchFailure(
                            "Unknown part: " + part + "; there are " + String.join(" ", Parts.ALL));
                }
            }
            List<String> wanted =
                    demo ? parts : parts.stream().filter(p -> !p.equals(Parts.DEMO)).toList();
            return new Options(fresh, wanted, replicas);
        }

        private static String value(String[] args, int i) {
            if (i >= args.length) {
                throw new LaunchFailure(args[i - 1] + " wants a value");
            }
            return args[i];
        }

        private static Map<String, Integer> replicas(String list) {
            Map<String, Integer> replicas = new HashMap<>();
            for (String entry : list.split(",", -1)) {
                if (!entry.matches("(intake|dispatch|mediation|risk|reporting)=[1-9]")) {
                    throw new LaunchFailure(
                            "--replicas wants service=number, such as dispatch=2,intake=2; not "
                                    + entry);
                }
                String[] pair = entry.split("=", 2);
                replicas.put(pair[0], Integer.parseInt(pair[1]));
            }
            return replicas;
        }
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        LocalKafka.logToStandardError();
        try {
            new Launcher(Settings.fromEnvironment(), Options.parse(args)).up();
        } catch (LaunchFailure e) {
            System.err.println("fengqiao: " + e.getMessage());
            System.exit(1);
        }
    }

    private void up() throws IOException, InterruptedException {
        Files.createDirectories(settings.run());
        Path pidFile = claimHome();
        if (options.fresh()) {
            for (String kept : List.of("data", "keys", "logs")) {
                Archives.delete(settings.home().resolve(kept));
            }
        }
        if (Files.notExists(settings.keyset())) {
            Keyset.generate(settings.keyset());
        }
        Parts parts = new Parts(settings, options.parts(), options.replicas());
        requireFreePorts(parts.fixedPorts());
        Platform platform = new Platform(parts.all(), settings.run(), screen::changed);
        Path ready = settings.run().resolve("ready");
        Files.deleteIfExists(ready);

        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> stop(platform, ready, pidFile, stopped), "stop"));
        screen.enterTable(platform.parts());
        platform.start();
        boolean allReady = platform.awaitAllReady(PATIENCE);
        screen.leaveTable();
        if (!allReady) {
            explain(platform);
            System.exit(1);
        }
        Files.writeString(ready, "");
        screen.ready(
                settings,
                (System.nanoTime() - begun) / 1e9,
                settings.home().resolve("logs"),
                options.parts().contains(Parts.DEMO));
        stopped.await();
    }

    /** One launcher per home: two would fight over data and ports. */
    private Path claimHome() throws IOException {
        Path pidFile = settings.run().resolve("launcher.pid");
        if (Files.exists(pidFile)) {
            long pid = Long.parseLong(Files.readString(pidFile).strip());
            boolean running =
                    pid != ProcessHandle.current().pid()
                            && ProcessHandle.of(pid)
                                    .flatMap(process -> process.info().commandLine())
                                    .filter(line -> line.contains(Launcher.class.getName()))
                                    .isPresent();
            if (running) {
                throw new LaunchFailure(
                        "the platform of %s is running already (process %d); ./fengqiao down stops it"
                                .formatted(settings.home(), pid));
            }
        }
        Files.writeString(pidFile, Long.toString(ProcessHandle.current().pid()));
        return pidFile;
    }

    /**
     * Parts of a launcher that was killed need up to ten seconds to end; only then is a taken port
     * somebody else's.
     */
    private static void requireFreePorts(Map<String, Integer> ports) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        for (Map.Entry<String, Integer> port : ports.entrySet()) {
            while (!Probe.isFree(port.getValue())) {
                if (System.nanoTime() > end) {
                    throw new LaunchFailure(
                            "port %d of %s is taken by another program; %s=<port> moves it"
                                    .formatted(
                                            port.getValue(),
                                            port.getKey(),
                                            Settings.portVariable(port.getKey())));
                }
                Thread.sleep(200);
            }
        }
    }

    private void stop(Platform platform, Path ready, Path pidFile, CountDownLatch stopped) {
        try {
            Files.deleteIfExists(ready);
            platform.stop();
            Files.deleteIfExists(settings.run().resolve("parts.json"));
            Files.deleteIfExists(pidFile);
        } catch (IOException e) {
            screen.line("fengqiao: " + e.getMessage());
        } finally {
            stopped.countDown();
        }
    }

    private void explain(Platform platform) throws IOException {
        List<String> lines = new ArrayList<>();
        List<SupervisedPart> needed =
                platform.parts().stream().filter(part -> !part.part().isOptional()).toList();
        boolean somePartFails = needed.stream().anyMatch(SupervisedPart::keepsFailing);
        for (SupervisedPart part : needed) {
            // Where one part keeps failing, the others have only not had the time.
            if (somePartFails ? !part.keepsFailing() : part.state() == SupervisedPart.State.READY) {
                continue;
            }
            Path log = settings.log(part.part().id());
            lines.add("fengqiao: %s is not ready, see %s".formatted(part.part().id(), log));
            if (part.failure() != null) {
                lines.add("    " + part.failure());
            }
            if (part.restarts() > 0 && Files.exists(log)) {
                List<String> all = Files.readAllLines(log);
                all.subList(Math.max(0, all.size() - LOG_LINES), all.size())
                        .forEach(line -> lines.add("    " + line));
            }
        }
        lines.forEach(screen::line);
    }
}
