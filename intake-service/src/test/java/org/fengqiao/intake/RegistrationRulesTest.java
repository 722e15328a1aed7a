package org.fengqiao.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fengqiao.intake.Registrations.APPROVER;
import static org.fengqiao.intake.Registrations.NOON;
import static org.fengqiao.intake.Registrations.WINDOW;
import static org.fengqiao.intake.Registrations.accepted;
import static org.fengqiao.intake.Registrations.refusal;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.fengqiao.contracts.Actor;
import org.fengqiao.contracts.Flag;
import org.fengqiao.contracts.RefusalReason;
import org.junit.jupiter.api.Test;

class RegistrationRulesTest {

    private static RegistrationCommand.Refuse refuse(RefusalReason reason) {
        return new RegistrationCommand.Refuse(reason, "", null, WINDOW, NOON);
    }

    @Test
    void a_complete_record_without_candidates_has_no_objection_to_acceptance() {
        assertThat(objections(Registrations.POLICY, Registrations.matter())).isEmpty();
        assertThat(objections(Registrations.POLICY, Registrations.matter(Flag.THREAT, Flag.WEAPON)))
                .as("flags hold back triage, not acceptance")
                .isEmpty();
    }

    private static List<String> objections(IntakePolicy policy, Matter matter) {
        return AutoAccept.objections(policy, "520527002000", matter, List.of());
    }

    @Test
    void a_record_of_another_county_waits_for_a_person() {
        assertThat(objections(new IntakePolicy(true, Set.of("620902")), Registrations.matter()))
                .containsExactly("REGION_NOT_SERVED");
        assertThat(objections(new IntakePolicy(false, Set.of("520527")), Registrations.matter()))
                .containsExactly("POLICY_OFF");
    }

    @Test
    void a_merge_candidate_holds_acceptance_back_for_a_person() {
        // Given
        MergeCandidate candidate =
                new MergeCandidate(new UUID(0, 1), "ZZ1", 0.6, List.of("PHONE", "CATEGORY"));

        // When
        Registration opened =
                accepted(
                                RegistrationRules.open(
                                        Registrations.register(Registrations.matter(), candidate)))
                        .next();

        // Then
        assertThat(opened)
                .isInstanceOfSatisfying(
                        Registration.Registered.class,
                        r -> {
                            assertThat(r.candidates()).containsExactly(candidate);
                            assertThat(r.objections()).containsExactly("MERGE_CANDIDATES");
                        });
    }

    @Test
    void a_person_may_accept_what_the_policy_would_not() {
        // When
        var decision =
                accepted(
                        RegistrationRules.decide(
                                Registrations.registered(),
                                new RegistrationCommand.Accept("告1", WINDOW, NOON, null)));

        // Then
        assertThat(decision.events())
                .singleElement()
                .satisfies(
                        e -> {
                            assertThat(e.by()).isEqualTo(WINDOW);
                            assertThat(e.rule()).isNull();
                        });
    }

    @Test
    void refusing_as_malicious_needs_an_approver() {
        // When
        Refusal refusal =
                refusal(
                        RegistrationRules.decide(
                                Registrations.registered(), refuse(RefusalReason.MALICIOUS)));

        // Then
        assertThat(refusal.code()).isEqualTo("approval-needed");
        assertThat(
                        accepted(
                                        RegistrationRules.decide(
                                                Registrations.registered(),
                                                new RegistrationCommand.Refuse(
                                                        RefusalReason.MALICIOUS,
                                                        "",
                                                        APPROVER,
                                                        WINDOW,
                                                        NOON)))
                                .next())
                .isInstanceOf(Registration.Refused.class);
    }

    @Test
    void every_refusal_tells_the_citizen_where_to_go() {
        for (RefusalReason reason : RefusalReason.values()) {
            assertThat(RefusalAdvice.of(reason)).as(reason.name()).isNotBlank();
        }
    }

    @Test
    void an_accepted_case_can_no_longer_be_refused_and_the_text_says_why() {
        // When
        Refusal refusal =
                refusal(
                        RegistrationRules.decide(
                                Registrations.acceptedCase(), refuse(RefusalReason.OTHER)));

        // Then
        assertThat(refusal.code()).isEqualTo("not-in-stage");
        assertThat(refusal.text()).isEqualTo("案件状态为“已受理”,不能不予受理,应为“已登记”");
    }

    @Test
    void a_flag_once_set_stays_when_a_later_version_does_not_repeat_it() {
        // Given
        Registration threatened = Registrations.acceptedCase(Flag.THREAT);

        // When
        Registration updated =
                accepted(
                                RegistrationRules.decide(
                                        threatened,
                                        new RegistrationCommand.LinkRecord(
                                                Registrations.source("2"),
                                                Set.of(Flag.MINOR),
                                                Actor.SYSTEM,
                                                NOON)))
                        .next();

        // Then
        assertThat(updated.matter().flags()).containsExactlyInAnyOrder(Flag.THREAT, Flag.MINOR);
        assertThat(updated.sources()).hasSize(2);
    }

    @Test
    void the_earliest_registered_case_is_the_master_then_the_smaller_id() {
        assertThat(MergeRule.isMaster(Registrations.EARLIER, Registrations.CASE)).isTrue();
        assertThat(MergeRule.isMaster(Registrations.CASE, Registrations.EARLIER)).isFalse();
        assertThat(
                        MergeRule.isMaster(
                                Registrations.identity(1, NOON), Registrations.identity(2, NOON)))
                .isTrue();
    }

    @Test
    void a_later_case_cannot_be_the_master() {
        // When
        Refusal refusal =
                refusal(
                        RegistrationRules.decide(
                                Registrations.registered(),
                                new RegistrationCommand.MergeInto(
                                        Registrations.MERGE, Registrations.LATER, WINDOW, NOON)));

        // Then
        assertThat(refusal.code()).isEqualTo("merge-wrong-master");
    }

    @Test
    void a_case_with_an_agreement_is_too_late_to_be_merged_away() {
        // When
        Refusal refusal =
                refusal(
                        RegistrationRules.decide(
                                Registrations.acceptedCase().settled(true),
                                new RegistrationCommand.MergeInto(
                                        Registrations.MERGE, Registrations.EARLIER, WINDOW, NOON)));

        // Then
        assertThat(refusal.code()).isEqualTo("merge-too-late");
    }

    @Test
    void merging_is_told_under_both_cases_with_one_merge_id() {
        // Given
        Registration absorbed = Registrations.registered();
        Registration master =
                new Registration.Accepted(
                        Registrations.EARLIER,
                        Registrations.matter(),
                        List.of(Registrations.source("0")),
                        "告1",
                        NOON,
                        false,
                        null);

        // When
        var gone =
                accepted(
                        RegistrationRules.decide(
                                absorbed,
                                new RegistrationCommand.MergeInto(
                                        Registrations.MERGE, master.identity(), WINDOW, NOON)));
        var stays =
                accepted(
                        RegistrationRules.decide(
                                master,
                                new RegistrationCommand.Absorb(
                                        Registrations.MERGE,
                                        absorbed.identity(),
                                        absorbed.sources(),
                                        absorbed.matter().flags(),
                                        WINDOW,
                                        NOON)));

        // Then
        assertThat(gone.events()).isEqualTo(stays.events());
        assertThat(stays.next().sources()).hasSize(2);
        assertThat(gone.next()).isInstanceOf(Registration.Merged.class);
    }

    @Test
    void a_case_with_family_violence_is_not_withdrawn_without_approval() {
        // Given
        Registration violent = Registrations.acceptedCase(Flag.DV);

        // When
        Refusal refusal =
                refusal(
                        RegistrationRules.decide(
                                violent,
                                new RegistrationCommand.RequestCancel(
                                        "SETTLED", null, WINDOW, NOON)));

        // Then
        assertThat(refusal.code()).isEqualTo("approval-needed");
    }
}
