package org.fengqiao.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fengqiao.intake.Registrations.NOON;
import static org.fengqiao.intake.Registrations.WINDOW;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.fengqiao.contracts.Actor;
import org.fengqiao.contracts.Flag;
import org.fengqiao.contracts.RefusalReason;
import org.junit.jupiter.api.Test;

/**
 * Every state × every command. The table is approved by a person in {@code
 * src/test/resources/approved}; the test compares and leaves what it found beside the build.
 */
class RegistrationTableTest {

    private static final String APPROVED = "/approved/registration-lifecycle.md";

    private static Map<String, Registration> states() {
        Map<String, Registration> states = new LinkedHashMap<>();
        states.put("Registered", Registrations.registered());
        states.put("Registered, cancel asked", Registrations.registered().cancelAsked("SETTLED"));
        states.put("Registered, DV", Registrations.registered(Flag.DV));
        states.put("Accepted", Registrations.acceptedCase());
        states.put("Accepted, cancel asked", Registrations.acceptedCase().cancelAsked("SETTLED"));
        states.put("Accepted, settled", Registrations.acceptedCase().settled(true));
        states.put("Accepted, MINOR", Registrations.acceptedCase(Flag.MINOR));
        states.put("Refused", Registrations.refusedCase());
        states.put("Merged", Registrations.mergedCase());
        states.put("Cancelled", Registrations.cancelledCase());
        return states;
    }

    private static Map<String, RegistrationCommand> commands() {
        Map<String, RegistrationCommand> commands = new LinkedHashMap<>();
        commands.put("Register", Registrations.register(Registrations.matter()));
        commands.put("Accept", new RegistrationCommand.Accept("告1", WINDOW, NOON, null));
        commands.put(
                "Refuse",
                new RegistrationCommand.Refuse(RefusalReason.OTHER_REGION, "", null, WINDOW, NOON));
        commands.put(
                "LinkRecord",
                new RegistrationCommand.LinkRecord(
                        Registrations.source("2"), Set.of(Flag.THREAT), Actor.SYSTEM, NOON));
        commands.put(
                "MergeInto",
                new RegistrationCommand.MergeInto(
                        Registrations.MERGE, Registrations.EARLIER, WINDOW, NOON));
        commands.put(
                "Absorb",
                new RegistrationCommand.Absorb(
                        Registrations.MERGE,
                        Registrations.LATER,
                        List.of(Registrations.source("9")),
                        Set.of(),
                        WINDOW,
                        NOON));
        commands.put(
                "RequestCancel",
                new RegistrationCommand.RequestCancel("SETTLED", null, WINDOW, NOON));
        commands.put("NoteWithdrawn", new RegistrationCommand.NoteWithdrawn(Actor.SYSTEM, NOON));
        commands.put(
                "NoteCancelRefused", new RegistrationCommand.NoteCancelRefused(Actor.SYSTEM, NOON));
        commands.put("NoteSettled", new RegistrationCommand.NoteSettled(true, Actor.SYSTEM, NOON));
        return commands;
    }

    @Test
    void the_whole_lifecycle_is_as_approved() throws IOException {
        // When
        String table = table();

        // Then
        Path found = Path.of("target", "registration-lifecycle.md");
        Files.createDirectories(Objects.requireNonNull(found.getParent()));
        Files.writeString(found, table);
        assertThat(table).isEqualTo(approved());
    }

    @Test
    void the_table_leaves_no_command_and_no_state_out() {
        assertThat(names(commands().values())).isEqualTo(permitted(RegistrationCommand.class));
        assertThat(names(states().values())).isEqualTo(permitted(Registration.class));
    }

    private static Set<String> names(Iterable<?> values) {
        List<String> names = new ArrayList<>();
        values.forEach(v -> names.add(v.getClass().getSimpleName()));
        return Set.copyOf(names);
    }

    private static Set<String> permitted(Class<?> type) {
        return Arrays.stream(type.getPermittedSubclasses())
                .map(Class::getSimpleName)
                .collect(Collectors.toSet());
    }

    private static String table() {
        StringBuilder table = new StringBuilder();
        table.append("# 登记 Registration: every state × every command\n\n");
        table.append("`→ State [events]` accepted, `✗ code` refused, `·` nothing changes\n\n");
        table.append("| State | ").append(String.join(" | ", commands().keySet())).append(" |\n");
        table.append("|---".repeat(commands().size() + 1)).append("|\n");
        table.append("| (none) | → Registered [CaseRegistered]");
        table.append(" | –".repeat(commands().size() - 1)).append(" |\n");
        states().forEach(
                        (name, state) -> {
                            table.append("| ").append(name);
                            commands().values().forEach(c -> table.append(cell(state, c)));
                            table.append(" |\n");
                        });
        return table.toString();
    }

    private static String cell(Registration state, RegistrationCommand command) {
        return " | "
                + switch (RegistrationRules.decide(state, command)) {
                    case Decision.Refused r -> "✗ " + r.refusal().code();
                    case Decision.Accepted a when a.next().equals(state) && a.events().isEmpty() ->
                            "·";
                    case Decision.Accepted a ->
                            "→ "
                                    + a.next().getClass().getSimpleName()
                                    + " "
                                    + a.events().stream()
                                            .map(e -> e.getClass().getSimpleName())
                                            .toList();
                };
    }

    private static String approved() throws IOException {
        try (InputStream in = RegistrationTableTest.class.getResourceAsStream(APPROVED)) {
            return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
