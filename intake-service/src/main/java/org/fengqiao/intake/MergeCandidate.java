package org.fengqiao.intake;

import java.util.List;
import java.util.UUID;

/**
 * Another case that may be the same matter, for a person to confirm (domain 03 §3.4).
 *
 * @param score 0…1
 * @param reasons {@code EARLIER_KEY PERSON PHONE ADDRESS CATEGORY}, strongest first
 */
public record MergeCandidate(UUID caseId, String caseNo, double score, List<String> reasons) {

    public MergeCandidate {
        reasons = List.copyOf(reasons);
    }
}
