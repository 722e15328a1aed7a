package org.fengqiao.dispatch;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.fengqiao.contracts.AgreementForm;
import org.fengqiao.contracts.ResolutionMethod;
import org.fengqiao.contracts.ResolutionResult;
import org.fengqiao.contracts.SessionMode;
import org.jspecify.annotations.Nullable;

/**
 * 化解结果 as the sources are told.
 *
 * @param agreement what was agreed, null without a mediation agreement
 */
public record Result(
        ResolutionMethod method, ResolutionResult result, Instant at, @Nullable Agreed agreement) {

    /**
     * 调解协议 as far as a source must know it (court feedback {@code xyxs xyje fqlx sfqr tjcs tjfs}).
     */
    public record Agreed(
            AgreementForm form,
            BigDecimal amount,
            List<Share> instalments,
            boolean confirmationIntended,
            LocalDate confirmationDueOn,
            int sessions,
            SessionMode mode,
            Instant at) {

        public Agreed {
            instalments = List.copyOf(instalments);
        }
    }

    /** 分期. */
    public record Share(int seq, BigDecimal amount, LocalDate dueOn) {}
}
