package org.fengqiao.testkit.planted.good.handling;

import io.smallrye.mutiny.Uni;
import org.fengqiao.testkit.planted.Transactions;

/** The transaction where it belongs. */
record PromiseHandler(Transactions transactions) {
    Uni<String> handle() {
        return transactions.withTransaction(() -> Uni.createFrom().item("kept"));
    }
}
