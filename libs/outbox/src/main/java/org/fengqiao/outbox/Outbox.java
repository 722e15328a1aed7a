package org.fengqiao.outbox;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.fengqiao.outbox.Story.Cause;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Writes journal and outbox rows through the session of the running transaction: one connection,
 * one commit with the aggregate. Refuses to write outside a transaction, where a crash could lose
 * the event and keep the change.
 */
public final class Outbox {

    /** Shards of keys; one relay works on a shard at a time. */
    public static final int SHARDS = 16;

    private Outbox() {}

    /**
     * Appends what the stories and messages say. Flushes the aggregates first, so that the row lock
     * of a case is held before outbox ids of that case are drawn: ids of one case are then in
     * commit order.
     *
     * @throws IllegalStateException (as failure) outside a transaction
     */
    public static Uni<Void> append(
            Mutiny.Session session, Collection<Story> stories, Collection<Message> messages) {
        if (session.currentTransaction() == null) {
            return Uni.createFrom()
                    .failure(
                            new IllegalStateException(
                                    "journal and outbox are written inside a transaction only"));
        }
        List<Row> rows = new ArrayList<>();
        List<Story> told = stories.stream().filter(s -> !s.entries().isEmpty()).toList();
        for (Story story : told) {
            String key = story.caseId().toString();
            for (Story.Entry entry : story.entries()) {
                if (entry.sequence() != null) {
                    rows.add(Row.event(story.topic(), key, entry));
                }
            }
        }
        messages.forEach(m -> rows.add(Row.message(m)));
        return Sql.together(
                session.flush(),
                insertJournal(session, told),
                insertOutbox(session, rows),
                wake(session, rows));
    }

    /** The attributes of a CloudEvent as Kafka headers in binary mode. */
    public static Map<String, String> cloudEvent(
            UUID id,
            String type,
            String owner,
            String subject,
            Instant at,
            String key,
            Cause cause) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("ce_specversion", "1.0");
        headers.put("ce_id", id.toString());
        headers.put("ce_type", type);
        headers.put("ce_source", "/fengqiao/" + owner);
        headers.put("ce_subject", subject);
        headers.put("ce_time", at.toString());
        headers.put("ce_partitionkey", key);
        headers.put("ce_dataschema", "/schemas/" + type + ".json");
        headers.put("content-type", "application/json");
        if (cause.causationId() != null) {
            headers.put("ce_causationid", cause.causationId());
        }
        if (cause.traceparent() != null) {
            headers.put("traceparent", cause.traceparent());
        }
        return headers;
    }

    private static Uni<Void> insertJournal(Mutiny.Session session, List<Story> stories) {
        record Line(Story story, Story.Entry entry) {}
        List<Line> lines =
                stories.stream()
                        .flatMap(s -> s.entries().stream().map(e -> new Line(s, e)))
                        .toList();
        if (lines.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return Sql.update(
                        session,
                        """
                        insert into journal (case_id, ordinal, event_id, type, sequence, at, actor, actor_unit, actor_role,
                                             rule, causation_id, payload, previous_hash, hash)
                        select cast(c as uuid), o, cast(e as uuid), t, s, cast(a as timestamptz), u, n, r, ru, ca, p, ph, h
                        from unnest(cast($1 as text[]), cast($2 as bigint[]), cast($3 as text[]), cast($4 as text[]),
                                    cast($5 as bigint[]), cast($6 as text[]), cast($7 as text[]), cast($8 as text[]),
                                    cast($9 as text[]), cast($10 as text[]), cast($11 as text[]), cast($12 as text[]),
                                    cast($13 as text[]), cast($14 as text[]))
                             as x(c, o, e, t, s, a, u, n, r, ru, ca, p, ph, h)
                        """,
                        texts(lines, l -> l.story().caseId().toString()),
                        longs(lines, l -> l.entry().ordinal()),
                        texts(lines, l -> l.entry().id().toString()),
                        texts(lines, l -> l.entry().type()),
                        longs(lines, l -> l.entry().sequence()),
                        texts(lines, l -> l.entry().at().toString()),
                        texts(lines, l -> l.entry().actor().user()),
                        texts(lines, l -> l.entry().actor().unit()),
                        texts(lines, l -> l.entry().actor().role()),
                        texts(lines, l -> l.entry().rule()),
                        texts(lines, l -> l.entry().causationId()),
                        texts(lines, l -> l.entry().json()),
                        texts(lines, l -> l.entry().previousHash()),
                        texts(lines, l -> l.entry().hash()))
                .replaceWithVoid();
    }

    private static Uni<Void> insertOutbox(Mutiny.Session session, List<Row> rows) {
        if (rows.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        // "with ordinality … order by" keeps the order of the list in the ids.
        return Sql.update(
                        session,
                        """
                        insert into outbox (shard, topic, stream, key, event_id, type, subject, headers, payload)
                        select sh, t, st, k, cast(e as uuid), ty, su, h, p
                        from unnest(cast($1 as bigint[]), cast($2 as text[]), cast($3 as text[]), cast($4 as text[]),
                                    cast($5 as text[]), cast($6 as text[]), cast($7 as text[]), cast($8 as text[]),
                                    cast($9 as text[])) with ordinality
                             as x(sh, t, st, k, e, ty, su, h, p, n)
                        order by n
                        """,
                        longs(rows, r -> (long) r.shard()),
                        texts(rows, Row::topic),
                        texts(rows, Row::stream),
                        texts(rows, Row::key),
                        texts(rows, r -> r.id().toString()),
                        texts(rows, Row::type),
                        texts(rows, Row::subject),
                        texts(rows, Row::headers),
                        texts(rows, Row::payload))
                .replaceWithVoid();
    }

    private static Uni<Void> wake(Mutiny.Session session, List<Row> rows) {
        if (rows.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        // One empty notification per transaction; a lost one costs at most a sweep.
        return Sql.value(
                        session,
                        Integer.class,
                        "select 1 from (select pg_notify('outbox', '')) as n")
                .replaceWithVoid();
    }

    static <T> @Nullable String[] texts(Collection<T> rows, Function<T, @Nullable String> field) {
        @Nullable String[] values = new String[rows.size()];
        int i = 0;
        for (T row : rows) {
            values[i++] = field.apply(row);
        }
        return values;
    }

    static <T> @Nullable Long[] longs(Collection<T> rows, Function<T, @Nullable Long> field) {
        @Nullable Long[] values = new Long[rows.size()];
        int i = 0;
        for (T row : rows) {
            values[i++] = field.apply(row);
        }
        return values;
    }

    /**
     * Something to publish that is not a case event of the owner's topic: a department's order, an
     * answer to a source, a dead letter, reference data.
     *
     * @param topic Kafka topic, null for a stream whose reader has no Kafka door
     * @param stream stream that numbers its entries, null for a plain topic
     * @param subject what readers of the stream look entries up by, e.g. the order number
     * @param headers CloudEvent attributes and further headers
     */
    public record Message(
            @Nullable String topic,
            @Nullable String stream,
            String key,
            UUID id,
            String type,
            String subject,
            Map<String, String> headers,
            String payload) {}

    private record Row(
            int shard,
            @Nullable String topic,
            @Nullable String stream,
            String key,
            UUID id,
            String type,
            String subject,
            String headers,
            String payload) {

        static Row event(String topic, String key, Story.Entry entry) {
            String subject = entry.headers().getOrDefault("ce_subject", "");
            return new Row(
                    shardOf(key),
                    topic,
                    null,
                    key,
                    entry.id(),
                    entry.type(),
                    subject,
                    EventCodec.encode(entry.headers()),
                    entry.json());
        }

        /** All entries of a stream share a shard: one relay at a time numbers them. */
        static Row message(Message m) {
            return new Row(
                    shardOf(m.stream() == null ? m.key() : m.stream()),
                    m.topic(),
                    m.stream(),
                    m.key(),
                    m.id(),
                    m.type(),
                    m.subject(),
                    EventCodec.encode(m.headers()),
                    m.payload());
        }

        private static int shardOf(String key) {
            return Math.floorMod(key.hashCode(), SHARDS);
        }
    }
}
