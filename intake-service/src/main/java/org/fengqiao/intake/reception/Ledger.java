package org.fengqiao.intake.reception;

/**
 * One system's day (INTERFACES §2). The unit is a receipt.
 *
 * @param received counted at the doors, apart from the buckets
 * @param duplicates stand beside
 * @param difference received − sum of the buckets: 0, or something was lost
 */
public record Ledger(
        long received,
        long registered,
        long linked,
        long refused,
        long infoOnly,
        long quarantined,
        long superseded,
        long inProgress,
        long duplicates,
        long difference) {

    /** Draws the balance. */
    public static Ledger of(
            long received,
            long registered,
            long linked,
            long refused,
            long infoOnly,
            long quarantined,
            long superseded,
            long inProgress,
            long duplicates) {
        long buckets =
                registered + linked + refused + infoOnly + quarantined + superseded + inProgress;
        return new Ledger(
                received,
                registered,
                linked,
                refused,
                infoOnly,
                quarantined,
                superseded,
                inProgress,
                duplicates,
                received - buckets);
    }
}
