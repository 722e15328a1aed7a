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
        UNPARSEABLE(400, "record-unparseable"),
        /** The document lacks what a record needs. */
        INCOMPLETE(422, "record-incomplete");

        private final int status;
        private final String code;

        Kind(int status, String code) {
            this.status = status;
            this.code = code;
        }

        public int status() {
            return status;
        }

        /** Stable name: type of the problem at the HTTP door, reason of the rejection by Kafka. */
        public String code() {
            return code;
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
