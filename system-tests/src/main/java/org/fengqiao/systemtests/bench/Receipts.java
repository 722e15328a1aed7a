package org.fengqiao.systemtests.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.fengqiao.simulators.Outside;
import org.fengqiao.systemtests.bench.Evidence.Fate;
import org.jspecify.annotations.Nullable;

/** Asks at the edge, as the sources would, what became of every accepted record. */
final class Receipts {

    private static final int AT_ONCE = 20;
    private static final int KNOWN = 200;
    private static final String OPEN = "RECEIVED";

    private final Outside outside;
    private final Insistence insistence;

    Receipts(Outside outside, Insistence insistence) {
        this.outside = outside;
        this.insistence = insistence;
    }

    /**
     * The receipts of records that came by Kafka, which gives none: the same content over HTTP is
     * known there already and answered with the receipt. A record that is not known leaves the
     * track without one.
     */
    void learn(List<Track> tracks) {
        inTurn(
                tracks.stream().filter(t -> t.receipt == null).toList(),
                track ->
                        insistence
                                .ask("receipt", () -> outside.push(track.record, Map.of()))
                                .thenAccept(
                                        answer -> {
                                            String receipt =
                                                    answer.body().path("receiptId").asText();
                                            if (answer.status() == KNOWN && !receipt.isEmpty()) {
                                                track.receipt = receipt;
                                            }
                                        }));
    }

    /** By receipt id; asks until none is open any more or the patience ends. */
    Map<String, Fate> fates(List<Track> tracks, Duration patience) throws InterruptedException {
        Map<String, Fate> fates = new ConcurrentHashMap<>();
        List<Track> open = tracks.stream().filter(t -> t.receipt != null).toList();
        long until = System.nanoTime() + patience.toNanos();
        while (true) {
            inTurn(open, track -> ask(track, fates));
            open = open.stream().filter(t -> isOpen(fates.get(String.valueOf(t.receipt)))).toList();
            if (open.isEmpty() || System.nanoTime() > until) {
                return new HashMap<>(fates);
            }
            TimeUnit.MILLISECONDS.sleep(500);
        }
    }

    private static boolean isOpen(@Nullable Fate fate) {
        return fate == null || fate.status().equals(OPEN);
    }

    private CompletableFuture<Void> ask(Track track, Map<String, Fate> fates) {
        String client = "source-" + track.system();
        String path = "/sources/" + track.system() + "/receipts/" + track.receipt;
        return insistence
                .ask("receipt", () -> outside.asClient(client, "GET", path, null))
                .thenAccept(
                        answer -> {
                            if (answer.isOk()) {
                                Fate fate = fate(answer.body());
                                if (fate.caseNo() != null) {
                                    track.caseNo = fate.caseNo();
                                }
                                fates.put(String.valueOf(track.receipt), fate);
                            }
                        });
    }

    private static Fate fate(JsonNode body) {
        return new Fate(
                body.path("status").asText("?"),
                body.path("caseNo").asText(null),
                body.path("reason").asText(null));
    }

    private interface Question {
        CompletableFuture<Void> ask(Track track);
    }

    /** A few at once: the questions are no load test. What is not answered is left open. */
    private static void inTurn(List<Track> tracks, Question question) {
        for (int from = 0; from < tracks.size(); from += AT_ONCE) {
            List<CompletableFuture<Void>> some = new ArrayList<>();
            tracks.subList(from, Math.min(tracks.size(), from + AT_ONCE))
                    .forEach(t -> some.add(question.ask(t).exceptionally(failure -> null)));
            some.forEach(CompletableFuture::join);
        }
    }
}
