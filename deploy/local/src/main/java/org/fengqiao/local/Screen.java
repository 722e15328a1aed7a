package org.fengqiao.local;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Shows how the parts are doing: a table that redraws itself on a terminal, plain lines elsewhere.
 */
final class Screen {

    private final PrintStream out;
    private final boolean terminal;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, String> shown = new HashMap<>();
    private Collection<SupervisedPart> table = java.util.List.of();
    private int drawn;

    Screen(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /**
     * From now on the table of these parts is drawn; before, and after {@link #leaveTable}, changes
     * are lines.
     */
    void enterTable(Collection<SupervisedPart> parts) {
        table = parts;
    }

    void leaveTable() {
        lock.lock();
        try {
            table = java.util.List.of();
            drawn = 0;
        } finally {
            lock.unlock();
        }
    }

    void changed(SupervisedPart part) {
        lock.lock();
        try {
            String text = text(part);
            if (text.equals(shown.put(part.part().id(), text))) {
                return;
            }
            if (terminal && !table.isEmpty()) {
                redraw();
            } else {
                out.println(text);
            }
        } finally {
            lock.unlock();
        }
    }

    void line(String text) {
        out.println(text);
    }

    private void redraw() {
        if (drawn > 0) {
            out.print("\033[" + drawn + "A");
        }
        table.forEach(part -> out.println("\033[K" + text(part)));
        drawn = table.size();
        out.flush();
    }

    private static String text(SupervisedPart part) {
        String state =
                switch (part.state()) {
                    case WAITING -> "waiting";
                    case STARTING -> "starting";
                    case READY ->
                            "ready      %5.1f s".formatted(part.readyAfter().toMillis() / 1000.0);
                    case RESTARTING -> {
                        String failure = part.failure();
                        yield "has ended, starting again"
                                + (failure == null ? "" : " (" + failure + ")");
                    }
                    case STOPPED -> "stopped";
                };
        int port = part.part().port();
        return "  %-14s %-7s %s".formatted(part.part().id(), port == 0 ? "" : ":" + port, state);
    }

    /** What a person needs to know once everything serves. */
    void ready(Settings settings, double seconds, Path logs, boolean demo) {
        out.printf(
                """

                Fengqiao 枫桥 is ready after %.1f s. Demo accounts, for this machine only.
                  console, APIs  %s   one person per role and region, password the same: window-520527, dispatcher-520527,
                                 mediator-520527, leader-520527, admin-520527 … regions 520527 620902 421202 222401
                  Keycloak       %s   admin / admin; realm fengqiao; clients source-<system>, dept-<unit>, secret the same
                  Kafka          localhost:%d          SASL_PLAINTEXT, SCRAM-SHA-512; users source-p110, dept-520527-HOUSING, admin …
                  PostgreSQL     localhost:%d          user = password = database: intake dispatch mediation risk reporting
                  logs           %s
                  demo traffic   %s
                """,
                seconds,
                settings.url("gateway"),
                settings.url("keycloak"),
                settings.port("kafka"),
                settings.port("postgres"),
                logs,
                demo
                        ? "about six made-up records a minute; 520527-HOUSING is left for you to play; up --no-demo leaves it out"
                        : "none");
    }
}
