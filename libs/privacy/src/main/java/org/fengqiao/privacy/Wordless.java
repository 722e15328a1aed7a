package org.fengqiao.privacy;

import org.jspecify.annotations.Nullable;

/**
 * A failure as a log may show it: types and stack, no messages. A parser's or database's message
 * may quote the value it stumbled over, and that value may be a name or a phone.
 */
public final class Wordless extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final int DEEPEST = 10;

    private Wordless(String type, @Nullable Throwable cause) {
        super(type, cause);
    }

    /** The same chain of causes without their words; at most ten deep. */
    public static Wordless of(Throwable failure) {
        return of(failure, DEEPEST);
    }

    private static Wordless of(Throwable failure, int left) {
        Throwable cause = failure.getCause();
        Wordless copy =
                new Wordless(
                        failure.getClass().getName(),
                        cause == null || left == 0 ? null : of(cause, left - 1));
        copy.setStackTrace(failure.getStackTrace());
        return copy;
    }
}
