package org.fengqiao.reporting;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.UnaryOperator;

/** 协议. */
public record AgreementLine(
        String agreementNo,
        String form,
        BigDecimal amount,
        Instant effectiveAt,
        LocalDate confirmationDueOn,
        List<InstalmentLine> instalments) {

    AgreementLine with(int seq, UnaryOperator<InstalmentLine> change) {
        return new AgreementLine(
                agreementNo,
                form,
                amount,
                effectiveAt,
                confirmationDueOn,
                instalments.stream().map(i -> i.seq() == seq ? change.apply(i) : i).toList());
    }
}
