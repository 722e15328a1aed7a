package org.fengqiao.contracts;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** 汇: what intake announces on {@code intake.events.v1}. */
public sealed interface IntakeEvent extends CaseEvent {

    /**
     * 已登记: a record became a case. Opens the case in every other service.
     *
     * @param caseCode 案码, 12 characters, for the citizen's query
     * @param title de-identified, at most 100 characters
     * @param summary de-identified, at most 2000 characters
     * @param category CL-02 code, level 1 or 2
     * @param categoryBy why this category
     * @param personKeys keyed hashes of the persons, for repeat detection
     * @param addressKey keyed hash of the normalised address
     * @param involvedPersons at least 1
     * @param involvedAmount CNY
     * @param flags CL-09
     * @param language BCP 47, e.g. {@code zh-CN}, {@code ko-KR}
     */
    record CaseRegistered(
            CaseHeader header,
            String caseCode,
            String title,
            String summary,
            MatterKind matterKind,
            String category,
            Explanation categoryBy,
            @Nullable Docking docking,
            Set<Flag> flags,
            Secrecy secrecy,
            String language,
            int involvedPersons,
            @Nullable BigDecimal involvedAmount,
            @Nullable Instant occurredAt,
            List<String> personKeys,
            @Nullable String addressKey,
            SourceRecord source)
            implements IntakeEvent {

        public CaseRegistered {
            flags = Set.copyOf(flags);
            personKeys = List.copyOf(personKeys);
        }
    }

    /** 已受理, with the number of the acceptance notice (受理告知单, seed 002-23). */
    record CaseAccepted(CaseHeader header, String noticeNo) implements IntakeEvent {}

    /** 不予受理, with the advice that tells the citizen where to go. */
    record CaseRefused(CaseHeader header, RefusalReason reason, String advice)
            implements IntakeEvent {}

    /** A further version of a record, or another record of the same matter, joined the case. */
    record SourceRecordLinked(CaseHeader header, SourceRecord source, Set<Flag> flags)
            implements IntakeEvent {

        public SourceRecordLinked {
            flags = Set.copyOf(flags);
        }
    }

    /**
     * 并案: decided by intake, published under both case ids with one {@code mergeId}.
     *
     * @param sources the absorbed case's records: the master answers them from now on
     * @param flags the absorbed case's flags
     */
    record CaseMerged(
            CaseHeader header,
            UUID mergeId,
            UUID masterId,
            String masterNo,
            UUID absorbedId,
            String absorbedNo,
            List<SourceRecord> sources,
            Set<Flag> flags)
            implements IntakeEvent {

        public CaseMerged {
            sources = List.copyOf(sources);
            flags = Set.copyOf(flags);
        }
    }

    /** 撤回 asked for: a request, dispatch answers with CaseWithdrawn or CancelRefused. */
    record CancelRequested(CaseHeader header, String reasonCode) implements IntakeEvent {}

    /**
     * Both doors meet here, on {@code intake.received.v1}: ids only. Not a case event, no case
     * exists yet.
     *
     * @param door {@code HTTP} or {@code KAFKA}
     */
    record RecordReceived(
            UUID receiptId, SourceSystem system, String sourceKey, String version, String door) {}

    /**
     * 退回: a record of the Kafka door was not taken, and nobody waits there for an answer. Told on
     * {@code intake.events.v1} without a sequence, since no case exists: key {@code
     * system:sourceKey}, or {@code system:quarantineId} where no key could be read. Dispatch turns
     * it into the feedback {@link FeedbackKind#REJECTED}; others skip it. One per rejected record
     * of the topic; a repeated delivery is known by the CloudEvent's id.
     *
     * @param sourceKey where it could be read
     * @param version of a conflict: the version that was received with other content
     * @param reason {@code record-unparseable}, {@code record-incomplete} or {@code
     *     source-conflict}: the problem type the HTTP door answers
     * @param quarantineId under which the bytes are kept; of a conflict, the receipt of the kept
     *     content
     * @param partition of {@code source.<system>.v1}
     * @param offset in that partition: which of its records the source looks at
     * @param pointers JSON Pointers to what is wrong, empty for a conflict; never a value
     */
    record RecordRejected(
            SourceSystem system,
            @Nullable String sourceKey,
            @Nullable String version,
            String reason,
            UUID quarantineId,
            int partition,
            long offset,
            Instant at,
            List<String> pointers) {

        public RecordRejected {
            pointers = List.copyOf(pointers);
        }
    }
}
