package org.fengqiao.contracts;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a department reads in its queue (INTERFACES §3), the same on Kafka, HTTP and SSE. */
public sealed interface DepartmentMessage {

    String orderNo();

    /**
     * An order as offered to the unit. Title and requirement are de-identified; contacts are
     * fetched and audited.
     *
     * @param state {@code ISSUED SIGNED FINISHED ACCEPTED RETURNED SENT_BACK WITHDRAWN UNRESOLVED}
     */
    record Order(
            String orderNo,
            UUID caseId,
            String caseNo,
            String unit,
            OrderKind kind,
            String state,
            boolean urgent,
            String category,
            String title,
            String requirement,
            String regionCode,
            Instant issuedAt,
            Instant signDueAt,
            Instant dueAt,
            String dueRule)
            implements DepartmentMessage {}

    /**
     * A reply that came over Kafka was refused; {@code code} and {@code detail} as in the HTTP
     * problem.
     */
    record ReplyRefused(
            String orderNo, String verb, String code, String detail, @Nullable String replyId)
            implements DepartmentMessage {}
}
