package org.fengqiao.local;

/** A reason why the platform cannot start, in words for the person at the terminal. */
final class LaunchFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LaunchFailure(String message) {
        super(message);
    }
}
