package org.fengqiao.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The simulators of the world outside, as a process of their own that only knows two addresses. */
final class LocalDemo {

    private LocalDemo() {}

    static GuardedProcess.Command command(Settings settings) {
        Path built = settings.root().resolve("deploy/simulators/target");
        Path libraries = built.resolve("lib");
        if (Files.notExists(libraries)) {
            throw new LaunchFailure(
                    "the demo is not built: %s is missing; --no-demo leaves it out"
                            .formatted(settings.root().relativize(libraries)));
        }
        return new GuardedProcess.Command(
                Parts.DEMO,
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx64m",
                        "-Xss512k",
                        "-cp",
                        built.resolve("classes") + ":" + libraries + "/*",
                        "org.fengqiao.simulators.Demo",
                        settings.url("gateway"),
                        settings.url("keycloak")),
                Map.of(),
                "TERM",
                settings.run(),
                settings.log(Parts.DEMO));
    }
}
