package org.fengqiao.systemtests.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.fengqiao.privacy.FieldCipher;
import org.fengqiao.privacy.Keyset;
import org.fengqiao.simulators.Outside;

/**
 * Fills every database with cases as they look after years of work: copies of real ones, each of
 * other persons, at its own time in the last two years, one in forty still open. Written in chunks,
 * each in one transaction per database that also notes how far it is, so that a second call adds
 * only what is missing. The platform runs, and should have nothing to do.
 */
final class Preload {

    private static final int CHUNK = 5000;
    private static final int OPEN_IN = 40;
    private static final Duration OPEN_SPAN = Duration.ofHours(130);
    private static final Duration SPAN = Duration.ofDays(730);
    private static final int AT_ONCE = 2;

    private final int cases;
    private final int ended;
    private final List<Template> endedTemplates;
    private final List<Template> openTemplates;
    private final FieldCipher cipher;

    private Preload(int cases, Originals originals, FieldCipher cipher) throws SQLException {
        this.cases = cases;
        this.ended = cases - cases / OPEN_IN;
        this.cipher = cipher;
        this.endedTemplates = templates(originals.ended(), cipher);
        this.openTemplates = templates(originals.open(), cipher);
    }

    private static List<Template> templates(List<String> caseNos, FieldCipher cipher)
            throws SQLException {
        List<Template> templates = new ArrayList<>();
        for (String caseNo : caseNos) {
            templates.add(Template.of(caseNo, cipher));
        }
        return templates;
    }

    /**
     * What is stored.
     *
     * @param seconds this call took
     * @param megabytes of each database
     */
    record Done(int cases, double seconds, Map<String, Long> megabytes) {}

    /** Stores what is missing of that many. */
    static Done store(int cases, Outside outside, Path keyset)
            throws SQLException, IOException, InterruptedException {
        long begun = System.nanoTime();
        FieldCipher cipher = new FieldCipher(Keyset.load(keyset));
        Originals originals = Originals.find(outside);
        int before = StoredCases.goal();
        if (before > 0) {
            // What was broken off is ended as it was begun: which copy is open depends on how many
            // there are to be.
            new Preload(before, originals, cipher).fill();
        }
        if (cases > before) {
            StoredCases.goal(cases);
            new Preload(cases, originals, cipher).fill();
        }
        return new Done(
                Math.max(cases, before),
                (System.nanoTime() - begun) / 1e9,
                StoredCases.megabytes());
    }

    private void fill() throws InterruptedException {
        try (ExecutorService pool = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Callable<Void>> work = new ArrayList<>();
            // The largest first, so that the two writers end together.
            for (String database :
                    List.of("reporting", "intake", "dispatch", "mediation", "risk")) {
                work.add(
                        () -> {
                            fill(database);
                            return null;
                        });
            }
            for (Future<Void> done : pool.invokeAll(work)) {
                done.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("preload broke off; call it again", e.getCause());
        }
    }

    private void fill(String database) throws SQLException, IOException {
        long begun = System.nanoTime();
        try (Connection connection = Place.database(database)) {
            StoredCases stored = new StoredCases(connection);
            int before = stored.stored();
            connection.setAutoCommit(false);
            for (int first = before; first < cases; first += CHUNK) {
                int end = Math.min(cases, first + CHUNK);
                write(connection, stored, database, first, end);
                stored.stored(end);
                connection.commit();
            }
            connection.setAutoCommit(true);
            stored.settle(database);
            if (before < cases) {
                System.out.printf(
                        "%s: %d cases in %.0f s%n",
                        database, cases - before, (System.nanoTime() - begun) / 1e9);
            }
        }
    }

    private void write(
            Connection connection, StoredCases stored, String database, int first, int end)
            throws SQLException, IOException {
        boolean streams = database.equals("dispatch");
        Map<String, Long> positions = streams ? stored.positions() : Map.of();
        for (CopiedTable table : CopiedTable.in(database)) {
            StringBuilder lines = new StringBuilder();
            for (int i = first; i < end; i++) {
                Template template = template(i);
                RowTemplate.Target target =
                        new RowTemplate.Target(
                                new Twin(i, template.registeredAt(), shift(i)), positions, cipher);
                template.rows()
                        .getOrDefault(Template.name(table), List.of())
                        .forEach(row -> row.write(target, lines));
            }
            // The server is on this machine and reads the file itself.
            Path file = Place.run().resolve("preload-" + database).toAbsolutePath();
            Files.writeString(file, lines);
            try (Statement statement = connection.createStatement()) {
                statement.execute("copy %s from '%s'".formatted(table.name(), file));
            } finally {
                Files.delete(file);
            }
        }
        if (streams) {
            stored.keep(positions);
        }
    }

    private Template template(int number) {
        List<Template> of = number < ended ? endedTemplates : openTemplates;
        return of.get(number % of.size());
    }

    /** The oldest first; the open ones are the newest. */
    private Duration shift(int number) {
        if (number >= ended) {
            return OPEN_SPAN.multipliedBy(cases - number).dividedBy(cases - ended + 1);
        }
        Duration older = SPAN.minus(OPEN_SPAN).multipliedBy(ended - number).dividedBy(ended + 1);
        return OPEN_SPAN.plus(older);
    }
}
