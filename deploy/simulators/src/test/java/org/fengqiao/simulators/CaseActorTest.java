package org.fengqiao.simulators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.LocalDate;
import java.util.List;
import org.fengqiao.simulators.CaseTurn.Outcome;
import org.fengqiao.simulators.CaseTurn.Step;
import org.fengqiao.simulators.StubPlatform.Asked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who does what with a case, stage by stage, as the outside edges see it. */
class CaseActorTest {

    private static final String NO = "ZZ520527202611200000019";
    private static final LocalDate TODAY = LocalDate.parse("2026-11-20");
    private static final String COUNTY = "520527";

    private final StubPlatform platform = new StubPlatform();

    @AfterEach
    void stop() {
        platform.close();
    }

    private void file(String state, String more) {
        platform.serve(
                "/api/cases/" + NO,
                "{\"state\":\"%s\",\"demo\":true,\"category\":\"02\",\"risk\":\"RISK_BLUE\"%s}"
                        .formatted(state, more.isEmpty() ? "" : "," + more));
    }

    private static String order(String unit, String state) {
        return "\"unit\":\"%s\",\"orders\":[{\"orderNo\":\"O1\",\"state\":\"%s\",\"issuedAt\":\"2026-11-20T02:00:00Z\"}]"
                .formatted(unit, state);
    }

    private Step act(Dice dice) {
        CaseActor actor =
                new CaseActor(new Staff(platform.outside(), line -> {}), dice, "520527-HOUSING");
        return actor.act(NO, COUNTY, TODAY);
    }

    private Asked only() {
        assertThat(platform.done()).hasSize(1);
        return platform.done().getFirst();
    }

    @Test
    void a_department_signs_with_its_own_client() {
        // Given
        file("DISPATCHED", order("520527-NATRES", "ISSUED"));

        // When
        Step step = act(Dice.ORDINARY);

        // Then
        assertThat(step).isEqualTo(new Step(Outcome.DONE, "sign", "520527-NATRES", false));
        assertThat(only().who()).isEqualTo("dept-520527-NATRES");
        assertThat(only().path()).isEqualTo("/departments/520527-NATRES/orders/O1/sign");
    }

    @Test
    void a_mediation_organisation_starts_by_its_own_mediator() {
        // Given
        file("DISPATCHED", order("520527-M001", "ISSUED"));

        // When
        act(Dice.ORDINARY);

        // Then
        assertThat(only().who()).isEqualTo("mediator-520527-m001");
        assertThat(only().path()).isEqualTo("/api/mediation/cases/" + NO + "/start");
        assertThat(only().body()).isEqualTo("{\"type\":\"PEOPLE\"}");
    }

    @Test
    void the_court_s_outpost_mediates_judicially_under_the_plain_name() {
        // Given
        file("DISPATCHED", order("520527-COURT", "ISSUED"));

        // When
        act(Dice.ORDINARY);

        // Then
        assertThat(only().who()).isEqualTo("mediator-520527");
        assertThat(only().body()).isEqualTo("{\"type\":\"JUDICIAL\"}");
    }

    @Test
    void the_unit_people_play_with_is_left_alone() {
        for (String state : List.of("DISPATCHED", "HANDLING")) {
            // Given
            file(state, order("520527-HOUSING", "ISSUED"));

            // When
            Step step = act(Dice.RARE);

            // Then
            assertThat(step.outcome()).isEqualTo(Outcome.LEFT);
            assertThat(platform.done()).isEmpty();
        }
    }

    @Test
    void a_case_that_is_not_marked_is_never_touched() {
        // Given
        platform.serve(
                "/api/cases/" + NO,
                "{\"state\":\"DISPATCHED\",\"demo\":false,%s}"
                        .formatted(order("520527-NATRES", "ISSUED")));

        // When
        Step step = act(Dice.RARE);

        // Then
        assertThat(step.outcome()).isEqualTo(Outcome.ENDED);
        assertThat(platform.done()).isEmpty();
    }

    @Test
    void a_red_case_gets_control_and_goes_to_the_police_as_grave() {
        // Given
        platform.serve(
                "/api/cases/" + NO,
                "{\"state\":\"ACCEPTED\",\"demo\":true,\"category\":\"02\",\"risk\":\"RISK_RED\",\"orders\":[]}");

        // When
        Step step = act(Dice.ORDINARY);

        // Then
        assertThat(step).isEqualTo(new Step(Outcome.DONE, "triage", "", true));
        assertThat(platform.done())
                .extracting(Asked::who, Asked::path)
                .containsExactly(
                        tuple("political-legal-520527", "/api/risk/cases/" + NO + "/control/start"),
                        tuple("dispatcher-520527", "/api/dispatch/cases/" + NO + "/triage"));
        assertThat(platform.done().getLast().body())
                .contains("\"grade\":\"CRITICAL\"")
                .contains("\"unit\":\"520527-PSB\"");
    }

    @Test
    void what_failed_with_one_unit_goes_to_another() {
        // Given: neighbours belong to M001 by the table, and M001 had its try
        file("UNRESOLVED", order("520527-M001", "UNRESOLVED"));

        // When
        act(Dice.ORDINARY);

        // Then
        assertThat(only().body()).contains("\"unit\":\"520527-JUSTICE\"");
    }

    @Test
    void the_centre_hands_on_what_nobody_else_was_named_for() {
        // Given
        file("DISPATCHED", order("520527-ZZ", "ISSUED"));

        // When
        Step step = act(Dice.ORDINARY);

        // Then
        assertThat(step.what()).isEqualTo("return");
        assertThat(only().path()).isEqualTo("/departments/520527-ZZ/orders/O1/return");
    }

    @Test
    void a_session_of_an_earlier_order_does_not_count() {
        // Given
        file(
                "MEDIATING",
                order("520527-M001", "SIGNED")
                        + ",\"sessions\":[{\"no\":1,\"heldAt\":\"2026-11-19T02:00:00Z\"}]");

        // When
        Step step = act(Dice.ORDINARY);

        // Then
        assertThat(step.what()).isEqualTo("session");
    }

    @Test
    void after_a_session_they_agree_and_the_first_part_is_due_today() {
        // Given
        file(
                "MEDIATING",
                order("520527-M001", "SIGNED")
                        + ",\"sessions\":[{\"no\":1,\"heldAt\":\"2026-11-20T02:10:00Z\"}]");

        // When
        Step step = act(new Dice(1, true));

        // Then
        assertThat(step.what()).isEqualTo("agreement");
        assertThat(only().body())
                .contains("\"form\":\"WRITTEN\"")
                .contains("\"instalments\":[{\"amount\":\"200.00\",\"dueOn\":\"2026-11-20\"}]");
    }

    @Test
    void now_and_then_a_mediation_fails() {
        // Given
        file(
                "MEDIATING",
                order("520527-M001", "SIGNED")
                        + ",\"sessions\":[{\"no\":1,\"heldAt\":\"2026-11-20T02:10:00Z\"}]");

        // When
        Step step = act(Dice.RARE);

        // Then
        assertThat(step.what()).isEqualTo("fail");
        assertThat(only().body()).isEqualTo("{\"reason\":\"NO_AGREEMENT\"}");
    }

    @Test
    void an_instalment_is_paid_on_its_day_and_not_before() {
        // Given
        String agreement =
                "\"agreements\":[{\"instalments\":[{\"seq\":1,\"dueDate\":\"2026-11-13\",\"paidOn\":\"2026-11-13\"},"
                        + "{\"seq\":2,\"dueDate\":\"%s\",\"paidOn\":null}]}]";
        file("CLOSED", agreement.formatted("2026-11-21"));

        // When
        Step early = act(Dice.ORDINARY);

        // Then
        assertThat(early.outcome()).isEqualTo(Outcome.ENDED);
        assertThat(platform.done()).isEmpty();

        // When
        file("CLOSED", agreement.formatted("2026-11-20"));
        Step due = act(Dice.ORDINARY);

        // Then
        assertThat(due.what()).isEqualTo("payment");
        assertThat(only().path()).endsWith("/instalments/2/payment");
        assertThat(only().body()).isEqualTo("{\"paidOn\":\"2026-11-20\"}");
    }

    @Test
    void after_a_failed_visit_the_desk_comes_first() {
        // Given
        file("VISITING", "\"visits\":[{\"no\":1,\"state\":\"FAILED\"}]");

        // When
        Step step = act(Dice.ORDINARY);

        // Then
        assertThat(step.outcome()).isEqualTo(Outcome.WAITS);
        assertThat(platform.done()).isEmpty();
    }

    @Test
    void a_red_case_is_released_from_control_and_visited_the_next_time() {
        // Given
        platform.serve(
                "/api/cases/" + NO,
                "{\"state\":\"VISITING\",\"demo\":true,\"risk\":\"RISK_RED\",\"visits\":[{\"state\":\"PLANNED\"}]}");

        // When
        Step released = act(Dice.ORDINARY);

        // Then
        assertThat(released).isEqualTo(new Step(Outcome.DONE, "control/release", "", true));
        assertThat(only().who()).isEqualTo("political-legal-520527");

        // When
        platform.fail("/api/risk/", 409);
        Step visited = act(Dice.ORDINARY);

        // Then
        assertThat(visited.what()).isEqualTo("visit");
        assertThat(platform.done().getLast().who()).isEqualTo("visitor-520527");
    }

    @Test
    void the_later_visits_of_a_red_case_need_no_release() {
        // Given
        platform.serve(
                "/api/cases/" + NO,
                "{\"state\":\"VISITING\",\"demo\":true,\"risk\":\"RISK_RED\",\"visits\":[{\"state\":\"DONE\"},{\"state\":\"PLANNED\"}]}");

        // When
        act(Dice.ORDINARY);

        // Then
        assertThat(only().who()).isEqualTo("visitor-520527");
        assertThat(only().path()).endsWith("/visit");
    }

    @Test
    void the_window_merges_what_is_the_same_and_accepts_where_that_is_refused() {
        // Given
        file("REGISTERED", "");
        platform.serve(
                "/api/intake/cases/" + NO,
                "{\"candidates\":[{\"caseNo\":\"ZZ520527202611200000027\"}]}");

        // When
        Step merged = act(Dice.ORDINARY);

        // Then
        assertThat(merged.what()).isEqualTo("merge");
        assertThat(only().who()).isEqualTo("window-520527");
        assertThat(only().body()).isEqualTo("{\"with\":\"ZZ520527202611200000027\"}");

        // When
        platform.fail("/api/intake/cases/" + NO + "/merge", 409);
        Step accepted = act(Dice.ORDINARY);

        // Then
        assertThat(accepted).isEqualTo(new Step(Outcome.DONE, "accept", "", false));
    }

    @Test
    void a_refusal_is_told_and_a_platform_that_is_down_is_no_refusal() {
        // Given
        file("DISPATCHED", order("520527-NATRES", "ISSUED"));
        platform.fail("/departments/", 409);

        // When
        Step refused = act(Dice.ORDINARY);

        // Then
        assertThat(refused.outcome()).isEqualTo(Outcome.REFUSED);
        platform.fail("/departments/", 503);
        assertThatThrownBy(() -> act(Dice.ORDINARY)).isInstanceOf(Staff.Away.class);
    }
}
