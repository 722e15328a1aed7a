package org.fengqiao.intake;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.fengqiao.contracts.Docking;
import org.fengqiao.contracts.Explanation;
import org.fengqiao.contracts.Flag;
import org.fengqiao.contracts.MatterKind;
import org.fengqiao.contracts.Secrecy;
import org.jspecify.annotations.Nullable;

/**
 * What a case is about, without personal data.
 *
 * @param title de-identified, at most 100 characters
 * @param summary de-identified, at most 2000 characters
 * @param category CL-02
 * @param categoryKnown false when no rule knew it and a person has to say
 * @param reachable an applicant who can be told apart or contacted
 * @param personKeys keyed hashes of the persons
 */
public record Matter(
        String title,
        String summary,
        MatterKind kind,
        String category,
        boolean categoryKnown,
        Explanation categoryBy,
        @Nullable Docking docking,
        Set<Flag> flags,
        Secrecy secrecy,
        String language,
        int involvedPersons,
        @Nullable BigDecimal involvedAmount,
        @Nullable Instant occurredAt,
        boolean reachable,
        List<String> personKeys,
        @Nullable String addressKey) {

    public Matter {
        flags = Set.copyOf(flags);
        personKeys = List.copyOf(personKeys);
    }

    /** With further flags: a flag once set is never taken back by a record. */
    Matter flagged(Set<Flag> more) {
        if (flags.containsAll(more)) {
            return this;
        }
        Set<Flag> all = EnumSet.copyOf(more);
        all.addAll(flags);
        return new Matter(
                title,
                summary,
                kind,
                category,
                categoryKnown,
                categoryBy,
                docking,
                all,
                secrecy,
                language,
                involvedPersons,
                involvedAmount,
                occurredAt,
                reachable,
                personKeys,
                addressKey);
    }
}
