package org.fengqiao.intake.handling;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.fengqiao.contracts.Secrecy;
import org.fengqiao.contracts.SourceRecord;
import org.fengqiao.intake.Fingerprint;
import org.fengqiao.intake.Matter;
import org.fengqiao.intake.clue.Clue;
import org.fengqiao.intake.clue.ClueParty;
import org.fengqiao.intake.outbound.PendingRecords.Pending;
import org.fengqiao.intake.outbound.Receipts.RecordKey;
import org.fengqiao.privacy.Deidentifier;
import org.fengqiao.privacy.KeyedHash;
import org.fengqiao.privacy.ResidentId;

/**
 * What of a clue may leave intake: a matter without personal data, the keyed hashes by which it is
 * recognised, and what the others need to answer its source.
 */
@ApplicationScoped
class Recognition {

    private final KeyedHash hash;

    Recognition(KeyedHash hash) {
        this.hash = hash;
    }

    /** A record ready to be decided about. */
    record Recognised(
            Pending pending,
            Clue clue,
            Matter matter,
            Fingerprint fingerprint,
            SourceRecord source) {

        RecordKey key() {
            return new RecordKey(pending.system(), pending.sourceKey());
        }

        /** A secret caller's side; the other side is known to the handling unit anyway. */
        boolean isSecret(ClueParty party) {
            return clue.secretCaller() && party.role() == ClueParty.Role.APPLICANT;
        }
    }

    Recognised recognise(Pending pending, Clue clue) {
        Fingerprint fingerprint = fingerprint(pending, clue);
        return new Recognised(
                pending, clue, matter(clue, fingerprint), fingerprint, source(pending, clue));
    }

    private Fingerprint fingerprint(Pending pending, Clue clue) {
        Set<String> ids = new LinkedHashSet<>();
        Set<String> phones = new LinkedHashSet<>();
        for (ClueParty party : clue.parties()) {
            // a company's number stands in many matters and recognises none
            if (party.kind() != ClueParty.Kind.NATURAL) {
                continue;
            }
            String idNumber = party.idNumber();
            if (idNumber != null && ResidentId.parse(idNumber).isPresent()) {
                hash.person(idNumber).ifPresent(ids::add);
            }
            party.phones().forEach(phone -> hash.phone(phone).ifPresent(phones::add));
        }
        String place = clue.place().text();
        String prefix = pending.system().wireName() + ":";
        return new Fingerprint(
                Objects.requireNonNullElse(clue.sourceTime(), pending.receivedAt()),
                clue.category().code(),
                ids,
                phones,
                place == null ? null : hash.address(place).orElse(null),
                Set.of(prefix + pending.sourceKey()),
                clue.earlierKeys().stream().map(k -> prefix + k).collect(Collectors.toSet()));
    }

    private static Matter matter(Clue clue, Fingerprint fingerprint) {
        Deidentifier deidentifier = new Deidentifier(named(clue));
        List<String> personKeys = new ArrayList<>(fingerprint.idKeys());
        personKeys.addAll(fingerprint.phoneKeys());
        boolean reachable =
                clue.parties().stream()
                        .filter(p -> p.role() == ClueParty.Role.APPLICANT)
                        .anyMatch(ClueParty::identifiable);
        return new Matter(
                deidentifier.title(clue.title()),
                deidentifier.summary(clue.content()),
                clue.matterKind(),
                clue.category().code(),
                clue.category().known(),
                clue.category().why(),
                clue.docking(),
                clue.flagSet(),
                Secrecy.NORMAL,
                clue.language(),
                clue.involvedPersons(),
                clue.amount(),
                clue.occurredAt(),
                reachable,
                personKeys,
                fingerprint.addressKey());
    }

    private static List<Deidentifier.Named> named(Clue clue) {
        List<Deidentifier.Named> named = new ArrayList<>();
        for (ClueParty party : clue.parties()) {
            if (party.name() != null) {
                named.add(new Deidentifier.Named(party.name(), side(party.role())));
            }
        }
        var unit = clue.sourceUnit();
        if (unit != null && unit.handler() != null) {
            named.add(new Deidentifier.Named(unit.handler(), Deidentifier.Side.STAFF));
        }
        return named;
    }

    private static Deidentifier.Side side(ClueParty.Role role) {
        return switch (role) {
            case APPLICANT -> Deidentifier.Side.APPLICANT;
            case RESPONDENT -> Deidentifier.Side.RESPONDENT;
            case THIRD_PARTY, AGENT -> Deidentifier.Side.OTHER;
        };
    }

    private static SourceRecord source(Pending pending, Clue clue) {
        Instant received = pending.receivedAt();
        return new SourceRecord(
                pending.system(),
                pending.sourceKey(),
                pending.version(),
                pending.receiptId(),
                received,
                clue.sourceTime(),
                clue.deadlines().stream()
                        .map(
                                d ->
                                        new SourceRecord.Deadline(
                                                d.label(), d.dueAt(), d.dueAt().isBefore(received)))
                        .toList(),
                clue.references(),
                clue.secretCaller());
    }
}
