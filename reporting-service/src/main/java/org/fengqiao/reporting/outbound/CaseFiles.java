package org.fengqiao.reporting.outbound;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.fengqiao.contracts.CaseEvent;
import org.fengqiao.contracts.CaseHeader;
import org.fengqiao.outbox.EventCodec;
import org.fengqiao.outbox.Sql;
import org.fengqiao.reporting.CaseFile;
import org.fengqiao.reporting.CaseSummary;
import org.fengqiao.reporting.Lights;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The store of case files; used inside a transaction of {@code handling}. */
@ApplicationScoped
public class CaseFiles {

    public Uni<Map<UUID, CaseFile>> find(Mutiny.Session session, Collection<UUID> cases) {
        return session.find(CaseFileRow.class, cases.toArray())
                .map(
                        rows -> {
                            Map<UUID, CaseFile> found = new LinkedHashMap<>();
                            for (CaseFileRow row : rows) {
                                if (row != null) {
                                    found.put(row.caseId, read(row.body));
                                }
                            }
                            return found;
                        });
    }

    public Uni<Void> keep(Mutiny.Session session, CaseFile file, boolean isNew) {
        if (isNew) {
            CaseFileRow row = new CaseFileRow();
            row.caseId = file.caseId;
            row.caseNo = file.caseNo;
            row.caseCode = file.caseCode;
            fill(row, file);
            return session.persist(row);
        }
        return session.find(CaseFileRow.class, file.caseId)
                .invoke(row -> fill(row, file))
                .replaceWithVoid();
    }

    /** One journal line per event. */
    public Uni<Void> journal(Mutiny.Session session, List<Line> lines) {
        if (lines.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return Sql.update(
                        session,
                        """
                        insert into case_journal (case_id, owner, sequence, type, at, actor, unit, role, rule)
                        select cast(c as uuid), o, cast(s as bigint), t, cast(a as timestamptz), ac, u, r, ru
                        from unnest(cast($1 as text[]), cast($2 as text[]), cast($3 as text[]), cast($4 as text[]),
                                    cast($5 as text[]), cast($6 as text[]), cast($7 as text[]), cast($8 as text[]),
                                    cast($9 as text[])) as x(c, o, s, t, a, ac, u, r, ru)
                        on conflict do nothing
                        """,
                        texts(lines, l -> l.header().caseId().toString()),
                        texts(lines, Line::owner),
                        texts(lines, l -> Long.toString(l.header().sequence())),
                        texts(lines, Line::type),
                        texts(lines, l -> l.header().at().toString()),
                        texts(lines, l -> l.header().actor().user()),
                        texts(lines, l -> l.header().actor().unit()),
                        texts(lines, l -> l.header().actor().role()),
                        texts(lines, l -> l.header().rule()))
                .replaceWithVoid();
    }

    /** The words of new cases' titles, once. */
    public Uni<Void> titles(Mutiny.Session session, List<CaseFile> added) {
        if (added.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return Sql.update(
                        session,
                        """
                        insert into case_title (case_id, grams)
                        select cast(c as uuid), title_grams(t)
                        from unnest(cast($1 as text[]), cast($2 as text[])) as x(c, t) on conflict do nothing
                        """,
                        added.stream().map(f -> f.caseId.toString()).toArray(String[]::new),
                        added.stream().map(f -> f.title).toArray(String[]::new))
                .replaceWithVoid();
    }

    static CaseFile read(String body) {
        try {
            return EventCodec.mapper().readValue(body, CaseFile.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("unreadable case file: " + e.getOriginalMessage());
        }
    }

    private static void fill(CaseFileRow row, CaseFile file) {
        CaseSummary summary = CaseSummary.of(file);
        Instant issued = summary.issuedAt();
        Instant due = summary.dueAt();
        row.regionCode = summary.regionCode();
        row.title = file.title;
        row.category = summary.category();
        row.state = summary.state().name();
        row.stage = summary.state().stage().name();
        row.risk = summary.risk().name();
        row.secrecy = summary.secrecy();
        row.unit = summary.unit();
        row.source = summary.source();
        row.level = summary.level() == null ? null : summary.level().name();
        row.demo = file.demo;
        row.ended = summary.state().ended();
        row.registeredAt = summary.registeredAt();
        row.issuedAt = issued;
        row.dueAt = due;
        row.yellowAt = issued == null || due == null ? null : Lights.yellowAt(issued, due);
        row.redAt = issued == null || due == null ? null : Lights.redAt(issued, due);
        row.closedAt = summary.closedAt();
        row.asOf = file.asOf;
        row.body = EventCodec.encode(file);
    }

    private static @Nullable String[] texts(
            List<Line> lines, Function<Line, @Nullable String> field) {
        @Nullable String[] values = new String[lines.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = field.apply(lines.get(i));
        }
        return values;
    }

    /** A published event as the journal shows it. */
    public record Line(String owner, String type, CaseHeader header) {
        public static Line of(String owner, String type, CaseEvent event) {
            return new Line(owner, type, event.header());
        }
    }
}
