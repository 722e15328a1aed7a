package org.fengqiao.systemtests.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/** Prints the figures as tables for people and as JSON for comparison. */
final class Report {

    private static final int SHOWN = 20;

    private final PrintStream out;

    Report(PrintStream out) {
        this.out = out;
    }

    void write(Figures figures, Path file) throws IOException {
        new ObjectMapper()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .writeValue(file.toFile(), figures);
    }

    void print(Figures f) {
        out.printf(
                "%n%s by %s, %.1f/s, seed %d: %d due, %d accepted (%.1f/s)%n",
                f.mode(),
                f.doors(),
                f.rate(),
                f.seed(),
                f.due(),
                f.accepted(),
                f.acceptedPerSecond());
        if (f.closed() > 0) {
            out.printf("%d closed (%.1f/s until the last)%n", f.closed(), f.closedPerSecond());
        }
        hops("hop, ms", f.hops());
        parts(f.costs());
        databases(f.costs());
        rounds(f.rounds());
        steps(f.steps());
        Preload.Done stored = f.stored();
        if (stored != null) {
            out.printf(
                    "%n%d cases stored, in %.0f s; MB: %s%n",
                    stored.cases(), stored.seconds(), stored.megabytes());
            hops("over HTTP, ms", f.screens());
        }
        out.printf("%nreceipts by state: %s%n", f.receipts());
        out.printf("not as asked: %s%n", f.errors());
        balance(f.balance());
    }

    private void hops(String title, List<Percentiles> hops) {
        out.printf("%n%-28s %7s %9s %9s %9s %9s%n", title, "count", "p50", "p95", "p99", "max");
        hops.forEach(
                h ->
                        out.printf(
                                "%-28s %7d %9.1f %9.1f %9.1f %9.1f%n",
                                h.hop(), h.count(), h.p50(), h.p95(), h.p99(), h.max()));
    }

    private void parts(Meter.Costs costs) {
        out.printf("%n%-14s %9s %9s %12s%n", "part", "CPU s", "PSS MB", "CPU ms each");
        double cpu = 0;
        double memory = 0;
        for (Meter.PartCost p : costs.parts()) {
            out.printf(
                    "%-14s %9.2f %9.0f %12.2f%n",
                    p.part(), p.cpuSeconds(), p.memoryMegabytes(), p.cpuMillisEach());
            cpu += p.cpuMillisEach();
            memory += p.memoryMegabytes();
        }
        out.printf("%-14s %9s %9.0f %12.2f%n", "together", "", memory, cpu);
    }

    private void databases(Meter.Costs costs) {
        out.printf(
                "%n%-14s %14s %14s %14s %20s%n",
                "database", "idle commits/s", "commits each", "rows each", "events per commit");
        costs.databases()
                .forEach(
                        d ->
                                out.printf(
                                        "%-14s %14.1f %14.2f %14.2f %20.2f%n",
                                        d.database(),
                                        d.idlePerSecond(),
                                        d.transactionsEach(),
                                        d.rowsEach(),
                                        d.eventsPerTransaction()));
        out.printf(
                "%-14s %14s %14.2f %14.2f%n",
                "together", "", costs.transactionsEach(), costs.rowsEach());
        out.printf(
                "WAL bytes each: %.0f%n%nevents each: %.2f (budget 14)%n",
                costs.walBytesEach(), costs.eventsPerLifecycle());
        costs.eventsEach().forEach((topic, n) -> out.printf("  %-24s %6.2f%n", topic, n));
    }

    private void rounds(List<Chaos.Round> rounds) {
        if (rounds.isEmpty()) {
            return;
        }
        out.printf("%n%5s %-14s %9s  %s%n", "round", "killed", "ready s", "errors meanwhile");
        rounds.forEach(
                r ->
                        out.printf(
                                "%5d %-14s %9s  %s%n",
                                r.number(),
                                r.part(),
                                r.isBack() ? "%.1f".formatted(r.secondsToReady()) : "never",
                                r.errors()));
    }

    private void steps(List<Spike.Step> steps) {
        if (steps.isEmpty()) {
            return;
        }
        out.printf(
                "%n%6s %8s %8s %9s %9s %9s %12s %12s  %s%n",
                "times",
                "rate/s",
                "due",
                "accepted",
                "p50 ms",
                "p95 ms",
                "backlog end",
                "recovered s",
                "errors");
        steps.forEach(
                s ->
                        out.printf(
                                "%6d %8.1f %8d %9d %9.1f %9.1f %12d %12s  %s%n",
                                s.times(),
                                s.rate(),
                                s.due(),
                                s.accepted(),
                                s.delay().p50(),
                                s.delay().p95(),
                                s.backlogAtEnd(),
                                s.recovery(),
                                s.errors()));
    }

    private void balance(Balance balance) {
        out.printf(
                "lost %d, doubled %d, unfinished %d%n",
                balance.lost().size(), balance.doubled().size(), balance.unfinished().size());
        shown("lost", balance.lost());
        shown("doubled", balance.doubled());
        shown("unfinished", balance.unfinished());
    }

    private void shown(String what, List<String> lines) {
        lines.stream().limit(SHOWN).forEach(line -> out.printf("  %s: %s%n", what, line));
        if (lines.size() > SHOWN) {
            out.printf("  and %d more%n", lines.size() - SHOWN);
        }
    }
}
