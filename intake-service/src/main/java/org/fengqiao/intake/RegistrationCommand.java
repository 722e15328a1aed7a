package org.fengqiao.intake;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.fengqiao.contracts.Actor;
import org.fengqiao.contracts.Flag;
import org.fengqiao.contracts.RefusalReason;
import org.fengqiao.contracts.SourceRecord;
import org.jspecify.annotations.Nullable;

/** What may be asked of a {@link Registration}. */
public sealed interface RegistrationCommand {

    Actor by();

    Instant at();

    /**
     * 登记: a record of a matter nobody knows yet.
     *
     * @param objections why the policy does not accept it at once, see {@link AutoAccept}
     */
    record Register(
            CaseIdentity identity,
            Matter matter,
            SourceRecord source,
            List<MergeCandidate> candidates,
            List<String> objections,
            Actor by,
            Instant at)
            implements RegistrationCommand {}

    /**
     * 受理.
     *
     * @param rule the policy that accepts, null when a person does
     */
    record Accept(String noticeNo, Actor by, Instant at, @Nullable String rule)
            implements RegistrationCommand {}

    /**
     * 不予受理.
     *
     * @param advice where the citizen can go; empty takes the reason's default
     * @param approvedBy needed for 恶意/虚假 and for 一方明确拒绝调解
     */
    record Refuse(
            RefusalReason reason, String advice, @Nullable Actor approvedBy, Actor by, Instant at)
            implements RegistrationCommand {}

    /** A newer version of a record the case already has. */
    record LinkRecord(SourceRecord source, Set<Flag> flags, Actor by, Instant at)
            implements RegistrationCommand {}

    /** 并入: this case goes up in the master. */
    record MergeInto(UUID mergeId, CaseIdentity master, Actor by, Instant at)
            implements RegistrationCommand {}

    /** 吸收: this case is the master of another. */
    record Absorb(
            UUID mergeId,
            CaseIdentity absorbed,
            List<SourceRecord> sources,
            Set<Flag> flags,
            Actor by,
            Instant at)
            implements RegistrationCommand {}

    /**
     * 申请撤回.
     *
     * @param approvedBy needed where a minor or family violence is involved
     */
    record RequestCancel(String reasonCode, @Nullable Actor approvedBy, Actor by, Instant at)
            implements RegistrationCommand {}

    /** Dispatch agreed to the withdrawal. */
    record NoteWithdrawn(Actor by, Instant at) implements RegistrationCommand {}

    /** Dispatch refused the withdrawal. */
    record NoteCancelRefused(Actor by, Instant at) implements RegistrationCommand {}

    /**
     * Mediation told how the case stands.
     *
     * @param settled true from an agreement or a solution on, false when the case was reopened
     */
    record NoteSettled(boolean settled, Actor by, Instant at) implements RegistrationCommand {}
}
