package org.fengqiao.intake.handling;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.fengqiao.intake.Registration;
import org.fengqiao.intake.clue.ClueParty;
import org.fengqiao.intake.handling.CaseDesk.Scope;
import org.fengqiao.intake.outbound.CaseLinks;
import org.fengqiao.intake.outbound.Parties;
import org.fengqiao.intake.outbound.Receipts.RecordKey;
import org.fengqiao.intake.outbound.Registrations;
import org.fengqiao.privacy.Masks;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * The parties of a case as every screen shows them: masked. Whole names and phones are {@link
 * Contacts}, audited.
 */
@ApplicationScoped
public class MaskedParties {

    private final Mutiny.SessionFactory sessions;
    private final Registrations registrations;
    private final Parties parties;
    private final CaseLinks links;

    MaskedParties(
            Mutiny.SessionFactory sessions,
            Registrations registrations,
            Parties parties,
            CaseLinks links) {
        this.sessions = sessions;
        this.registrations = registrations;
        this.parties = parties;
        this.links = links;
    }

    /** A masked party; nothing at all of a secret caller. */
    public record Shown(ClueParty.Role role, @Nullable String name, @Nullable String phone) {}

    /** The masked parties; empty for a case that is unknown or not the caller's. */
    public Uni<Optional<List<Shown>>> of(UUID caseId, Scope scope) {
        return sessions.withTransaction(
                (session, tx) ->
                        registrations
                                .find(session, List.of(caseId))
                                .chain(
                                        found -> {
                                            var kept = found.get(caseId);
                                            return kept == null
                                                            || !scope.allows(
                                                                    kept.state()
                                                                            .identity()
                                                                            .regionCode())
                                                    ? Uni.createFrom()
                                                            .item(Optional.<List<Shown>>empty())
                                                    : shown(session, caseId, kept.state())
                                                            .map(Optional::of);
                                        }));
    }

    private Uni<List<Shown>> shown(Mutiny.Session session, UUID caseId, Registration state) {
        List<RecordKey> records =
                state.sources().stream()
                        .map(s -> new RecordKey(s.system(), s.sourceKey()))
                        .distinct()
                        .toList();
        return links.find(session, records)
                .chain(
                        cases -> {
                            Set<UUID> all = new LinkedHashSet<>(cases.values());
                            all.add(caseId);
                            return parties.of(session, all);
                        })
                .map(list -> list.stream().map(MaskedParties::mask).distinct().toList());
    }

    private static Shown mask(Parties.OfCase of) {
        ClueParty party = of.party();
        if (of.secret()) {
            return new Shown(party.role(), null, null);
        }
        String name = party.name();
        boolean natural = party.kind() == ClueParty.Kind.NATURAL;
        return new Shown(
                party.role(),
                name == null ? null : natural ? Masks.name(name) : name,
                party.phones().isEmpty() ? null : Masks.phone(party.phones().getFirst()));
    }
}
