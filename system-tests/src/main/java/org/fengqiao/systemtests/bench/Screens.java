package org.fengqiao.systemtests.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.fengqiao.simulators.Outside;
import org.fengqiao.simulators.Outside.Answer;

/**
 * How fast the lists, the board, the queues and the ledgers answer, asked over HTTP with real
 * tokens, one after another.
 */
final class Screens {

    private static final int REQUESTS = 200;
    private static final int WARM_UP = 20;

    /** One that takes a second each is not asked to the end; the count shows it. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String UNIT = "520527-HOUSING";
    private static final String DISPATCHER = "dispatcher-520527";

    private final Outside outside;
    private final Errors errors;

    Screens(Outside outside, Errors errors) {
        this.outside = outside;
        this.errors = errors;
    }

    /** Times each question over and over. */
    List<Percentiles> measure() {
        List<Percentiles> measured = new ArrayList<>();
        questions().forEach((name, ask) -> measured.add(measure(name, ask)));
        return measured;
    }

    /** Keeps the plans of what each question makes the databases do. */
    void explain(Path directory) throws IOException, SQLException, InterruptedException {
        Explain plans = new Explain(directory);
        try {
            for (Map.Entry<String, Question> question : questions().entrySet()) {
                plans.of(question.getKey(), () -> question.getValue().ask().join());
            }
        } finally {
            plans.end();
        }
    }

    private interface Question {
        CompletableFuture<Answer> ask();
    }

    private Map<String, Question> questions() {
        String queue = "/departments/" + UNIT + "/orders";
        String day = Ledgers.today().toString();
        String older = Ledgers.today().minusDays(30).toString();
        Map<String, Question> questions = new LinkedHashMap<>();
        questions.put("list, newest", person("/api/cases?limit=50"));
        questions.put("list, in handling", person("/api/cases?limit=50&stage=BAN"));
        questions.put("list, category", person("/api/cases?limit=50&category=15"));
        questions.put("list, words of title", person("/api/cases?limit=50&q=%E7%89%A9%E4%B8%9A"));
        questions.put("board", person("/api/counts/board"));
        questions.put("command screen", person("/api/counts/screen"));
        questions.put("queue, from the beginning", unit(queue + "?limit=50"));
        questions.put("queue, issued", unit(queue + "?limit=50&state=ISSUED"));
        questions.put("queue, newest", unit(queue + "?limit=50&after=" + end(queue)));
        questions.put("ledger of today", source("/sources/p110/ledger?date=" + day));
        questions.put("ledger a month ago", source("/sources/p110/ledger?date=" + older));
        questions.put("mediation, of the region", person("/api/mediation/cases?limit=50"));
        return questions;
    }

    /** A position little before the end of the queue. */
    private long end(String queue) {
        long after = 0;
        long step = 1L << 24;
        while (step > 0) {
            Answer page = unit(queue + "?limit=1&after=" + (after + step)).ask().join();
            if (page.body().path("items").size() > 0) {
                after += step;
            }
            step /= 2;
        }
        return Math.max(0, after - 50);
    }

    private Percentiles measure(String name, Question ask) {
        List<Long> nanos = new ArrayList<>();
        long end = System.nanoTime() + PATIENCE.toNanos();
        for (int i = -WARM_UP; i < REQUESTS && System.nanoTime() < end; i++) {
            long asked = System.nanoTime();
            Answer answer = ask.ask().join();
            if (!answer.isOk()) {
                errors.count(name + ": " + answer.status());
            }
            if (i >= 0) {
                nanos.add(System.nanoTime() - asked);
            }
        }
        return Percentiles.of(name, nanos, Long::longValue);
    }

    private Question person(String path) {
        return () -> outside.asPerson(DISPATCHER, "GET", path, null);
    }

    private Question unit(String path) {
        return () -> outside.asClient("dept-" + UNIT, "GET", path, null);
    }

    private Question source(String path) {
        return () -> outside.asClient("source-p110", "GET", path, null);
    }
}
