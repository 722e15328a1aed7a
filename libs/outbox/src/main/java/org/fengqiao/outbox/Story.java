package org.fengqiao.outbox;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.fengqiao.contracts.Actor;
import org.fengqiao.contracts.CaseEvent;
import org.fengqiao.contracts.CaseHeader;
import org.fengqiao.contracts.EventTypes;
import org.jspecify.annotations.Nullable;

/**
 * What one service adds to one case in one transaction: published events with the next sequence
 * numbers, and notes that stay in the journal. Not thread-safe; lives for one transaction.
 */
public final class Story {

    private final String owner;
    private final String topic;
    private final CaseHeader frame;
    private Cause cause;
    private final List<Entry> entries = new ArrayList<>();
    private Tail tail;

    /**
     * @param frame the case as events name it; its sequence, time, actor and rule are replaced
     *     event by event
     * @param tail where this owner's story of the case ended, kept beside the aggregate
     */
    public Story(String owner, String topic, CaseHeader frame, Tail tail, Cause cause) {
        this.owner = owner;
        this.topic = topic;
        this.frame = frame;
        this.tail = tail;
        this.cause = cause;
    }

    /** Publishes the event made from the header with the next sequence. */
    public void publish(
            Instant at, Actor actor, @Nullable String rule, Function<CaseHeader, CaseEvent> event) {
        CaseHeader header =
                new CaseHeader(
                        frame.caseId(),
                        frame.caseNo(),
                        tail.sequence() + 1,
                        frame.originCaseId(),
                        frame.masterCaseId(),
                        frame.regionCode(),
                        at,
                        actor,
                        rule);
        CaseEvent made = event.apply(header);
        add(
                EventTypes.nameOf(recordClass(made)),
                at,
                actor,
                rule,
                header.sequence(),
                EventCodec.encode(made));
    }

    /**
     * Notes a step in the journal without telling others. The payload holds codes only, no personal
     * data.
     */
    public void note(
            Instant at,
            Actor actor,
            @Nullable String rule,
            String what,
            Map<String, String> payload) {
        add("note." + what, at, actor, rule, null, EventCodec.encode(payload));
    }

    /** Where the story ends now; to be kept with the aggregate. */
    public Tail tail() {
        return tail;
    }

    public Cause cause() {
        return cause;
    }

    /** What follows in this transaction has another cause, e.g. the next event of a batch. */
    public void causedBy(Cause next) {
        this.cause = next;
    }

    List<Entry> entries() {
        return entries;
    }

    UUID caseId() {
        return frame.caseId();
    }

    String topic() {
        return topic;
    }

    private void add(
            String type,
            Instant at,
            Actor actor,
            @Nullable String rule,
            @Nullable Long sequence,
            String json) {
        UUID id = TimeOrderedId.next();
        long ordinal = tail.ordinal() + 1;
        String previous = tail.hash();
        String hash =
                hash(
                        previous,
                        id.toString(),
                        type,
                        at.toString(),
                        actor.user(),
                        rule == null ? "" : rule,
                        json);
        entries.add(
                new Entry(
                        ordinal,
                        id,
                        type,
                        sequence,
                        at,
                        actor,
                        rule,
                        cause.causationId(),
                        json,
                        previous,
                        hash,
                        headers(id, type, at, sequence)));
        tail = new Tail(sequence == null ? tail.sequence() : sequence, ordinal, hash);
    }

    private Map<String, String> headers(UUID id, String type, Instant at, @Nullable Long sequence) {
        Map<String, String> headers =
                Outbox.cloudEvent(
                        id, type, owner, frame.caseNo(), at, frame.caseId().toString(), cause);
        headers.put("ce_regioncode", frame.regionCode());
        if (sequence != null) {
            headers.put("ce_sequence", Long.toString(sequence));
        }
        return headers;
    }

    private static Class<? extends Record> recordClass(CaseEvent event) {
        return event.getClass().asSubclass(Record.class);
    }

    /**
     * SHA-256 over the previous hash and the entry's fields, each preceded by its length so that
     * none can be shifted.
     */
    static String hash(String previous, String... fields) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(previous.getBytes(StandardCharsets.UTF_8));
            for (String field : fields) {
                byte[] bytes = field.getBytes(StandardCharsets.UTF_8);
                digest.update(Integer.toString(bytes.length).getBytes(StandardCharsets.UTF_8));
                digest.update(bytes);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }

    /**
     * Where an owner's story of a case ends; embedded in the aggregate's row.
     *
     * @param sequence last published sequence, 0 before the first
     * @param ordinal last journal ordinal, 0 before the first
     * @param hash hash of the last journal entry, empty before the first
     */
    @Embeddable
    public record Tail(
            @Column(name = "sequence") long sequence,
            @Column(name = "journal_ordinal") long ordinal,
            @Column(name = "journal_hash") String hash) {

        public static final Tail START = new Tail(0, 0, "");
    }

    /**
     * What led to a transaction.
     *
     * @param causationId id of the event or request
     * @param traceparent W3C trace context, carried on to whatever follows; another text counts as
     *     none, so that nothing a client writes there gets into events
     */
    public record Cause(@Nullable String causationId, @Nullable String traceparent) {

        /** W3C Trace Context §3.2: version, trace id, parent id, flags. */
        private static final Pattern TRACEPARENT =
                Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

        public static final Cause NONE = new Cause(null, null);

        public Cause {
            if (traceparent != null && !TRACEPARENT.matcher(traceparent).matches()) {
                traceparent = null;
            }
        }

        public static Cause of(Arrival arrival) {
            return new Cause(arrival.id(), arrival.headers().get("traceparent"));
        }
    }

    record Entry(
            long ordinal,
            UUID id,
            String type,
            @Nullable Long sequence,
            Instant at,
            Actor actor,
            @Nullable String rule,
            @Nullable String causationId,
            String json,
            String previousHash,
            String hash,
            Map<String, String> headers) {

        Entry {
            headers = new LinkedHashMap<>(headers);
        }
    }
}
