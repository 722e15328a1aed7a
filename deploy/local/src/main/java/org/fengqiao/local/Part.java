package org.fengqiao.local;

import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * One process of the platform and how to run it.
 *
 * @param name such as {@code dispatch}
 * @param replica 1, 2, …
 * @param port where it listens; 0 if nowhere
 * @param after parts that must be ready before its first start
 * @param command prepares what the process needs and tells how to start it; asked again at every
 *     restart
 * @param ready whether it serves; asked a few times a second while it starts
 */
record Part(
        String name,
        int replica,
        int port,
        List<String> after,
        Supplier<GuardedProcess.Command> command,
        BooleanSupplier ready) {

    /** Whether the platform is ready without it: what nobody else waits for. */
    boolean isOptional() {
        return name.equals(Parts.DEMO);
    }

    /** {@code dispatch}, {@code dispatch-2}: names its log and its pid file. */
    String id() {
        return replica == 1 ? name : name + "-" + replica;
    }
}
