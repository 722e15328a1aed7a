package org.fengqiao.testkit.planted;

import io.smallrye.mutiny.Uni;
import java.util.function.Supplier;

/** Has the method's name, as the session factory and the connection pool have it. */
public interface Transactions {
    Uni<String> withTransaction(Supplier<Uni<String>> work);
}
