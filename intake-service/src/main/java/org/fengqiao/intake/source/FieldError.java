package org.fengqiao.intake.source;

/**
 * One thing wrong with a record.
 *
 * @param pointer JSON Pointer (RFC 6901) into the record as received; for XML the path of element
 *     names below the record's root element
 * @param detail Chinese text that names the field, the value where it is no personal datum, and the
 *     expectation
 */
public record FieldError(String pointer, String detail) {}
