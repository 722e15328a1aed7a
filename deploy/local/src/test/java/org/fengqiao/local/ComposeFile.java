package org.fengqiao.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.Yaml;

/** {@code docker-compose.yml} as it stands in the repository, anchors and merges resolved. */
final class ComposeFile {

    static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)(:?[-?+][^}]*)?}");

    private final Map<String, Map<String, Object>> services;
    private final String text;

    ComposeFile() {
        text = read("docker-compose.yml");
        Map<String, Object> file = new Yaml().load(text);
        services = new LinkedHashMap<>(cast(file.get("services")));
    }

    Set<String> services() {
        return services.keySet();
    }

    Map<String, Object> service(String name) {
        return services.get(name);
    }

    /** Values as texts. */
    Map<String, String> environment(String service) {
        Map<String, String> environment = new TreeMap<>();
        Map<String, Object> given =
                cast(services.get(service).getOrDefault("environment", Map.of()));
        given.forEach((name, value) -> environment.put(name, String.valueOf(value)));
        return environment;
    }

    List<String> list(String service, String what) {
        return cast(services.get(service).getOrDefault(what, List.of()));
    }

    /** Variables the file wants from the environment, with what stands behind their name. */
    Map<String, Set<String>> variables() {
        Map<String, Set<String>> found = new TreeMap<>();
        Matcher variable = VARIABLE.matcher(text);
        while (variable.find()) {
            String rest = variable.group(2) == null ? "" : variable.group(2);
            found.computeIfAbsent(variable.group(1), v -> new TreeSet<>()).add(rest);
        }
        return found;
    }

    static String read(String path) {
        try {
            return Files.readString(ROOT.resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // YAML knows no types; the caller does.
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <T> T cast(Object value) {
        return (T) value;
    }
}
