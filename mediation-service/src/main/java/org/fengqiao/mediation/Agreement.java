package org.fengqiao.mediation;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.fengqiao.contracts.AgreementForm;
import org.fengqiao.contracts.MediationType;
import org.jspecify.annotations.Nullable;

/**
 * 调解协议 with its instalments (seed 000-02).
 *
 * @param agreementNo case number, {@code -X} and a count
 * @param confirmationDueOn last day to apply for 司法确认 together (民事诉讼法 art 205)
 */
public record Agreement(
        String agreementNo,
        AgreementForm form,
        MediationType type,
        List<Instalment> instalments,
        boolean confirmationIntended,
        LocalDate confirmationDueOn,
        Instant effectiveAt) {

    public Agreement {
        instalments = List.copyOf(instalments);
    }

    public BigDecimal amount() {
        return instalments.stream()
                .map(Instalment::amount)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Nothing is left to perform. */
    public boolean performed() {
        return instalments.stream().allMatch(i -> i.paidOn() != null);
    }

    Optional<Instalment> instalment(int seq) {
        return instalments.stream().filter(i -> i.seq() == seq).findFirst();
    }

    Agreement with(Instalment changed) {
        return new Agreement(
                agreementNo,
                form,
                type,
                instalments.stream().map(i -> i.seq() == changed.seq() ? changed : i).toList(),
                confirmationIntended,
                confirmationDueOn,
                effectiveAt);
    }

    /**
     * 分期.
     *
     * @param overdue its due day passed unpaid; stays true after a late payment
     */
    public record Instalment(
            int seq,
            BigDecimal amount,
            LocalDate dueOn,
            @Nullable LocalDate paidOn,
            boolean overdue) {

        Instalment paid(LocalDate on) {
            return new Instalment(seq, amount, dueOn, on, overdue || on.isAfter(dueOn));
        }

        Instalment late() {
            return new Instalment(seq, amount, dueOn, paidOn, true);
        }
    }
}
