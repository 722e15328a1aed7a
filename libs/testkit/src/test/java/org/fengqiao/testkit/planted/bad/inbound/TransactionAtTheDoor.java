package org.fengqiao.testkit.planted.bad.inbound;

import io.smallrye.mutiny.Uni;
import org.fengqiao.testkit.planted.Transactions;

/** Opens a transaction outside handling. */
record TransactionAtTheDoor(Transactions transactions) {
    Uni<String> command() {
        return transactions.withTransaction(() -> Uni.createFrom().item("done"));
    }
}
