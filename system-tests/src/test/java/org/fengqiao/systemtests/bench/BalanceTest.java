package org.fengqiao.systemtests.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import org.fengqiao.systemtests.bench.EdgeLog.Offered;
import org.fengqiao.systemtests.bench.EdgeLog.Told;
import org.fengqiao.systemtests.bench.Evidence.Accepted;
import org.fengqiao.systemtests.bench.Evidence.Fate;
import org.fengqiao.systemtests.bench.Evidence.OnRecord;
import org.junit.jupiter.api.Test;

class BalanceTest {

    private final List<Accepted> accepted = new ArrayList<>();
    private final Map<String, Fate> fates = new HashMap<>();
    private final List<OnRecord> cases = new ArrayList<>();
    private final List<String> nameless = new ArrayList<>();
    private final Map<String, String> filed = new HashMap<>();
    private final List<Offered> offered = new ArrayList<>();
    private final List<Told> told = new ArrayList<>();
    private final Map<String, NavigableSet<Long>> positions = new HashMap<>();
    private final Map<String, Long> differences = new HashMap<>();

    @Test
    void two_whole_lifecycles_are_even() {
        // Given
        lifecycle("A");
        lifecycle("B");
        // When
        Balance balance = balance();
        // Then
        assertThat(balance).isEqualTo(new Balance(List.of(), List.of(), List.of()));
        assertThat(balance.isEven()).isTrue();
    }

    @Test
    void a_receipt_that_stays_open_is_lost() {
        // Given
        lifecycle("A");
        accepted.add(new Accepted("B", "receipt-B", true));
        fates.put("receipt-B", new Fate("RECEIVED", null, null));
        // When
        Balance balance = balance();
        // Then
        assertThat(balance.lost()).containsExactly("B is still RECEIVED");
        assertThat(balance.isEven()).isFalse();
    }

    @Test
    void a_push_without_receipt_is_lost() {
        // Given
        accepted.add(new Accepted("A", null, true));
        // When
        Balance balance = balance();
        // Then
        assertThat(balance.lost()).containsExactly("A was accepted without a receipt");
    }

    @Test
    void a_receipt_the_platform_has_forgotten_is_lost() {
        // Given
        lifecycle("A");
        fates.clear();
        // When
        Balance balance = balance();
        // Then
        assertThat(balance.lost()).containsExactly("A: its receipt is not known");
    }

    @Test
    void a_receipt_whose_case_is_not_on_record_is_lost() {
        // Given
        lifecycle("A");
        cases.clear();
        // When
        Balance balance = balance();
        // Then
        assertThat(balance.lost()).containsExactly("A names a case that is not on record");
    }

    @Test
    void a_refusal_with_its_reason_is_not_lost_one_without_is() {
        // Given
        accepted.add(new Accepted("A", "receipt-A", true));
        fates.put("receipt-A", new Fate("REFUSED", null, "not-accepted"));
        accepted.add(new Accepted("B", "receipt-B", true));
        fates.put("receipt-B", new Fate("REFUSED", null, null));
        // When
        Balance balance = balance();
        // Then
        assertThat(balance.lost()).containsExactly("B has neither case nor reason");
    }

    @Test
    void a_skipped_position_of_a_stream_is_a_loss() {
        // Given
        positions.put("feedback.p110.v1", new TreeSet<>(List.of(7L, 8L, 10L)));
        // When
        Balance balance = balance();
        // Then
        assertThat(balance.lost()).containsExactly("feedback.p110.v1: position 9 never came");
    }

    @Test
    void a_ledger_that_differs_is_a_loss() {
        // Given
        differences.put("p110", 1L);
        // When
        Balance balance = balance();
        // Then
        assertThat(balance.lost()).containsExactly("ledger of p110 differs by 1");
    }

    @Test
    void a_closed_case_whose_file_does_not_say_so_is_a_loss() {
        // Given
        lifecycle("A");
        filed.put("case-A", "VISITING");
        // When
        Balance balance = balance();
        // Then
        assertThat(balance.lost()).containsExactly("case-A is closed, its case file says VISITING");
    }

    @Test
    void two_cases_of_one_record_are_doubled() {
        // Given
        lifecycle("A");
        cases.add(new OnRecord("case-A2", Set.of("A")));
        // When
        Balance balance = balance();
        // Then
        assertThat(balance.doubled()).singleElement().asString().startsWith("A has the cases");
        assertThat(balance.isEven()).isFalse();
    }

    @Test
    void a_source_told_of_another_case_than_its_own_has_two() {
        // Given
        lifecycle("A");
        told.add(new Told("A", "visited", "case-X", "event-A-visited"));
        // When
        Balance balance = balance();
        // Then
        assertThat(balance.doubled()).anyMatch(line -> line.startsWith("A has the cases"));
    }

    @Test
    void a_case_no_record_led_to_is_doubled() {
        // Given
        nameless.add("case-Z");
        // When
        Balance balance = balance();
        // Then
        assertThat(balance.doubled()).containsExactly("case-Z is a case no record led to");
    }

    @Test
    void two_orders_of_one_case_are_doubled_one_offered_twice_is_not() {
        // Given
        lifecycle("A");
        offered.add(new Offered("case-A", "order-A"));
        lifecycle("B");
        offered.add(new Offered("case-B", "order-B2"));
        // When
        Balance balance = balance();
        // Then
        assertThat(balance.doubled())
                .singleElement()
                .asString()
                .startsWith("case-B has the orders");
    }

    @Test
    void two_answers_of_a_kind_are_doubled_one_event_heard_twice_is_not() {
        // Given
        lifecycle("A");
        told.add(new Told("A", "finished", "case-A", "event-A-finished"));
        lifecycle("B");
        told.add(new Told("B", "finished", "case-B", "event-B-finished-again"));
        // When
        Balance balance = balance();
        // Then
        assertThat(balance.doubled()).containsExactly("B finished was told as 2 events");
    }

    @Test
    void a_record_without_its_end_is_unfinished_and_not_even() {
        // Given
        lifecycle("A");
        accepted.set(0, new Accepted("A", "receipt-A", false));
        // When
        Balance balance = balance();
        // Then
        assertThat(balance.unfinished()).containsExactly("A is not closed");
        assertThat(balance.isEven()).isFalse();
    }

    private void lifecycle(String key) {
        String caseNo = "case-" + key;
        accepted.add(new Accepted(key, "receipt-" + key, true));
        fates.put("receipt-" + key, new Fate("REGISTERED", caseNo, null));
        cases.add(new OnRecord(caseNo, Set.of(key)));
        filed.put(caseNo, "ARCHIVED");
        offered.add(new Offered(caseNo, "order-" + key));
        for (String kind : List.of("finished", "visited")) {
            told.add(new Told(key, kind, caseNo, "event-" + key + "-" + kind));
        }
    }

    private Balance balance() {
        return Balance.of(
                new Evidence(
                        accepted,
                        fates,
                        cases,
                        nameless,
                        filed,
                        offered,
                        told,
                        positions,
                        differences),
                true);
    }
}
