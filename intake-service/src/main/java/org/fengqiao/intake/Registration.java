package org.fengqiao.intake;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.fengqiao.contracts.RefusalReason;
import org.fengqiao.contracts.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * 登记: the life of a case inside intake.
 *
 * <pre>
 *   (none) ──register──▶ Registered ──accept──▶ Accepted
 *                          │  │  │                │  │
 *                          │  │  └──merge──▶ Merged ◀┘ merge
 *                          │  └──refuse──▶ Refused  │
 *                          └──withdrawn──▶ Cancelled ◀┘ withdrawn
 * </pre>
 *
 * Cancelling is a request that dispatch answers, so it is a mark on the state until the answer is
 * here. {@link RegistrationRules} decides which move is allowed.
 */
public sealed interface Registration {

    CaseIdentity identity();

    Matter matter();

    /** The records that fed the case, in order of arrival; each is owed an answer. */
    List<SourceRecord> sources();

    /**
     * 已登记,待受理审核.
     *
     * @param candidates cases that may be the same matter
     * @param objections why it was not accepted at once, see {@link AutoAccept}
     * @param cancelAsked reason of a cancellation dispatch has not answered yet
     */
    record Registered(
            CaseIdentity identity,
            Matter matter,
            List<SourceRecord> sources,
            List<MergeCandidate> candidates,
            List<String> objections,
            @Nullable String cancelAsked)
            implements Registration {

        public Registered {
            sources = List.copyOf(sources);
            candidates = List.copyOf(candidates);
            objections = List.copyOf(objections);
        }

        Accepted accept(String noticeNo, Instant at) {
            return new Accepted(identity, matter, sources, noticeNo, at, false, cancelAsked);
        }

        Refused refuse(RefusalReason reason, String advice, Instant at) {
            return new Refused(identity, matter, sources, reason, advice, at);
        }

        Registered fedBy(SourceRecord source, Matter changed) {
            return new Registered(
                    identity, changed, with(sources, source), candidates, objections, cancelAsked);
        }

        Registered absorbing(List<SourceRecord> more, Matter changed, UUID absorbedId) {
            return new Registered(
                    identity,
                    changed,
                    with(sources, more),
                    candidates.stream().filter(c -> !c.caseId().equals(absorbedId)).toList(),
                    objections,
                    cancelAsked);
        }

        Registered cancelAsked(@Nullable String reason) {
            return new Registered(identity, matter, sources, candidates, objections, reason);
        }
    }

    /**
     * 已受理.
     *
     * @param noticeNo number of the acceptance notice (受理告知单)
     * @param settled mediation has an agreement or a solution: too late to be merged away
     */
    record Accepted(
            CaseIdentity identity,
            Matter matter,
            List<SourceRecord> sources,
            String noticeNo,
            Instant acceptedAt,
            boolean settled,
            @Nullable String cancelAsked)
            implements Registration {

        public Accepted {
            sources = List.copyOf(sources);
        }

        Accepted fedBy(List<SourceRecord> more, Matter changed) {
            return new Accepted(
                    identity,
                    changed,
                    with(sources, more),
                    noticeNo,
                    acceptedAt,
                    settled,
                    cancelAsked);
        }

        Accepted settled(boolean now) {
            return new Accepted(identity, matter, sources, noticeNo, acceptedAt, now, cancelAsked);
        }

        Accepted cancelAsked(@Nullable String reason) {
            return new Accepted(identity, matter, sources, noticeNo, acceptedAt, settled, reason);
        }
    }

    /** 不予受理 (end). */
    record Refused(
            CaseIdentity identity,
            Matter matter,
            List<SourceRecord> sources,
            RefusalReason reason,
            String advice,
            Instant at)
            implements Registration {

        public Refused {
            sources = List.copyOf(sources);
        }

        Refused fedBy(SourceRecord source, Matter changed) {
            return new Refused(identity, changed, with(sources, source), reason, advice, at);
        }
    }

    /** 已并案 into another case, which answers its records from now on. */
    record Merged(
            CaseIdentity identity,
            Matter matter,
            List<SourceRecord> sources,
            UUID mergeId,
            CaseIdentity master,
            Instant at)
            implements Registration {

        public Merged {
            sources = List.copyOf(sources);
        }

        Merged fedBy(SourceRecord source, Matter changed) {
            return new Merged(identity, changed, with(sources, source), mergeId, master, at);
        }
    }

    /** 已撤回 (end): dispatch agreed to the applicant's withdrawal. */
    record Cancelled(
            CaseIdentity identity,
            Matter matter,
            List<SourceRecord> sources,
            String reasonCode,
            Instant at)
            implements Registration {

        public Cancelled {
            sources = List.copyOf(sources);
        }

        Cancelled fedBy(SourceRecord source, Matter changed) {
            return new Cancelled(identity, changed, with(sources, source), reasonCode, at);
        }
    }

    private static List<SourceRecord> with(List<SourceRecord> sources, SourceRecord more) {
        return with(sources, List.of(more));
    }

    private static List<SourceRecord> with(List<SourceRecord> sources, List<SourceRecord> more) {
        List<SourceRecord> all = new ArrayList<>(sources);
        all.addAll(more);
        return all;
    }
}
