package org.fengqiao.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
import org.fengqiao.contracts.Difficulty;
import org.fengqiao.contracts.Flag;
import org.fengqiao.contracts.Grade;
import org.fengqiao.contracts.ListSide;
import org.fengqiao.contracts.MediationFailure;
import org.fengqiao.contracts.RefusalReason;
import org.fengqiao.contracts.ResolutionMethod;
import org.fengqiao.contracts.ResolutionResult;
import org.fengqiao.contracts.ReturnReason;
import org.fengqiao.contracts.RiskLevel;
import org.fengqiao.contracts.Route;
import org.fengqiao.contracts.Satisfaction;
import org.fengqiao.contracts.SendBackReason;
import org.fengqiao.contracts.SessionMode;
import org.fengqiao.contracts.SourceRecord;
import org.fengqiao.contracts.SourceSystem;
import org.fengqiao.contracts.VisitFailure;
import org.fengqiao.contracts.VisitMethod;
import org.junit.jupiter.api.Test;

/**
 * Every state meets every command; the table is an approved file, embedded in docs/lifecycle.md.
 */
class AssignmentLifecycleTest {

    static final Instant NOW = Instant.parse("2026-11-20T02:00:00Z");
    private static final AssignmentEvent.Visit VISIT =
            new AssignmentEvent.Visit(VisitMethod.PHONE, Satisfaction.SATISFIED, NOW);
    private static final Path APPROVED =
            Path.of("src/test/resources/approved/assignment-lifecycle.md");
    private static final Actor PERSON = new Actor("dispatcher-520527", "520527-ZZ", "dispatcher");

    private final AssignmentRules rules = rules();

    static AssignmentRules rules() {
        Routing routing =
                new Routing(
                        List.of(
                                new Routing.Line(
                                        "route.default.15",
                                        "*",
                                        "15",
                                        "HOUSING",
                                        Route.MEDIATION,
                                        ListSide.GOV),
                                new Routing.Line(
                                        "route.520527.1501",
                                        "520527",
                                        "1501",
                                        "COURT",
                                        Route.MEDIATION,
                                        ListSide.POLEGAL)),
                        List.of(
                                new Routing.Unit("520527-HOUSING", false, true),
                                new Routing.Unit("520527-COURT", true, true),
                                new Routing.Unit("620902-HOUSING", false, false)));
        Map<String, Limit> limits =
                Map.of(
                        "sign.order", Limit.workdays(1),
                        "sign.order.urgent", Limit.hours(2),
                        "grade.normal", Limit.naturalDays(7),
                        "grade.major", Limit.naturalDays(20),
                        "grade.critical", Limit.naturalDays(30),
                        "court.prefiling", Limit.naturalDays(30));
        return new AssignmentRules(
                routing,
                new Limits(limits, WorkCalendar.mondayToFriday()),
                new Policy(true, true, 2, Duration.ofSeconds(5)));
    }

    static Matter matter(Set<Flag> flags, boolean accepted) {
        SourceRecord source =
                new SourceRecord(
                        SourceSystem.H12345,
                        "K1",
                        "1",
                        new UUID(0, 7),
                        NOW,
                        NOW,
                        List.of(),
                        Map.of(),
                        false);
        return new Matter(
                new UUID(0, 1),
                "ZZ1",
                "CODE",
                "520527002000",
                "标题",
                "1502",
                flags,
                1,
                null,
                List.of(source),
                accepted,
                false,
                null,
                false,
                false,
                0,
                0,
                0);
    }

    @Test
    void every_state_meets_every_command() throws IOException {
        // Given
        Map<String, Assignment> states = states();
        Map<String, DispatchCommand> commands = commands();

        // When
        String table = table(states, commands);

        // Then
        assertThat(states.values().stream().map(Object::getClass).collect(Collectors.toSet()))
                .isEqualTo(Set.of(Assignment.class.getPermittedSubclasses()));
        assertThat(commands.values().stream().map(Object::getClass).collect(Collectors.toSet()))
                .isEqualTo(permitted(DispatchCommand.class));
        Path received = Path.of("target/assignment-lifecycle.md");
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

    private String table(Map<String, Assignment> states, Map<String, DispatchCommand> commands) {
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

    private String cell(Assignment state, DispatchCommand command) {
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

    static Map<String, Assignment> states() {
        Matter matter = matter(Set.of(), true);
        Triage triage =
                new Triage(
                        Grade.NORMAL,
                        Difficulty.NORMAL,
                        "1502",
                        Route.MEDIATION,
                        ListSide.GOV,
                        "520527-HOUSING",
                        false,
                        "r",
                        Map.of(),
                        List.of());
        Order issued =
                new Order(
                        "ZZ1-01",
                        "520527-HOUSING",
                        false,
                        false,
                        NOW,
                        NOW,
                        NOW,
                        "grade.normal",
                        false,
                        Order.State.ISSUED,
                        null,
                        null,
                        null,
                        0);
        Order signed = issued.signed(NOW);
        Order finished = signed.finished(NOW, ResolutionMethod.ANSWERED);
        Result result = new Result(ResolutionMethod.ANSWERED, ResolutionResult.SUCCESS, NOW, null);
        Map<String, Assignment> states = new LinkedHashMap<>();
        states.put("Received", new Assignment.Received(matter(Set.of(), false), false));
        states.put(
                "Received, waits for risk",
                new Assignment.Received(matter(Set.of(Flag.THREAT), true), true));
        states.put(
                "Triaged", new Assignment.Triaged(matter, triage, issued.to(Order.State.RETURNED)));
        states.put("Dispatched", new Assignment.Dispatched(matter, triage, issued));
        states.put("Handling", new Assignment.Handling(matter, triage, signed, null));
        states.put("ResultIn", new Assignment.ResultIn(matter, triage, finished, result));
        states.put("Answering", new Assignment.Answering(matter, triage, finished, result));
        states.put(
                "Answered",
                new Assignment.Answered(
                        matter, triage, finished, result, Assignment.VisitAnswers.NOT_YET, null));
        states.put(
                "Answered, visit answers on their way",
                new Assignment.Answered(
                        matter,
                        triage,
                        finished,
                        result,
                        Assignment.VisitAnswers.ON_THEIR_WAY,
                        VISIT));
        states.put("Concluded", new Assignment.Concluded(matter, null));
        states.put("Withdrawn", new Assignment.Withdrawn(matter, null));
        return states;
    }

    static Map<String, DispatchCommand> commands() {
        Result.Agreed agreed =
                new Result.Agreed(
                        AgreementForm.WRITTEN,
                        new BigDecimal("100.00"),
                        List.of(),
                        false,
                        LocalDate.of(2026, 12, 20),
                        1,
                        SessionMode.ONSITE,
                        NOW);
        List<DispatchCommand> all =
                List.of(
                        new DispatchCommand.Accept(NOW),
                        new DispatchCommand.Refuse(NOW, RefusalReason.NOT_A_DISPUTE),
                        new DispatchCommand.LinkSources(NOW, List.of(), Set.of()),
                        new DispatchCommand.BeAbsorbed(NOW, "m"),
                        new DispatchCommand.Cancel(NOW, "withdrawn"),
                        new DispatchCommand.Assess(NOW, RiskLevel.RISK_YELLOW),
                        new DispatchCommand.EndRiskWait(NOW),
                        new DispatchCommand.StartMediation(NOW, "ZZ1-01"),
                        new DispatchCommand.TakeAgreement(
                                NOW, "ZZ1-01", ResolutionMethod.JUDICIAL_MEDIATION, agreed),
                        new DispatchCommand.FailMediation(
                                NOW, "ZZ1-01", MediationFailure.NO_AGREEMENT),
                        new DispatchCommand.Resolve(
                                NOW, ResolutionMethod.ANSWERED, ResolutionResult.SUCCESS),
                        new DispatchCommand.ConfirmResultTold(NOW),
                        new DispatchCommand.Close(
                                NOW, VisitMethod.PHONE, Satisfaction.SATISFIED, NOW),
                        new DispatchCommand.ConfirmVisitTold(NOW),
                        new DispatchCommand.FailVisit(NOW, VisitFailure.RECURRED),
                        new DispatchCommand.Urge(NOW, "ZZ1-01"),
                        new DispatchCommand.TriageByHand(
                                NOW,
                                PERSON,
                                Grade.NORMAL,
                                Difficulty.NORMAL,
                                "1502",
                                "520527-COURT"),
                        new DispatchCommand.Sign(NOW, PERSON, "ZZ1-01"),
                        new DispatchCommand.ReturnOrder(
                                NOW, PERSON, "ZZ1-01", ReturnReason.OTHER_DUTY, null),
                        new DispatchCommand.Progress(NOW, PERSON, "ZZ1-01", "contact"),
                        new DispatchCommand.Finish(
                                NOW, PERSON, "ZZ1-01", ResolutionMethod.ANSWERED, true),
                        new DispatchCommand.GiveOpinion(NOW, PERSON, true),
                        new DispatchCommand.AcceptResult(NOW, PERSON),
                        new DispatchCommand.SendBack(NOW, PERSON, SendBackReason.EVIDENCE_MISSING),
                        new DispatchCommand.Conclude(NOW, PERSON, ResolutionResult.REDIRECTED));
        Map<String, DispatchCommand> commands = new LinkedHashMap<>();
        all.forEach(c -> commands.put(c.getClass().getSimpleName(), c));
        commands.put("Assess, red", new DispatchCommand.Assess(NOW, RiskLevel.RISK_RED));
        return commands;
    }
}
