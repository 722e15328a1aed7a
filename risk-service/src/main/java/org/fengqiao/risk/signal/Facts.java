package org.fengqiao.risk.signal;

import java.util.Set;
import org.fengqiao.contracts.Flag;

/**
 * What a case is assessed by.
 *
 * @param involvedPersons 涉及人数, at least 1
 */
public record Facts(Set<Flag> flags, String category, int involvedPersons) {

    public Facts {
        flags = Set.copyOf(flags);
    }

    public boolean has(Flag flag) {
        return flags.contains(flag);
    }
}
