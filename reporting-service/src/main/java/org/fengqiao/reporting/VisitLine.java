package org.fengqiao.reporting;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** 回访: {@code PLANNED DONE FAILED}. */
public record VisitLine(
        int no,
        Instant dueAt,
        @Nullable String rule,
        @Nullable Instant doneAt,
        @Nullable String method,
        @Nullable String satisfaction,
        String state) {

    VisitLine done(Instant at, String how, String satisfied) {
        return new VisitLine(no, dueAt, rule, at, how, satisfied, "DONE");
    }

    VisitLine failed(Instant at, String reason) {
        return new VisitLine(no, dueAt, rule, at, reason, null, "FAILED");
    }
}
