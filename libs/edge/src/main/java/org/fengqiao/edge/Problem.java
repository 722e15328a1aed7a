package org.fengqiao.edge;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * RFC 9457 problem.
 *
 * @param type stable URI, {@code urn:fengqiao:problem:<code>}
 * @param title short Chinese text
 * @param detail Chinese text a clerk understands; names field, value and expectation, never
 *     personal data
 * @param errors JSON Pointers into the request with what is expected there
 * @param more further members, e.g. {@code quarantineId}
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        List<FieldError> errors,
        @JsonIgnore Map<String, Object> more) {

    private static final String PREFIX = "urn:fengqiao:problem:";

    public Problem {
        errors = List.copyOf(errors);
        more = Map.copyOf(more);
    }

    public static Problem of(int status, String code, String title, String detail) {
        return new Problem(PREFIX + code, title, status, detail, List.of(), Map.of());
    }

    public Problem withErrors(List<FieldError> fieldErrors) {
        return new Problem(type, title, status, detail, fieldErrors, more);
    }

    public Problem with(String name, Object value) {
        Map<String, Object> members = new LinkedHashMap<>(more);
        members.put(name, value);
        return new Problem(type, title, status, detail, errors, members);
    }

    /** The stable code, e.g. {@code source-conflict}. */
    public String code() {
        return type.substring(PREFIX.length());
    }

    @JsonAnyGetter
    Map<String, Object> members() {
        return more;
    }

    /** To be thrown from a resource. */
    public ProblemException asException() {
        return new ProblemException(this);
    }

    /** One thing that is wrong in the request. */
    public record FieldError(String pointer, String detail) {}
}
