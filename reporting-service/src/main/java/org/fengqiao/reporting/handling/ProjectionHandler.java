package org.fengqiao.reporting.handling;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.fengqiao.contracts.CaseEvent;
import org.fengqiao.contracts.IntakeEvent.CaseRegistered;
import org.fengqiao.outbox.Arrival;
import org.fengqiao.outbox.SequenceCheck;
import org.fengqiao.outbox.SequenceCheck.Admission;
import org.fengqiao.outbox.Sql;
import org.fengqiao.reporting.CaseFile;
import org.fengqiao.reporting.CaseSummary;
import org.fengqiao.reporting.CaseTally;
import org.fengqiao.reporting.outbound.CaseFiles;
import org.fengqiao.reporting.outbound.Tallies;
import org.hibernate.reactive.mutiny.Mutiny;

/** The only transaction of reporting: a batch of events onto the case files they belong to. */
@ApplicationScoped
public class ProjectionHandler {

    private final Mutiny.SessionFactory sessions;
    private final CaseFiles files;
    private final Tallies tallies;

    ProjectionHandler(Mutiny.SessionFactory sessions, CaseFiles files, Tallies tallies) {
        this.sessions = sessions;
        this.files = files;
        this.tallies = tallies;
    }

    /** What is early or of an unknown case waits. */
    public Uni<Void> hear(List<Arrival> batch) {
        return sessions.withTransaction(
                (session, tx) ->
                        SequenceCheck.admit(session, batch)
                                .chain(
                                        admission ->
                                                files.find(session, admission.cases())
                                                        .chain(
                                                                found ->
                                                                        project(
                                                                                session, admission,
                                                                                found))));
    }

    private Uni<Void> project(
            Mutiny.Session session, Admission admission, Map<UUID, CaseFile> found) {
        Map<UUID, CaseFile> changed = new LinkedHashMap<>();
        List<CaseFiles.Line> lines = new ArrayList<>();
        CaseTally tally = new CaseTally();
        for (UUID caseId : admission.cases()) {
            CaseFile file = found.get(caseId);
            CaseSummary before = file == null ? null : CaseSummary.of(file);
            Optional<Arrival> next = next(admission, caseId, file != null);
            while (next.isPresent()) {
                Arrival arrival = next.get();
                if (arrival.event().orElse(null) instanceof CaseEvent event) {
                    file = file == null ? opened(arrival) : file;
                    file.apply(event);
                    changed.put(caseId, file);
                    lines.add(CaseFiles.Line.of(arrival.owner(), arrival.type(), event));
                }
                next = next(admission, caseId, file != null);
            }
            if (file != null && changed.containsKey(caseId)) {
                tally.moved(before, CaseSummary.of(file));
            }
        }
        List<CaseFile> added =
                changed.values().stream().filter(f -> !found.containsKey(f.caseId)).toList();
        return Multi.createFrom()
                .iterable(changed.entrySet())
                .onItem()
                .transformToUniAndConcatenate(
                        e -> files.keep(session, e.getValue(), !found.containsKey(e.getKey())))
                .collect()
                .asList()
                .chain(
                        () ->
                                Sql.together(
                                        session.flush(),
                                        files.titles(session, added),
                                        tallies.keep(session, tally),
                                        files.journal(session, lines),
                                        SequenceCheck.settle(session, admission)));
    }

    private static CaseFile opened(Arrival arrival) {
        CaseFile file = new CaseFile();
        file.demo = "true".equals(arrival.headers().get("ce_demo"));
        return file;
    }

    private static Optional<Arrival> next(Admission admission, UUID caseId, boolean met) {
        return admission.next(
                caseId, a -> met || a.event().filter(CaseRegistered.class::isInstance).isPresent());
    }
}
