package org.fengqiao.reporting;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** 工单. */
public record OrderLine(
        String orderNo,
        String kind,
        String unit,
        String state,
        boolean urgent,
        Instant issuedAt,
        @Nullable Instant signedAt,
        Instant signDueAt,
        Instant dueAt,
        String dueRule,
        @Nullable Instant finishedAt) {

    /** Its clock runs. */
    boolean open() {
        return state.equals("ISSUED") || state.equals("SIGNED") || state.equals("SENT_BACK");
    }

    OrderLine to(String next) {
        return with(next, signedAt, finishedAt);
    }

    OrderLine signed(Instant at) {
        return with("SIGNED", at, finishedAt);
    }

    OrderLine finished(Instant at) {
        return with("FINISHED", signedAt, at);
    }

    private OrderLine with(String next, @Nullable Instant signed, @Nullable Instant finished) {
        return new OrderLine(
                orderNo, kind, unit, next, urgent, issuedAt, signed, signDueAt, dueAt, dueRule,
                finished);
    }
}
