package org.fengqiao.intake.source;

import java.util.List;

/**
 * Why a record cannot be taken; its bytes go to quarantine.
 *
 * @param errors at least one
 */
public record Rejection(Kind kind, List<FieldError> errors) {

    /** What is wrong, and the HTTP status that says so. */
    public enum Kind {
        /** The bytes are no document of the declared format, or a hostile one. */
        UNPARSEABLE(400),
        /** The document lacks what a record needs. */
        INCOMPLETE(422);

        private final int status;

        Kind(int status) {
            this.status = status;
        }

        public int status() {
            return status;
        }
    }

    public Rejection {
        errors = List.copyOf(errors);
    }

    /** A document that cannot be read, at one place. */
    public static Rejection unparseable(String pointer, String detail) {
        return new Rejection(Kind.UNPARSEABLE, List.of(new FieldError(pointer, detail)));
    }
}
