package org.fengqiao.intake;

import java.util.ArrayList;
import java.util.List;
import org.fengqiao.contracts.MatterKind;

/**
 * The policy {@code auto_accept}: a complete record that nobody needs to look at is accepted at
 * once. Flags do not hold acceptance back; they hold back automatic triage.
 */
public final class AutoAccept {

    /** Rule id for the journal. */
    public static final String ID = "auto_accept/v0";

    private AutoAccept() {}

    /**
     * Why a person has to look first: {@code POLICY_OFF REGION_NOT_SERVED NOT_A_DISPUTE NO_CONTENT
     * UNREACHABLE CATEGORY_UNKNOWN MERGE_CANDIDATES}; empty means accept.
     */
    public static List<String> objections(
            IntakePolicy policy,
            String regionCode,
            Matter matter,
            List<MergeCandidate> candidates) {
        List<String> objections = new ArrayList<>();
        if (!policy.autoAccept()) {
            objections.add("POLICY_OFF");
        }
        if (!policy.serves(regionCode)) {
            objections.add("REGION_NOT_SERVED");
        }
        if (matter.kind() != MatterKind.DISPUTE && matter.kind() != MatterKind.NON_POLICE) {
            objections.add("NOT_A_DISPUTE");
        }
        if (matter.summary().isBlank()) {
            objections.add("NO_CONTENT");
        }
        if (!matter.reachable()) {
            objections.add("UNREACHABLE");
        }
        if (!matter.categoryKnown()) {
            objections.add("CATEGORY_UNKNOWN");
        }
        if (!candidates.isEmpty()) {
            objections.add("MERGE_CANDIDATES");
        }
        return objections;
    }
}
