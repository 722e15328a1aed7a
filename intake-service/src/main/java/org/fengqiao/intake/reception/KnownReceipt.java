package org.fengqiao.intake.reception;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A content of the same key that was received before.
 *
 * @param version as sent or counted
 * @param versionOrder null when the source sent none
 */
public record KnownReceipt(
        UUID receiptId, String version, @Nullable Long versionOrder, ReceiptStatus status) {}
