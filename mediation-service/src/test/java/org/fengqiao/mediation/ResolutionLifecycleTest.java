package org.fengqiao.mediation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fengqiao.clock.Limit;
import org.fengqiao.clock.WorkCalendar;
import org.fengqiao.contracts.Actor;
import org.fengqiao.contracts.AgreementForm;
import org.fengqiao.contracts.MediationFailure;
import org.fengqiao.contracts.MediationType;
import org.fengqiao.contracts.ResolutionMethod;
import org.fengqiao.contracts.RiskLevel;
import org.fengqiao.contracts.Satisfaction;
import org.fengqiao.contracts.SessionMode;
import org.fengqiao.contracts.VisitFailure;
import org.fengqiao.contracts.VisitMethod;
import org.junit.jupiter.api.Test;

/**
 * Every state meets every command; the table is an approved file, embedded in docs/lifecycle.md.
 */
class ResolutionLifecycleTest {

    static final Instant NOW = Instant.parse("2026-11-20T02:00:00Z");
    static final Actor MEDIATOR = new Actor("mediator-520527", "520527-COURT", "mediator");
    static final Actor VISITOR = new Actor("visitor-520527", "520527-ZZ", "visitor");
    private static final Path APPROVED =
            Path.of("src/test/resources/approved/resolution-lifecycle.md");

    private final MediationRules rules = rules();

    static MediationRules rules() {
        return new MediationRules(
                new Limits(
                        Map.of(
                                "visit.normal", Limit.naturalDays(7),
                                "visit.orange", Limit.naturalDays(3),
                                "visit.red.1", Limit.naturalDays(3),
                                "visit.red.2", Limit.naturalDays(7),
                                "visit.red.3", Limit.naturalDays(30),
                                "confirm.apply", Limit.naturalDays(30)),
                        WorkCalendar.mondayToFriday()));
    }

    @Test
    void every_state_meets_every_command() throws IOException {
        // Given
        Map<String, Resolution> states = states();
        Map<String, MediationCommand> commands = commands();

        // When
        String table = table(states, commands);

        // Then
        assertThat(states.values().stream().map(Object::getClass).collect(Collectors.toSet()))
                .isEqualTo(Set.of(Resolution.class.getPermittedSubclasses()));
        assertThat(commands.values().stream().map(Object::getClass).collect(Collectors.toSet()))
                .isEqualTo(permitted(MediationCommand.class));
        Path received = Path.of("target/resolution-lifecycle.md");
        Files.createDirectories(received.getParent());
        Files.writeString(received, table);
        assertThat(table).isEqualTo(Files.readString(APPROVED));
        assertThat(Files.readString(Path.of("../docs/lifecycle.md"))).contains(table);
    }

    private static Set<Class<?>> permitted(Class<?> sealed) {
        return Stream.of(sealed.getPermittedSubclasses())
                .flatMap(c -> c.isSealed() ? permitted(c).stream() : Stream.of(c))
                .collect(Collectors.toSet());
    }

    private String table(Map<String, Resolution> states, Map<String, MediationCommand> commands) {
        StringBuilder table =
                new StringBuilder("| Command | " + String.join(" | ", states.keySet()) + " |\n");
        table.append("|---|").append("---|".repeat(states.size())).append('\n');
        commands.forEach(
                (name, command) -> {
                    table.append("| ").append(name);
                    states.values().forEach(s -> table.append(" | ").append(cell(s, command)));
                    table.append(" |\n");
                });
        return table.toString();
    }

    private String cell(Resolution state, MediationCommand command) {
        return switch (rules.decide(state, command)) {
            case Decision.Refused r -> "✗ " + r.refusal().code();
            case Decision.Accepted a
                    when a.events().isEmpty() && a.next().getClass() == state.getClass() ->
                    "·";
            case Decision.Accepted a ->
                    "→ "
                            + a.next().getClass().getSimpleName()
                            + a.events().stream()
                                    .map(e -> e.getClass().getSimpleName())
                                    .collect(Collectors.joining(", ", " (", ")"));
        };
    }

    static Map<String, Resolution> states() {
        Matter matter = matter(null);
        Resolution.Lead lead = new Resolution.Lead("ZZ1-01", "520527-COURT", true);
        Agreement agreement = agreement();
        Map<String, Resolution> states = new LinkedHashMap<>();
        states.put("Open", new Resolution.Open(matter, lead));
        states.put("Returned", new Resolution.Returned(matter, lead));
        states.put(
                "Mediating",
                new Resolution.Mediating(matter, lead, MediationType.JUDICIAL, SessionMode.ONSITE));
        states.put("Agreed", new Resolution.Agreed(matter, lead, agreement));
        states.put("Failed", new Resolution.Failed(matter, lead, MediationFailure.NO_AGREEMENT));
        states.put(
                "Resolved",
                new Resolution.Resolved(
                        matter, lead, ResolutionMethod.JUDICIAL_MEDIATION, agreement));
        states.put(
                "Visiting",
                new Resolution.Visiting(matter, lead, agreement, NOW, "visit.normal", 1, null));
        states.put(
                "Visiting, failed",
                new Resolution.Visiting(
                        matter,
                        lead,
                        agreement,
                        NOW,
                        "visit.normal",
                        1,
                        VisitFailure.NOT_PERFORMED));
        states.put("Closed", new Resolution.Closed(matter, lead, agreement, false));
        states.put(
                "Closed, performed",
                new Resolution.Closed(
                        matter,
                        lead,
                        agreement.with(
                                agreement
                                        .instalments()
                                        .getFirst()
                                        .paid(LocalDate.of(2026, 11, 20))),
                        false));
        states.put("Archived", new Resolution.Archived(matter, lead, agreement));
        states.put("Reopened", new Resolution.Reopened(matter, lead));
        return states;
    }

    static Matter matter(RiskLevel risk) {
        return new Matter(new UUID(0, 1), "ZZ1", "520527002000", risk, false, false, 0, 1, 1, 1);
    }

    static Agreement agreement() {
        return new Agreement(
                "ZZ1-X01",
                AgreementForm.WRITTEN,
                MediationType.JUDICIAL,
                List.of(
                        new Agreement.Instalment(
                                1,
                                new BigDecimal("1000.00"),
                                LocalDate.of(2026, 11, 25),
                                null,
                                false)),
                true,
                LocalDate.of(2026, 12, 20),
                NOW);
    }

    static Map<String, MediationCommand> commands() {
        List<MediationCommand> all =
                List.of(
                        new MediationCommand.TakeOrder(
                                NOW, new Resolution.Lead("ZZ1-02", "520527-HOUSING", false)),
                        new MediationCommand.TakeFinished(NOW, ResolutionMethod.JUDICIAL_MEDIATION),
                        new MediationCommand.LoseOrder(NOW, "ZZ1-01"),
                        new MediationCommand.TakeBack(NOW),
                        new MediationCommand.PlanVisit(NOW),
                        new MediationCommand.NoteAnswered(NOW),
                        new MediationCommand.TakeReopened(NOW),
                        new MediationCommand.Withdraw(NOW),
                        new MediationCommand.Assess(NOW, RiskLevel.RISK_YELLOW),
                        new MediationCommand.NoteControl(NOW, false),
                        new MediationCommand.CheckInstalment(
                                Instant.parse("2026-11-25T16:00:00Z"), "ZZ1-X01", 1),
                        new MediationCommand.StartMediation(NOW, MEDIATOR, MediationType.JUDICIAL),
                        new MediationCommand.HoldSession(NOW, MEDIATOR, SessionMode.ONSITE),
                        new MediationCommand.Agree(
                                NOW,
                                MEDIATOR,
                                AgreementForm.WRITTEN,
                                List.of(
                                        new MediationCommand.Promise(
                                                new BigDecimal("1000.00"),
                                                LocalDate.of(2026, 11, 25))),
                                true),
                        new MediationCommand.Fail(NOW, MEDIATOR, MediationFailure.PARTY_REFUSED),
                        new MediationCommand.RecordPayment(
                                NOW, MEDIATOR, 1, LocalDate.of(2026, 11, 20)),
                        new MediationCommand.PassVisit(
                                NOW, VISITOR, VisitMethod.PHONE, Satisfaction.SATISFIED),
                        new MediationCommand.FailVisit(NOW, VISITOR, VisitFailure.NOT_PERFORMED));
        Map<String, MediationCommand> commands = new LinkedHashMap<>();
        all.forEach(c -> commands.put(c.getClass().getSimpleName(), c));
        return commands;
    }
}
