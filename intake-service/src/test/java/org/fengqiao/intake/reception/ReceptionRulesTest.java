package org.fengqiao.intake.reception;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.fengqiao.contracts.SourceSystem;
import org.fengqiao.intake.source.RecordIdentity;
import org.fengqiao.intake.source.SourceVersion;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReceptionRulesTest {

    private final List<KnownReceipt> known = new ArrayList<>();

    private static RecordIdentity identity(@Nullable String version, String content) {
        return new RecordIdentity(
                SourceSystem.P110,
                "1",
                version == null ? null : SourceVersion.parse(version).orElseThrow(),
                content);
    }

    private Verdict push(@Nullable String version, String content) {
        RecordIdentity identity = identity(version, content);
        Verdict verdict = ReceptionRules.judge(identity, known);
        var sent = identity.version();
        Long order = sent == null ? null : Long.valueOf(sent.order());
        switch (verdict) {
            case Verdict.Fresh f -> keep(identity, f.version(), order, ReceiptStatus.RECEIVED);
            case Verdict.Superseded s ->
                    keep(identity, s.version(), order, ReceiptStatus.SUPERSEDED);
            case Verdict.Conflict c ->
                    keep(identity, c.version(), order, ReceiptStatus.QUARANTINED);
            case Verdict.Duplicate ignored -> {}
        }
        return verdict;
    }

    private void keep(
            RecordIdentity identity, String version, @Nullable Long order, ReceiptStatus status) {
        known.add(new KnownReceipt(identity.receiptId(), version, order, status));
    }

    @Test
    void the_same_content_again_is_a_duplicate() {
        // Given
        push("1", "a");

        // When
        Verdict again = push("1", "a");

        // Then
        assertThat(again).isInstanceOf(Verdict.Duplicate.class);
    }

    @Test
    void a_higher_version_is_fresh_and_an_older_one_late_is_superseded() {
        // Given
        push("2", "b");

        // When
        Verdict newer = push("3", "c");
        Verdict older = push("1", "a");

        // Then
        assertThat(newer).isEqualTo(new Verdict.Fresh("3"));
        assertThat(older).isEqualTo(new Verdict.Superseded("1"));
    }

    @Test
    void an_equal_version_with_other_content_is_a_conflict_that_does_not_take_the_place() {
        // Given
        push("1", "a");

        // When
        Verdict conflict = push("1", "x");
        Verdict next = push("2", "b");

        // Then
        assertThat(conflict).isEqualTo(new Verdict.Conflict("1"));
        assertThat(next).isEqualTo(new Verdict.Fresh("2"));
    }

    @Test
    void without_versions_different_contents_are_counted_by_arrival() {
        assertThat(push(null, "a")).isEqualTo(new Verdict.Fresh("1"));
        assertThat(push(null, "b")).isEqualTo(new Verdict.Fresh("2"));
        assertThat(push(null, "a")).isInstanceOf(Verdict.Duplicate.class);
        assertThat(push(null, "c")).isEqualTo(new Verdict.Fresh("3"));
    }

    @Test
    void the_ledger_s_difference_is_what_the_buckets_lack() {
        assertThat(Ledger.of(10, 4, 1, 1, 1, 2, 0, 1, 5).difference()).isZero();
        assertThat(Ledger.of(10, 3, 1, 1, 1, 2, 0, 1, 5).difference()).isEqualTo(1);
    }
}
