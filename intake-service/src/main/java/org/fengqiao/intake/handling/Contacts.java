package org.fengqiao.intake.handling;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.fengqiao.contracts.Actor;
import org.fengqiao.contracts.Flag;
import org.fengqiao.intake.Registration;
import org.fengqiao.intake.clue.ClueParty;
import org.fengqiao.intake.handling.CaseDesk.Scope;
import org.fengqiao.intake.outbound.CaseLinks;
import org.fengqiao.intake.outbound.Parties;
import org.fengqiao.intake.outbound.Receipts.RecordKey;
import org.fengqiao.intake.outbound.Registrations;
import org.fengqiao.intake.outbound.Registrations.Kept;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * The parties' names and phones, for those who handle the case: with a reason, and every look is
 * written down in the same transaction. Never the identity of a secret caller; in family violence
 * and around minors no addresses, and nothing of the other side when it is for a party (反家庭暴力法).
 */
@ApplicationScoped
public class Contacts {

    private final Mutiny.SessionFactory sessions;
    private final Registrations registrations;
    private final Parties parties;
    private final CaseLinks links;
    private final Clock clock;

    Contacts(
            Mutiny.SessionFactory sessions,
            Registrations registrations,
            Parties parties,
            CaseLinks links,
            Clock clock) {
        this.sessions = sessions;
        this.registrations = registrations;
        this.parties = parties;
        this.links = links;
        this.clock = clock;
    }

    /** What may be shown of one party; {@code hidden} says why the rest is not. */
    public record Contact(
            ClueParty.Role role,
            ClueParty.Kind kind,
            @Nullable String name,
            List<String> phones,
            @Nullable String address,
            @Nullable String language,
            @Nullable String hidden) {

        public Contact {
            phones = List.copyOf(phones);
        }
    }

    /**
     * Who asks and what for.
     *
     * @param forParty set when the answer will reach a party: APPLICANT or RESPONDENT
     */
    public record Look(Actor by, Scope scope, String reason, ClueParty.@Nullable Role forParty) {}

    /** The contacts of a case; empty for a case that is unknown or not the caller's. */
    public Uni<Optional<List<Contact>>> of(UUID caseId, Look look) {
        return sessions.withTransaction(
                (session, tx) ->
                        registrations
                                .find(session, List.of(caseId))
                                .chain(found -> of(session, caseId, found, look)));
    }

    private Uni<Optional<List<Contact>>> of(
            Mutiny.Session session, UUID caseId, Map<UUID, Kept> found, Look look) {
        Kept kept = found.get(caseId);
        if (kept == null || !look.scope().allows(kept.state().identity().regionCode())) {
            return Uni.createFrom().item(Optional.empty());
        }
        return links.find(session, records(kept.state()))
                .chain(
                        cases -> {
                            Set<UUID> all = new LinkedHashSet<>(cases.values());
                            all.add(caseId);
                            return parties.of(session, all);
                        })
                .map(list -> list.stream().map(p -> contact(p, kept.state(), look)).toList())
                .call(contacts -> audit(session, caseId, look, contacts))
                .map(Optional::of);
    }

    /** The records of absorbed cases are among the master's: their parties are its parties. */
    private static List<RecordKey> records(Registration state) {
        return state.sources().stream()
                .map(s -> new RecordKey(s.system(), s.sourceKey()))
                .distinct()
                .toList();
    }

    private static Contact contact(Parties.OfCase of, Registration state, Look look) {
        ClueParty party = of.party();
        if (of.secret()) {
            return hidden(party, "SECRET_CALLER");
        }
        boolean violence = state.matter().flags().contains(Flag.DV);
        if (violence && look.forParty() != null && look.forParty() != party.role()) {
            return hidden(party, "DOMESTIC_VIOLENCE");
        }
        boolean noAddress = violence || state.matter().flags().contains(Flag.MINOR);
        return new Contact(
                party.role(),
                party.kind(),
                party.name(),
                party.phones(),
                noAddress ? null : party.address(),
                party.language(),
                noAddress ? "ADDRESS" : null);
    }

    private static Contact hidden(ClueParty party, String why) {
        return new Contact(party.role(), party.kind(), null, List.of(), null, null, why);
    }

    private Uni<Void> audit(
            Mutiny.Session session, UUID caseId, Look look, List<Contact> contacts) {
        List<Contact> withheld = new ArrayList<>(contacts);
        withheld.removeIf(c -> c.name() != null || !c.phones().isEmpty());
        return parties.audit(
                session,
                caseId,
                clock.instant(),
                look.by(),
                look.reason(),
                contacts.size() - withheld.size(),
                withheld.size());
    }
}
