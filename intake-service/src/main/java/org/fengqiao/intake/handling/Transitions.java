package org.fengqiao.intake.handling;

import org.fengqiao.intake.Registration;
import org.fengqiao.intake.outbound.Registrations;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** One INFO line per transition: case no, from, to, rule. */
final class Transitions {

    private Transitions() {}

    static void log(
            Logger log, @Nullable Registration before, Registration next, @Nullable String rule) {
        log.infof(
                "%s %s -> %s by %s",
                next.identity().caseNo(),
                before == null ? "-" : Registrations.nameOf(before),
                Registrations.nameOf(next),
                rule == null ? "human" : rule);
    }
}
