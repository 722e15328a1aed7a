package org.fengqiao.intake;

import java.util.Set;

/**
 * Policy of intake, from the reference baseline.
 *
 * @param autoAccept complete records are accepted without a person
 * @param counties six-digit codes of the counties this platform serves; what comes from elsewhere
 *     is looked at by a person (CL-22 不属本辖区)
 */
public record IntakePolicy(boolean autoAccept, Set<String> counties) {

    public IntakePolicy {
        counties = Set.copyOf(counties);
    }

    boolean serves(String regionCode) {
        return counties.contains(regionCode.substring(0, 6));
    }
}
