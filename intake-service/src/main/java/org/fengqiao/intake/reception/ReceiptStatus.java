package org.fengqiao.intake.reception;

/** What became of a received content (INTERFACES §2); each is one bucket of the ledger. */
public enum ReceiptStatus {
    /** Stored, not yet looked at. */
    RECEIVED,
    /** Opened a case. */
    REGISTERED,
    /** Joined a case: a newer version of its record, or merged into another. */
    LINKED,
    /** Its case was refused. */
    REFUSED,
    /** Consultation or opinion: answered, no case. */
    INFO_ONLY,
    /** In conflict with the same version, or unreadable when looked at again: a person decides. */
    QUARANTINED,
    /** Older than what was received before. */
    SUPERSEDED
}
