package org.fengqiao.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fengqiao.dispatch.AssignmentLifecycleTest.NOW;
import static org.fengqiao.dispatch.AssignmentLifecycleTest.matter;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.fengqiao.contracts.Actor;
import org.fengqiao.contracts.Difficulty;
import org.fengqiao.contracts.FeedbackKind;
import org.fengqiao.contracts.Flag;
import org.fengqiao.contracts.Grade;
import org.fengqiao.contracts.ResolutionMethod;
import org.fengqiao.contracts.ResolutionResult;
import org.fengqiao.contracts.ReturnReason;
import org.fengqiao.contracts.RiskLevel;
import org.fengqiao.contracts.SourceRecord;
import org.fengqiao.contracts.SourceSystem;
import org.fengqiao.dispatch.Assignment.Dispatched;
import org.fengqiao.dispatch.Assignment.Received;
import org.fengqiao.dispatch.Assignment.ResultIn;
import org.fengqiao.dispatch.Assignment.Triaged;
import org.junit.jupiter.api.Test;

/** The rules of dispatch, one by one. */
class AssignmentRulesTest {

    private static final Actor PERSON = new Actor("dispatcher-520527", "520527-ZZ", "dispatcher");

    private final AssignmentRules rules = AssignmentLifecycleTest.rules();

    @Test
    void an_unflagged_case_goes_to_the_unit_of_the_table() {
        // Given
        Received received = new Received(matter(Set.of(), false), false);

        // When
        Assignment next = accepted(received, new DispatchCommand.Accept(NOW));

        // Then
        assertThat(next).isInstanceOf(Dispatched.class);
        assertThat(((Dispatched) next).order().unit()).isEqualTo("520527-HOUSING");
        assertThat(((Dispatched) next).triage().rule()).isEqualTo("route.default.15");
    }

    @Test
    void a_flagged_case_waits_for_its_assessment_and_then_for_people() {
        // Given
        Received received = new Received(matter(Set.of(Flag.DV), false), false);

        // When
        Assignment waiting = accepted(received, new DispatchCommand.Accept(NOW));
        Assignment assessed =
                accepted(waiting, new DispatchCommand.Assess(NOW, RiskLevel.RISK_RED));

        // Then
        assertThat(waiting).isEqualTo(new Received(matter(Set.of(Flag.DV), true), true));
        assertThat(assessed).isInstanceOf(Received.class);
        assertThat(assessed.matter().urgent()).isTrue();
    }

    @Test
    void a_red_case_is_critical_and_signed_within_two_hours() {
        // Given
        Assignment red =
                accepted(
                        new Received(matter(Set.of(Flag.THREAT), true), true),
                        new DispatchCommand.Assess(NOW, RiskLevel.RISK_RED));

        // When: the dispatcher grades it as ordinary
        Dispatched next =
                (Dispatched)
                        accepted(
                                red,
                                new DispatchCommand.TriageByHand(
                                        NOW,
                                        PERSON,
                                        Grade.NORMAL,
                                        Difficulty.NORMAL,
                                        "1502",
                                        "520527-HOUSING"));

        // Then
        assertThat(next.triage().grade()).isEqualTo(Grade.CRITICAL);
        assertThat(next.order().urgent()).isTrue();
        assertThat(next.order().signDueAt()).isEqualTo(NOW.plus(Duration.ofHours(2)));
    }

    @Test
    void a_deadline_of_the_source_governs_when_it_is_earlier_and_not_past_on_arrival() {
        // Given: seven natural days from Friday 2026-11-20 end with 2026-11-27 24:00 Asia/Shanghai
        Instant sourceDue = Instant.parse("2026-11-25T10:00:00Z");
        Matter before = matter(Set.of(), false);
        SourceRecord source =
                new SourceRecord(
                        SourceSystem.H12345,
                        "K1",
                        "1",
                        new UUID(0, 7),
                        NOW,
                        NOW,
                        List.of(
                                new SourceRecord.Deadline(
                                        "municipalDeadline",
                                        Instant.parse("2026-11-18T10:00:00Z"),
                                        true),
                                new SourceRecord.Deadline("regionDeadline", sourceDue, false)),
                        Map.of(),
                        false);

        // When
        Dispatched own =
                (Dispatched) accepted(new Received(before, false), new DispatchCommand.Accept(NOW));
        Dispatched theirs =
                (Dispatched)
                        accepted(
                                new Received(before.linked(List.of(source), Set.of()), false),
                                new DispatchCommand.Accept(NOW));

        // Then
        assertThat(own.order().dueAt()).isEqualTo(Instant.parse("2026-11-27T16:00:00Z"));
        assertThat(own.order().dueRule()).isEqualTo("grade.normal");
        assertThat(theirs.order().dueAt()).isEqualTo(sourceDue);
        assertThat(theirs.order().dueRule()).isEqualTo("source:regionDeadline");
    }

    @Test
    void the_third_return_is_refused() {
        // Given
        Assignment state = AssignmentLifecycleTest.states().get("Dispatched");

        // When: returned and dispatched again twice
        for (int i = 1; i <= 2; i++) {
            Order order = java.util.Objects.requireNonNull(state.order());
            state =
                    accepted(
                            state,
                            new DispatchCommand.ReturnOrder(
                                    NOW, PERSON, order.orderNo(), ReturnReason.OTHER_DUTY, null));
            assertThat(state).isInstanceOf(Triaged.class);
            state =
                    accepted(
                            state,
                            new DispatchCommand.TriageByHand(
                                    NOW,
                                    PERSON,
                                    Grade.NORMAL,
                                    Difficulty.NORMAL,
                                    "1502",
                                    "520527-HOUSING"));
        }
        Order order = java.util.Objects.requireNonNull(state.order());
        Decision third =
                rules.decide(
                        state,
                        new DispatchCommand.ReturnOrder(
                                NOW, PERSON, order.orderNo(), ReturnReason.OTHER_DUTY, null));

        // Then
        assertThat(((Decision.Refused) third).refusal().code()).isEqualTo("returns-exhausted");
    }

    @Test
    void the_result_of_a_red_case_needs_leader_approval_and_a_written_opinion() {
        // Given
        ResultIn in = (ResultIn) AssignmentLifecycleTest.states().get("ResultIn");
        Assignment red = accepted(in, new DispatchCommand.Assess(NOW, RiskLevel.RISK_RED));

        // When
        Decision early = rules.decide(red, new DispatchCommand.AcceptResult(NOW, PERSON));
        Assignment approved =
                accepted(
                        accepted(red, new DispatchCommand.GiveOpinion(NOW, PERSON, true)),
                        new DispatchCommand.GiveOpinion(NOW, PERSON, false));
        Decision late = rules.decide(approved, new DispatchCommand.AcceptResult(NOW, PERSON));

        // Then
        assertThat(((Decision.Refused) early).refusal().code()).isEqualTo("approval-missing");
        assertThat(late).isInstanceOf(Decision.Accepted.class);
    }

    @Test
    void a_case_that_becomes_red_raises_its_open_order_and_urges_the_unit() {
        // Given: issued in the ordinary way, to be signed within a working day
        Dispatched ordinary =
                (Dispatched)
                        accepted(
                                new Received(matter(Set.of(), false), false),
                                new DispatchCommand.Accept(NOW));
        Instant later = NOW.plus(Duration.ofMinutes(10));
        DispatchCommand red = new DispatchCommand.Assess(later, RiskLevel.RISK_RED);

        // When
        Decision.Accepted raised = (Decision.Accepted) rules.decide(ordinary, red);
        Decision.Accepted again = (Decision.Accepted) rules.decide(raised.next(), red);

        // Then
        Order order = ((Dispatched) raised.next()).order();
        assertThat(order.urgent()).isTrue();
        assertThat(order.signDueAt()).isEqualTo(later.plus(Duration.ofHours(2)));
        assertThat(raised.events()).containsExactly(new AssignmentEvent.UrgeSent(order));
        assertThat(again.events()).isEmpty();
    }

    @Test
    void a_source_linked_after_the_visit_is_told_the_result_and_the_visit() {
        // Given
        Assignment state =
                AssignmentLifecycleTest.states().get("Answered, visit answers on their way");

        // When
        Decision.Accepted linked =
                (Decision.Accepted)
                        rules.decide(
                                state, new DispatchCommand.LinkSources(NOW, List.of(), Set.of()));

        // Then
        assertThat(linked.events())
                .extracting(e -> ((AssignmentEvent.AnswersOwed) e).kind())
                .containsExactly(FeedbackKind.FINISHED, FeedbackKind.VISITED);
    }

    @Test
    void a_return_names_a_unit_that_exists_or_none() {
        // Given
        Assignment state = AssignmentLifecycleTest.states().get("Dispatched");

        // When
        Decision decision =
                rules.decide(
                        state,
                        new DispatchCommand.ReturnOrder(
                                NOW, PERSON, "ZZ1-01", ReturnReason.OTHER_DUTY, "张三的单位"));

        // Then
        assertThat(((Decision.Refused) decision).refusal().code()).isEqualTo("unknown-unit");
    }

    @Test
    void a_case_with_family_violence_is_not_withdrawn_by_itself() {
        // Given
        Assignment state = new Received(matter(Set.of(Flag.DV), true), false);

        // When
        Decision decision = rules.decide(state, new DispatchCommand.Cancel(NOW, "withdrawn"));

        // Then
        assertThat(((Decision.Accepted) decision).next()).isEqualTo(state);
        assertThat(((Decision.Accepted) decision).events())
                .containsExactly(new AssignmentEvent.CancelRefused("protected-case"));
    }

    @Test
    void a_resolved_ordinary_case_is_answered_without_a_second_step() {
        // Given
        Assignment handling = AssignmentLifecycleTest.states().get("Handling");

        // When
        Assignment next =
                accepted(
                        handling,
                        new DispatchCommand.Resolve(
                                NOW, ResolutionMethod.ANSWERED, ResolutionResult.SUCCESS));

        // Then
        assertThat(next).isInstanceOf(Assignment.Answering.class);
    }

    private Assignment accepted(Assignment state, DispatchCommand command) {
        return ((Decision.Accepted) rules.decide(state, command)).next();
    }
}
