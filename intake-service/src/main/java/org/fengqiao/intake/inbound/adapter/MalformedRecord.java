package org.fengqiao.intake.inbound.adapter;

import org.fengqiao.intake.source.Rejection;

/**
 * Unwinds the parsers when a document is broken or hostile; {@link RecordReader} turns it into a
 * {@link Rejection} value. Carries the place, never the content.
 */
final class MalformedRecord extends Exception {

    private static final long serialVersionUID = 1L;

    private final String pointer;
    private final String detail;

    MalformedRecord(String pointer, String detail) {
        super(detail, null, false, false);
        this.pointer = pointer;
        this.detail = detail;
    }

    Rejection rejection() {
        return Rejection.unparseable(pointer, detail);
    }
}
