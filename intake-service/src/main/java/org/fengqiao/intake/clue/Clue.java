package org.fengqiao.intake.clue;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.fengqiao.contracts.Docking;
import org.fengqiao.contracts.Flag;
import org.fengqiao.contracts.MatterKind;
import org.fengqiao.contracts.SourceSystem;
import org.fengqiao.intake.mapping.MappedCategory;
import org.jspecify.annotations.Nullable;

/**
 * 线索: one source record, normalised (domain 02 §2.3). Personal data: title, content, parties,
 * place.
 *
 * @param version as sent, null when the source counts none
 * @param title at most 100 characters
 * @param sourceTime when the source says it was reported
 * @param occurredAt when it happened, where the source says
 * @param regionCode 12-digit division code
 * @param flags CL-09, each with the rule that set it
 * @param anonymous the caller gave no identity, or asked to stay unnamed
 * @param secretCaller the caller's identity must not reach the handling unit
 * @param language BCP 47
 * @param amount CNY
 * @param involvedPersons at least 1
 * @param earlierKeys keys in the same system this record says it continues; they may dangle
 * @param references keys the native answer must repeat
 * @param requiresCase false for a consultation or an opinion: answered, kept, no case
 */
public record Clue(
        SourceSystem system,
        String sourceKey,
        @Nullable String version,
        Channel channel,
        @Nullable Instant sourceTime,
        @Nullable Instant occurredAt,
        MatterKind matterKind,
        String title,
        String content,
        SourceCategory sourceCategory,
        MappedCategory category,
        @Nullable Docking docking,
        List<ClueParty> parties,
        Place place,
        String regionCode,
        @Nullable SourceUnit sourceUnit,
        List<SourceDeadline> deadlines,
        Set<FlagFinding> flags,
        boolean anonymous,
        boolean secretCaller,
        String language,
        @Nullable BigDecimal amount,
        int involvedPersons,
        List<String> earlierKeys,
        Map<String, String> references,
        boolean requiresCase) {

    public Clue {
        parties = List.copyOf(parties);
        deadlines = List.copyOf(deadlines);
        flags = Set.copyOf(flags);
        earlierKeys = List.copyOf(earlierKeys);
        references = Map.copyOf(references);
    }

    /** The flags without their evidence. */
    public Set<Flag> flagSet() {
        return flags.stream().map(FlagFinding::flag).collect(Collectors.toUnmodifiableSet());
    }
}
