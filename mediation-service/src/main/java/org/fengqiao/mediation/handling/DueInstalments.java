package org.fengqiao.mediation.handling;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.fengqiao.mediation.MediationCommand.CheckInstalment;
import org.fengqiao.mediation.MediationRules;
import org.fengqiao.mediation.outbound.Resolutions;
import org.fengqiao.mediation.outbound.Timers;
import org.fengqiao.outbox.Delivery;
import org.fengqiao.outbox.SequenceCheck;
import org.fengqiao.outbox.Story.Cause;
import org.fengqiao.privacy.Wordless;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * Transactions of instalments whose due day is over. Many cases go together; one that fails is put
 * off alone and does not hold up the others.
 */
@ApplicationScoped
public class DueInstalments {

    private static final Logger LOG = Logger.getLogger(DueInstalments.class);
    private static final int AT_ONCE = 200;

    private final Mutiny.SessionFactory sessions;
    private final Resolutions resolutions;
    private final Timers timers;
    private final CaseWorks works;
    private final MediationRules rules;
    private final Clock clock;
    private final Counter failures;

    DueInstalments(
            Mutiny.SessionFactory sessions,
            Resolutions resolutions,
            Timers timers,
            CaseWorks works,
            MediationRules rules,
            Clock clock,
            MeterRegistry meters) {
        this.sessions = sessions;
        this.resolutions = resolutions;
        this.timers = timers;
        this.works = works;
        this.rules = rules;
        this.clock = clock;
        this.failures = meters.counter("fengqiao_timer_failures");
    }

    /** Fires timers that are due; returns how many. */
    public Uni<Integer> fireDue() {
        Instant now = clock.instant();
        return sessions.withTransaction(
                        (session, tx) ->
                                timers.takeDue(session, now, AT_ONCE)
                                        .call(due -> fire(session, due, now))
                                        .map(List::size))
                .onFailure(failure -> !Delivery.isTransient(failure))
                .recoverWithUni(() -> fireCaseByCase(now));
    }

    private Uni<Integer> fireCaseByCase(Instant now) {
        return sessions.withTransaction((session, tx) -> timers.dueCases(session, now, AT_ONCE))
                .onItem()
                .transformToMulti(cases -> Multi.createFrom().iterable(cases))
                .onItem()
                .transformToUniAndConcatenate(caseId -> fireOne(caseId, now))
                .collect()
                .asList()
                .map(List::size);
    }

    private Uni<Void> fireOne(UUID caseId, Instant now) {
        return sessions.withTransaction(
                        (session, tx) ->
                                timers.takeDueOf(session, caseId, now)
                                        .chain(due -> fire(session, due, now)))
                .onFailure(failure -> !Delivery.isTransient(failure))
                .recoverWithUni(failure -> putOff(caseId, now, failure));
    }

    private Uni<Void> putOff(UUID caseId, Instant now, Throwable failure) {
        LOG.errorf(Wordless.of(failure), "timers of case %s failed and are put off", caseId);
        failures.increment();
        return sessions.withTransaction((session, tx) -> timers.putOff(session, caseId, now));
    }

    private Uni<Void> fire(Mutiny.Session session, List<Timers.Timer> due, Instant now) {
        if (due.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<UUID> cases = due.stream().map(Timers.Timer::caseId).distinct().toList();
        return SequenceCheck.lock(session, cases)
                .chain(() -> resolutions.find(session, cases))
                .chain(found -> works.keep(session, check(due, found, now).values()));
    }

    private Map<UUID, CaseWork> check(
            List<Timers.Timer> due, Map<UUID, Resolutions.Kept> found, Instant now) {
        Map<UUID, CaseWork> checked = new LinkedHashMap<>();
        for (Timers.Timer timer : due) {
            Resolutions.Kept kept = found.get(timer.caseId());
            if (kept != null) {
                checked.computeIfAbsent(
                                timer.caseId(), c -> CaseWork.of(rules, kept, Cause.NONE, now))
                        .apply(new CheckInstalment(now, timer.agreementNo(), timer.seq()));
            }
        }
        return checked;
    }
}
