package org.fengqiao.mediation.handling;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.fengqiao.contracts.DispatchEvent.OrderIssued;
import org.fengqiao.contracts.RiskEvent;
import org.fengqiao.mediation.Matter;
import org.fengqiao.mediation.MediationRules;
import org.fengqiao.mediation.RiskSeen;
import org.fengqiao.mediation.outbound.Resolutions;
import org.fengqiao.outbox.Arrival;
import org.fengqiao.outbox.SequenceCheck.Admission;
import org.fengqiao.outbox.Story.Cause;

/**
 * The events of one transaction, applied to their cases in memory. Nothing waits for a case: it may
 * never get an order, and what risk said of it until then is kept aside. Not thread-safe.
 */
final class Unfolding {

    private final MediationRules rules;
    private final Instant now;
    private final Map<UUID, Resolutions.Kept> found;
    private final Map<UUID, RiskSeen> before;
    private final Map<UUID, RiskSeen> seen = new HashMap<>();
    private final Map<UUID, CaseWork> works = new LinkedHashMap<>();

    private Unfolding(
            MediationRules rules,
            Instant now,
            Map<UUID, Resolutions.Kept> found,
            Map<UUID, RiskSeen> before) {
        this.rules = rules;
        this.now = now;
        this.found = found;
        this.before = before;
    }

    /**
     * Applies what is due.
     *
     * @param found the cases that have a resolution
     * @param before what risk said of those that have none
     */
    static Unfolding of(
            MediationRules rules,
            Instant now,
            Admission admission,
            Map<UUID, Resolutions.Kept> found,
            Map<UUID, RiskSeen> before) {
        Unfolding unfolding = new Unfolding(rules, now, found, before);
        for (UUID caseId : admission.cases()) {
            for (Optional<Arrival> next = admission.next(caseId, a -> true);
                    next.isPresent();
                    next = admission.next(caseId, a -> true)) {
                Arrival arrival = next.get();
                arrival.event().ifPresent(event -> unfolding.apply(arrival, event));
            }
        }
        return unfolding;
    }

    private void apply(Arrival arrival, Record event) {
        UUID caseId = arrival.caseId();
        Cause cause = Cause.of(arrival);
        if (!works.containsKey(caseId) && !found.containsKey(caseId)) {
            meet(caseId, event, cause);
            return;
        }
        HandOvers.command(event, now)
                .ifPresent(
                        command -> {
                            CaseWork work = workOf(caseId, cause);
                            work.causedBy(cause);
                            work.apply(command);
                        });
    }

    private void meet(UUID caseId, Record event, Cause cause) {
        if (event instanceof OrderIssued issued && HandOvers.isLead(issued)) {
            Matter matter =
                    Matter.of(
                            caseId,
                            issued.header().caseNo(),
                            issued.header().regionCode(),
                            seenOf(caseId));
            works.put(caseId, CaseWork.open(rules, matter, HandOvers.lead(issued), cause, now));
            seen.remove(caseId);
        } else if (event instanceof RiskEvent said) {
            seen.put(caseId, HandOvers.seen(seenOf(caseId), said));
        }
    }

    private RiskSeen seenOf(UUID caseId) {
        return seen.getOrDefault(caseId, before.getOrDefault(caseId, RiskSeen.NOTHING));
    }

    private CaseWork workOf(UUID caseId, Cause cause) {
        CaseWork known = works.get(caseId);
        if (known != null) {
            return known;
        }
        Resolutions.Kept kept = found.get(caseId);
        if (kept == null) {
            throw new IllegalStateException("no resolution of " + caseId);
        }
        CaseWork work = CaseWork.of(rules, kept, cause, now);
        works.put(caseId, work);
        return work;
    }

    Collection<CaseWork> works() {
        return works.values();
    }

    /** What risk said of cases that still have no order. */
    Map<UUID, RiskSeen> seen() {
        return seen;
    }

    /** Cases of which risk had spoken and that have a resolution now. */
    List<UUID> met() {
        return before.keySet().stream().filter(works::containsKey).toList();
    }
}
