package org.fengqiao.systemtests.bench;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Plans of the statements the services really send, with their real parameters: until its end
 * PostgreSQL writes EXPLAIN (ANALYZE, BUFFERS) of everything into its log, from which they are
 * read.
 */
final class Explain {

    /** Begins an entry of the log; the rest of it is indented. */
    private static final Pattern ENTRY = Pattern.compile("(?m)^(?=\\d{4}-\\d\\d-\\d\\d )");

    private static final Pattern PLAN = Pattern.compile("LOG:  duration: .*? plan:");

    /** What goes on all the time, whoever asks for what. */
    private static final Pattern BACKGROUND =
            Pattern.compile(
                    "outbox|timer|stream_delivery|waiting_event|edge_inbox|case_tally_fold|advisory");

    private static final List<String> SETTINGS =
            List.of(
                    "session_preload_libraries = 'auto_explain'",
                    "auto_explain.log_min_duration = 0",
                    "auto_explain.log_analyze = on",
                    "auto_explain.log_buffers = on");

    /** A prepared statement may get another plan after its fifth execution. */
    private static final int TIMES = 10;

    private final Path directory;
    private final Path log;

    /** Costs every service its connections, so that the new ones load the library. */
    Explain(Path directory) throws IOException, SQLException, InterruptedException {
        this.directory = Files.createDirectories(directory);
        this.log = Place.postgresLog();
        for (String setting : SETTINGS) {
            alter("set " + setting);
        }
        beginAnew();
    }

    /** Asks a few times and keeps the plans of what that took as {@code <name>.txt}. */
    void of(String name, Runnable ask) throws IOException, InterruptedException {
        for (int i = 0; i < TIMES; i++) {
            ask.run();
        }
        TimeUnit.MILLISECONDS.sleep(300);
        long from = Files.size(log);
        ask.run();
        TimeUnit.MILLISECONDS.sleep(300);
        Map<String, String> plans = new LinkedHashMap<>();
        for (String entry : ENTRY.split(since(from))) {
            if (PLAN.matcher(entry).find() && !BACKGROUND.matcher(entry).find()) {
                String text = entry.substring(entry.indexOf("duration:"));
                plans.put(
                        text.substring(text.indexOf("Query Text")).lines().findFirst().orElse(""),
                        text);
            }
        }
        Files.writeString(
                directory.resolve(name.replaceAll("[^a-z0-9]+", "-") + ".txt"),
                String.join("\n", plans.values()));
    }

    private String since(long from) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            byte[] bytes = new byte[Math.toIntExact(file.length() - from)];
            file.seek(from);
            file.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    private static void alter(String what) throws SQLException {
        try (Connection connection = Place.database("postgres");
                Statement statement = connection.createStatement()) {
            // A setting of a library is only known where it is loaded.
            statement.execute("load 'auto_explain'");
            statement.execute("alter system " + what);
        }
    }

    private static void beginAnew() throws SQLException, InterruptedException {
        try (Connection connection = Place.database("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("select pg_reload_conf()");
            TimeUnit.SECONDS.sleep(1);
            statement.execute(
                    "select pg_terminate_backend(pid) from pg_stat_activity where datname in ('%s')"
                            .formatted(String.join("','", Place.SERVICES)));
        }
        TimeUnit.SECONDS.sleep(5);
    }

    void end() throws SQLException, InterruptedException {
        for (String setting : SETTINGS) {
            alter("reset " + setting.substring(0, setting.indexOf(' ')));
        }
        beginAnew();
    }
}
