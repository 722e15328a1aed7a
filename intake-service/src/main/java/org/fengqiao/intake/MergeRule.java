package org.fengqiao.intake;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Which known cases may be the same matter: the same person or phone within 90 days by the sources'
 * times and a compatible category, or a record that names the other as its earlier call. Nothing is
 * merged by score alone: a person confirms.
 */
public final class MergeRule {

    /** Rule id for the journal. */
    public static final String ID = "merge.candidate/v0";

    /** Default of domain 03 §3.4 level 4. */
    public static final Duration WINDOW = Duration.ofDays(90);

    private static final String UNKNOWN_CATEGORY = "99";

    /** An open case to compare with. */
    public record KnownCase(UUID caseId, String caseNo, Fingerprint fingerprint) {}

    private enum Reason {
        EARLIER_KEY(0.70),
        PERSON(0.50),
        PHONE(0.45),
        ADDRESS(0.15),
        CATEGORY(0.15);

        private final double weight;

        Reason(double weight) {
            this.weight = weight;
        }
    }

    private MergeRule() {}

    /** The candidates, best first. */
    public static List<MergeCandidate> candidates(Fingerprint matter, List<KnownCase> known) {
        return known.stream()
                .flatMap(k -> compare(matter, k).stream())
                .sorted(
                        Comparator.comparingDouble(MergeCandidate::score)
                                .reversed()
                                .thenComparing(MergeCandidate::caseNo))
                .toList();
    }

    private static Optional<MergeCandidate> compare(Fingerprint matter, KnownCase known) {
        Fingerprint other = known.fingerprint();
        List<Reason> reasons = new ArrayList<>();
        if (meets(matter.earlierKeys(), other.recordKeys())
                || meets(other.earlierKeys(), matter.recordKeys())) {
            reasons.add(Reason.EARLIER_KEY);
        }
        if (within(matter, other) && compatible(matter.category(), other.category())) {
            if (meets(matter.idKeys(), other.idKeys())) {
                reasons.add(Reason.PERSON);
            }
            if (meets(matter.phoneKeys(), other.phoneKeys())) {
                reasons.add(Reason.PHONE);
            }
        }
        if (reasons.isEmpty()) {
            return Optional.empty();
        }
        if (matter.addressKey() != null && matter.addressKey().equals(other.addressKey())) {
            reasons.add(Reason.ADDRESS);
        }
        if (levelOne(matter.category()).equals(levelOne(other.category()))) {
            reasons.add(Reason.CATEGORY);
        }
        double score = Math.min(0.99, reasons.stream().mapToDouble(r -> r.weight).sum());
        return Optional.of(
                new MergeCandidate(
                        known.caseId(),
                        known.caseNo(),
                        Math.round(score * 100) / 100.0,
                        reasons.stream().map(Reason::name).toList()));
    }

    private static boolean within(Fingerprint a, Fingerprint b) {
        return Duration.between(a.sourceTime(), b.sourceTime()).abs().compareTo(WINDOW) <= 0;
    }

    private static boolean compatible(String a, String b) {
        String one = levelOne(a);
        String two = levelOne(b);
        return one.equals(two) || one.equals(UNKNOWN_CATEGORY) || two.equals(UNKNOWN_CATEGORY);
    }

    private static String levelOne(String category) {
        return category.substring(0, 2);
    }

    private static boolean meets(Set<String> a, Set<String> b) {
        return !Collections.disjoint(a, b);
    }

    /** The case that survives a merge: the earliest registered, then the smaller id. */
    public static boolean isMaster(CaseIdentity one, CaseIdentity other) {
        int byTime = one.registeredAt().compareTo(other.registeredAt());
        return byTime < 0
                || (byTime == 0
                        && one.caseId().toString().compareTo(other.caseId().toString()) < 0);
    }
}
