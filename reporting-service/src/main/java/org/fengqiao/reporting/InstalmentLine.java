package org.fengqiao.reporting;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** 分期: {@code PENDING OVERDUE DONE DONE_LATE}. */
public record InstalmentLine(
        int seq, BigDecimal amount, LocalDate dueDate, String state, @Nullable LocalDate paidOn) {
    InstalmentLine to(String next, @Nullable LocalDate on) {
        return new InstalmentLine(seq, amount, dueDate, next, on);
    }
}
