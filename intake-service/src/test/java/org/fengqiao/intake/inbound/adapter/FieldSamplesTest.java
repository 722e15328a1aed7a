package org.fengqiao.intake.inbound.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fengqiao.contracts.Flag.DV;
import static org.fengqiao.contracts.Flag.INJURY;
import static org.fengqiao.contracts.Flag.MASS;
import static org.fengqiao.contracts.Flag.MINOR;
import static org.fengqiao.contracts.Flag.REPEAT_CALL;
import static org.fengqiao.contracts.Flag.SUICIDE;
import static org.fengqiao.contracts.Flag.THREAT;
import static org.fengqiao.contracts.Flag.WAGE;
import static org.fengqiao.contracts.Flag.WEAPON;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.fengqiao.contracts.Docking;
import org.fengqiao.contracts.MatterKind;
import org.fengqiao.intake.clue.Clue;
import org.fengqiao.intake.clue.ClueParty;
import org.fengqiao.intake.clue.SourceDeadline;
import org.junit.jupiter.api.Test;

/** Expected values are read off the field's samples and its prose, not off the code. */
class FieldSamplesTest {

    @Test
    void a_neighbour_s_third_call_with_a_hoe_is_a_threat_with_a_weapon_and_a_repeat() {
        // When
        Clue clue = Samples.clue("110_1_neighbour_repeat.json");

        // Then
        assertThat(clue.flagSet()).containsExactlyInAnyOrder(REPEAT_CALL, THREAT, WEAPON);
        assertThat(clue.matterKind()).isEqualTo(MatterKind.DISPUTE);
        assertThat(clue.category().code()).isEqualTo("02");
        assertThat(clue.category().why().rule()).isEqualTo("P110-A-02");
        assertThat(clue.sourceTime()).isEqualTo(Instant.parse("2025-11-03T12:45:12Z"));
        assertThat(clue.occurredAt()).isEqualTo(Instant.parse("2025-11-03T12:30:00Z"));
        assertThat(clue.regionCode()).isEqualTo("520527000000");
        assertThat(clue.earlierKeys()).containsExactly("52052720251101191003207");
        assertThat(clue.references()).isEqualTo(Map.of("JJDBH", "52052720251103204512318"));
        assertThat(clue.docking()).isEqualTo(Docking.POLICE);
        assertThat(clue.place().longitude()).isEqualByComparingTo("104.7290");
        ClueParty caller = clue.parties().getFirst();
        assertThat(caller.name()).isEqualTo("王某甲");
        assertThat(caller.phones()).containsExactly("14000000001");
        assertThat(caller.gender()).isEqualTo(ClueParty.Gender.MALE);
        assertThat(caller.address()).as("未留").isNull();
    }

    @Test
    void family_violence_before_a_child_is_flagged_and_its_civil_part_is_a_family_dispute() {
        // When
        Clue clue = Samples.clue("110_2_family_dv_minor.json");

        // Then
        assertThat(clue.flagSet()).containsExactlyInAnyOrder(DV, MINOR, THREAT, INJURY);
        assertThat(clue.matterKind()).isEqualTo(MatterKind.DISPUTE);
        assertThat(clue.category().code()).isEqualTo("01");
        assertThat(clue.language()).isEqualTo("ko-KR");
        assertThat(clue.parties().getFirst().name()).as("未留").isNull();
        assertThat(clue.parties().getFirst().identifiable()).isTrue();
        assertThat(clue.regionCode()).isEqualTo("222405000000");
        assertThat(clue.earlierKeys()).isEmpty();
    }

    @Test
    void twenty_three_unpaid_workers_and_a_crane_are_wage_mass_and_suicide() {
        // When
        Clue clue = Samples.clue("110_3_wage_mass.json");

        // Then
        assertThat(clue.flagSet()).containsExactlyInAnyOrder(WAGE, MASS, SUICIDE);
        assertThat(clue.category().code()).isEqualTo("1001");
        assertThat(clue.involvedPersons()).isEqualTo(23);
        assertThat(clue.amount()).isEqualByComparingTo("410000");
        assertThat(clue.sourceTime()).isEqualTo(Instant.parse("2025-12-15T01:43:00Z"));
    }

    @Test
    void an_ordinary_call_sets_no_flag_although_it_names_what_did_not_happen() {
        // When
        Clue clue = Samples.clue("110_ordinary_neighbour.json");

        // Then
        assertThat(clue.flags()).isEmpty();
        assertThat(clue.category().code()).isEqualTo("02");
        assertThat(clue.category().known()).isTrue();
    }

    @Test
    void a_property_fee_complaint_keeps_both_deadlines_as_sent() {
        // When
        Clue clue = Samples.clue("12345_1_property_fee.json");

        // Then
        assertThat(clue.flagSet()).isEmpty();
        assertThat(clue.category().code()).isEqualTo("1501");
        assertThat(clue.matterKind()).isEqualTo(MatterKind.DISPUTE);
        assertThat(clue.title()).isEqualTo("物业停水催费问题");
        assertThat(clue.regionCode()).isEqualTo("520527002000");
        assertThat(clue.deadlines())
                .containsExactly(
                        new SourceDeadline(
                                "municipalDeadline", Instant.parse("2025-11-13T10:00:00Z")),
                        new SourceDeadline(
                                "regionDeadline", Instant.parse("2025-11-12T10:00:00Z")));
        assertThat(clue.references())
                .isEqualTo(
                        Map.of(
                                "hotlineNo",
                                "QXN20251104093512008",
                                "platformNo",
                                "GZ12345-2025-1104-0008"));
        assertThat(clue.amount()).isEqualByComparingTo("3680");
        assertThat(clue.parties())
                .extracting(ClueParty::role, ClueParty::name)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(ClueParty.Role.APPLICANT, "杨某"),
                        org.assertj.core.groups.Tuple.tuple(
                                ClueParty.Role.RESPONDENT, "赫章县某物业服务有限公司"));
        assertThat(clue.requiresCase()).isTrue();
    }

    @Test
    void a_social_insurance_request_needs_an_answer_in_korean() {
        // When
        Clue clue = Samples.clue("12345_2_social_insurance.json");

        // Then
        assertThat(clue.flagSet()).isEmpty();
        assertThat(clue.category().code()).isEqualTo("18");
        assertThat(clue.language()).isEqualTo("ko-KR");
        assertThat(clue.place().longitude()).isNull();
    }

    @Test
    void a_fourth_complaint_that_announces_to_smash_the_shop_is_a_threat_by_a_secret_caller() {
        // When
        Clue clue = Samples.clue("12345_3_noise_repeat.json");

        // Then
        assertThat(clue.flagSet()).containsExactlyInAnyOrder(THREAT, REPEAT_CALL);
        assertThat(clue.secretCaller()).isTrue();
        assertThat(clue.category().code()).isEqualTo("0901");
        assertThat(clue.earlierKeys()).hasSize(3).contains("SZ20251101221902004");
    }

    @Test
    void a_court_s_delegation_names_both_parties_and_its_period_ends_at_midnight() {
        // When
        Clue clue = Samples.clue("court_1_property.json");

        // Then
        assertThat(clue.flagSet()).isEmpty();
        assertThat(clue.category().code()).isEqualTo("1501");
        assertThat(clue.docking()).isEqualTo(Docking.LITIGATION);
        assertThat(clue.amount()).isEqualByComparingTo(new BigDecimal("4860.00"));
        assertThat(clue.deadlines())
                .containsExactly(
                        new SourceDeadline("tjqxjzrq", Instant.parse("2025-11-28T16:00:00Z")));
        assertThat(clue.references())
                .isEqualTo(
                        Map.of("ajbs", "FY520527-2025-SQT-001234", "ah", "(2025)黔0527民诉前调1234号"));
        assertThat(clue.parties())
                .extracting(ClueParty::role)
                .containsExactly(ClueParty.Role.APPLICANT, ClueParty.Role.RESPONDENT);
        assertThat(clue.sourceTime()).isEqualTo(Instant.parse("2025-10-29T01:20:00Z"));
    }

    @Test
    void the_xml_form_of_the_delegation_says_the_same_of_the_case() {
        // When
        Clue xml = Samples.clue("court_1_property.xml");

        // Then
        Clue json = Samples.clue("court_1_property.json");
        assertThat(xml.sourceKey()).isEqualTo(json.sourceKey());
        assertThat(xml.category().code()).isEqualTo("1501");
        assertThat(xml.regionCode()).isEqualTo(json.regionCode());
        assertThat(xml.deadlines()).isEqualTo(json.deadlines());
        assertThat(xml.amount()).isEqualByComparingTo("4860.00");
        assertThat(xml.references()).isEqualTo(json.references());
        assertThat(xml.parties())
                .extracting(ClueParty::name)
                .containsExactly("赫章县某物业服务有限公司", "王某甲");
    }

    @Test
    void a_divorce_with_a_police_warning_is_family_violence_with_a_child_to_care_for() {
        // When
        Clue clue = Samples.clue("court_2_divorce.json");

        // Then
        assertThat(clue.flagSet()).containsExactlyInAnyOrder(DV, MINOR);
        assertThat(clue.category().code()).isEqualTo("01");
        assertThat(clue.language()).isEqualTo("ko-KR");
    }

    @Test
    void an_extended_loan_case_keeps_both_ends_of_its_period() {
        // When
        Clue clue = Samples.clue("court_3_loan_result.json");

        // Then
        assertThat(clue.flagSet()).isEmpty();
        assertThat(clue.category().code()).isEqualTo("0401");
        assertThat(clue.deadlines())
                .extracting(SourceDeadline::label)
                .isEqualTo(List.of("tjqxjzrq", "yqtjr"));
        assertThat(clue.amount()).isEqualByComparingTo("86000");
    }
}
