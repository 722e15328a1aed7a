package org.fengqiao.intake.reception;

/** What a push is, seen against what its key had before. */
public sealed interface Verdict {

    /** First of its key, or newer. */
    record Fresh(String version) implements Verdict {}

    /** An older version arriving late: kept, changes nothing. */
    record Superseded(String version) implements Verdict {}

    /** Equal explicit version, different content: both kept, a person decides. */
    record Conflict(String version) implements Verdict {}

    /** This content was received before. */
    record Duplicate(KnownReceipt first) implements Verdict {}
}
