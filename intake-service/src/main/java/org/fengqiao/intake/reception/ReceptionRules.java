package org.fengqiao.intake.reception;

import java.util.List;
import java.util.Optional;
import org.fengqiao.intake.source.RecordIdentity;
import org.fengqiao.intake.source.SourceVersion;

/** INTERFACES §2: the answers 202, 200 and 409 of the door. */
public final class ReceptionRules {

    private ReceptionRules() {}

    /**
     * Judges a readable record.
     *
     * @param known everything received of its key, in any order
     */
    public static Verdict judge(RecordIdentity identity, List<KnownReceipt> known) {
        Optional<KnownReceipt> same =
                known.stream().filter(k -> k.receiptId().equals(identity.receiptId())).findFirst();
        if (same.isPresent()) {
            return new Verdict.Duplicate(same.get());
        }
        SourceVersion version = identity.version();
        List<KnownReceipt> standing =
                known.stream().filter(k -> k.status() != ReceiptStatus.QUARANTINED).toList();
        if (version == null) {
            return new Verdict.Fresh(Integer.toString(standing.size() + 1));
        }
        boolean taken = standing.stream().anyMatch(k -> isOrder(k, version.order()));
        if (taken) {
            return new Verdict.Conflict(version.text());
        }
        boolean older =
                standing.stream()
                        .anyMatch(
                                k ->
                                        k.versionOrder() != null
                                                && k.versionOrder() > version.order());
        return older ? new Verdict.Superseded(version.text()) : new Verdict.Fresh(version.text());
    }

    private static boolean isOrder(KnownReceipt known, long order) {
        return known.versionOrder() != null && known.versionOrder() == order;
    }
}
