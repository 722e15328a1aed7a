package org.fengqiao.mediation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fengqiao.mediation.ResolutionLifecycleTest.MEDIATOR;
import static org.fengqiao.mediation.ResolutionLifecycleTest.NOW;
import static org.fengqiao.mediation.ResolutionLifecycleTest.VISITOR;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.fengqiao.contracts.AgreementForm;
import org.fengqiao.contracts.MediationType;
import org.fengqiao.contracts.RiskLevel;
import org.fengqiao.contracts.Satisfaction;
import org.fengqiao.contracts.SessionMode;
import org.fengqiao.contracts.VisitFailure;
import org.fengqiao.contracts.VisitMethod;
import org.junit.jupiter.api.Test;

/** The rules of mediation, one by one. */
class MediationRulesTest {

    private final MediationRules rules = ResolutionLifecycleTest.rules();

    @Test
    void a_red_case_has_no_session_before_its_control_has_started() {
        // Given
        Resolution red = mediating(RiskLevel.RISK_RED);

        // When
        Decision early =
                rules.decide(
                        red, new MediationCommand.HoldSession(NOW, MEDIATOR, SessionMode.ONSITE));
        Resolution controlled = accepted(red, new MediationCommand.NoteControl(NOW, false));
        Decision late =
                rules.decide(
                        controlled,
                        new MediationCommand.HoldSession(NOW, MEDIATOR, SessionMode.ONSITE));

        // Then
        assertThat(code(early)).isEqualTo("control-missing");
        assertThat(late).isInstanceOf(Decision.Accepted.class);
    }

    @Test
    void a_red_case_is_visited_after_3_7_and_30_days_and_only_after_the_release() {
        // Given
        Resolution.Resolved resolved =
                (Resolution.Resolved)
                        ResolutionLifecycleTest.states()
                                .get("Resolved")
                                .with(ResolutionLifecycleTest.matter(RiskLevel.RISK_RED));

        // When
        Resolution.Visiting first =
                (Resolution.Visiting) accepted(resolved, new MediationCommand.PlanVisit(NOW));
        Decision early = rules.decide(first, pass());
        Resolution released = accepted(first, new MediationCommand.NoteControl(NOW, true));
        Resolution.Visiting second = (Resolution.Visiting) accepted(released, pass());
        Resolution.Visiting third = (Resolution.Visiting) accepted(second, pass());

        // Then: day limits end at 24:00 Asia/Shanghai
        assertThat(first.dueAt()).isEqualTo(Instant.parse("2026-11-23T16:00:00Z"));
        assertThat(code(early)).isEqualTo("control-not-released");
        assertThat(second.visitRule()).isEqualTo("visit.red.2");
        assertThat(third.visitRule()).isEqualTo("visit.red.3");
        assertThat(accepted(third, pass())).isInstanceOf(Resolution.Closed.class);
    }

    @Test
    void the_handling_unit_does_not_visit_its_own_case() {
        // Given
        Resolution visiting = ResolutionLifecycleTest.states().get("Visiting");

        // When
        Decision own =
                rules.decide(
                        visiting,
                        new MediationCommand.PassVisit(
                                NOW, MEDIATOR, VisitMethod.PHONE, Satisfaction.SATISFIED));

        // Then
        assertThat(code(own)).isEqualTo("visitor-handled");
    }

    @Test
    void the_visitors_of_the_centre_visit_what_the_centre_handled() {
        // Given
        Resolution.Visiting v =
                (Resolution.Visiting) ResolutionLifecycleTest.states().get("Visiting");
        Resolution.Lead centre = new Resolution.Lead("ZZ1-01", "520527-ZZ", false);
        Resolution visiting =
                new Resolution.Visiting(
                        v.matter(), centre, v.agreement(), NOW, "visit.normal", 1, null);

        // When // Then
        assertThat(accepted(visiting, pass())).isInstanceOf(Resolution.Closed.class);
    }

    @Test
    void a_case_is_archived_when_everything_is_paid_and_every_source_is_answered() {
        // Given
        Resolution closed = ResolutionLifecycleTest.states().get("Closed");

        // When
        Resolution told = accepted(closed, new MediationCommand.NoteAnswered(NOW));
        Resolution paid =
                accepted(
                        told,
                        new MediationCommand.RecordPayment(
                                NOW, MEDIATOR, 1, LocalDate.of(2026, 11, 20)));

        // Then
        assertThat(told).isInstanceOf(Resolution.Closed.class);
        assertThat(paid).isInstanceOf(Resolution.Archived.class);
    }

    @Test
    void an_instalment_unpaid_after_its_day_is_overdue_once_and_a_late_payment_is_marked() {
        // Given
        Resolution resolved = ResolutionLifecycleTest.states().get("Resolved");
        Instant dayAfter = Instant.parse("2026-11-25T16:00:00Z");
        MediationCommand check = new MediationCommand.CheckInstalment(dayAfter, "ZZ1-X01", 1);

        // When
        Decision.Accepted overdue = (Decision.Accepted) rules.decide(resolved, check);
        Decision.Accepted again = (Decision.Accepted) rules.decide(overdue.next(), check);
        Decision.Accepted late =
                (Decision.Accepted)
                        rules.decide(
                                overdue.next(),
                                new MediationCommand.RecordPayment(
                                        NOW, MEDIATOR, 1, LocalDate.of(2026, 11, 27)));

        // Then
        assertThat(overdue.events())
                .containsExactly(
                        new MediationEvent.InstalmentOverdue(1, LocalDate.of(2026, 11, 25)));
        assertThat(again.events()).isEmpty();
        assertThat(late.events())
                .containsExactly(
                        new MediationEvent.InstalmentDone(1, LocalDate.of(2026, 11, 27), true));
    }

    @Test
    void instalments_have_positive_amounts_and_days_in_order() {
        // Given
        Resolution mediating = mediating(null);

        // When
        Decision negative = rules.decide(mediating, agree("-1.00", LocalDate.of(2026, 12, 1)));
        Decision past = rules.decide(mediating, agree("1.00", LocalDate.of(2026, 11, 19)));

        // Then
        assertThat(code(negative)).isEqualTo("bad-instalment");
        assertThat(code(past)).isEqualTo("bad-instalment");
    }

    @Test
    void the_last_day_to_apply_for_confirmation_is_thirty_days_after_the_agreement() {
        // Given // When
        Resolution.Agreed agreed =
                (Resolution.Agreed)
                        accepted(mediating(null), agree("1.00", LocalDate.of(2026, 12, 1)));

        // Then: 民事诉讼法 art 205, from 2026-11-20
        assertThat(agreed.agreement().confirmationDueOn()).isEqualTo(LocalDate.of(2026, 12, 20));
    }

    @Test
    void after_a_failed_visit_no_other_is_recorded_until_dispatch_has_answered() {
        // Given
        Resolution failed =
                accepted(
                        ResolutionLifecycleTest.states().get("Visiting"),
                        new MediationCommand.FailVisit(NOW, VISITOR, VisitFailure.RECURRED));

        // When
        Decision passed = rules.decide(failed, pass());
        Decision again =
                rules.decide(
                        failed,
                        new MediationCommand.FailVisit(NOW, VISITOR, VisitFailure.RECURRED));
        Resolution answered = accepted(failed, new MediationCommand.TakeReopened(NOW));

        // Then
        assertThat(code(passed)).isEqualTo("visit-unanswered");
        assertThat(code(again)).isEqualTo("visit-unanswered");
        assertThat(answered).isInstanceOf(Resolution.Reopened.class);
    }

    @Test
    void no_mediation_starts_on_an_order_that_was_returned_and_the_next_order_opens_again() {
        // Given
        Resolution open = ResolutionLifecycleTest.states().get("Open");

        // When
        Resolution returned = accepted(open, new MediationCommand.LoseOrder(NOW, "ZZ1-01"));
        Decision start =
                rules.decide(
                        returned,
                        new MediationCommand.StartMediation(NOW, MEDIATOR, MediationType.JUDICIAL));
        Resolution next =
                accepted(
                        returned,
                        new MediationCommand.TakeOrder(
                                NOW, new Resolution.Lead("ZZ1-02", "520527-COURT", true)));

        // Then
        assertThat(code(start)).isEqualTo("not-in-stage");
        assertThat(next).isInstanceOf(Resolution.Open.class);
        assertThat(next.lead().orderNo()).isEqualTo("ZZ1-02");
    }

    @Test
    void the_end_of_an_earlier_order_does_not_touch_the_present_one() {
        // Given
        Resolution open = ResolutionLifecycleTest.states().get("Open");

        // When // Then
        assertThat(accepted(open, new MediationCommand.LoseOrder(NOW, "ZZ1-00"))).isEqualTo(open);
    }

    @Test
    void a_withdrawn_case_follows_its_instalments_and_is_archived_with_the_last() {
        // Given
        Resolution agreed = ResolutionLifecycleTest.states().get("Agreed");

        // When
        Resolution withdrawn = accepted(agreed, new MediationCommand.Withdraw(NOW));
        Decision.Accepted overdue =
                (Decision.Accepted)
                        rules.decide(
                                withdrawn,
                                new MediationCommand.CheckInstalment(
                                        Instant.parse("2026-11-25T16:00:00Z"), "ZZ1-X01", 1));
        Resolution paid =
                accepted(
                        overdue.next(),
                        new MediationCommand.RecordPayment(
                                NOW, MEDIATOR, 1, LocalDate.of(2026, 11, 27)));

        // Then: 人民调解法 art 31, the agreement binds
        assertThat(withdrawn).isInstanceOf(Resolution.Closed.class);
        assertThat(overdue.events())
                .containsExactly(
                        new MediationEvent.InstalmentOverdue(1, LocalDate.of(2026, 11, 25)));
        assertThat(paid).isInstanceOf(Resolution.Archived.class);
    }

    @Test
    void what_risk_said_before_the_order_counts_like_what_it_says_after() {
        // Given
        Resolution.Lead lead = new Resolution.Lead("ZZ1-01", "520527-COURT", true);
        RiskSeen seen =
                RiskSeen.NOTHING
                        .assessed(RiskLevel.RISK_RED)
                        .controlled(false)
                        .assessed(RiskLevel.RISK_YELLOW);

        // When
        Resolution before = rules.open(matterWith(seen), lead).next();
        Resolution after = rules.open(matterWith(RiskSeen.NOTHING), lead).next();
        after = accepted(after, new MediationCommand.Assess(NOW, RiskLevel.RISK_RED));
        after = accepted(after, new MediationCommand.NoteControl(NOW, false));
        after = accepted(after, new MediationCommand.Assess(NOW, RiskLevel.RISK_YELLOW));

        // Then
        assertThat(before).isEqualTo(after);
        assertThat(before.matter().isRed()).isTrue();
    }

    private static Matter matterWith(RiskSeen seen) {
        return Matter.of(new UUID(0, 1), "ZZ1", "520527002000", seen);
    }

    private static MediationCommand agree(String amount, LocalDate dueOn) {
        return new MediationCommand.Agree(
                NOW,
                MEDIATOR,
                AgreementForm.WRITTEN,
                List.of(new MediationCommand.Promise(new BigDecimal(amount), dueOn)),
                true);
    }

    private static MediationCommand pass() {
        return new MediationCommand.PassVisit(
                NOW, VISITOR, VisitMethod.PHONE, Satisfaction.SATISFIED);
    }

    private static Resolution mediating(RiskLevel risk) {
        return new Resolution.Mediating(
                ResolutionLifecycleTest.matter(risk),
                new Resolution.Lead("ZZ1-01", "520527-COURT", true),
                MediationType.JUDICIAL,
                SessionMode.ONSITE);
    }

    private Resolution accepted(Resolution state, MediationCommand command) {
        return ((Decision.Accepted) rules.decide(state, command)).next();
    }

    private static String code(Decision decision) {
        return ((Decision.Refused) decision).refusal().code();
    }
}
