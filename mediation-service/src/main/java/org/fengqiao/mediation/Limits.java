package org.fengqiao.mediation;

import java.time.Instant;
import java.util.Map;
import org.fengqiao.clock.Due;
import org.fengqiao.clock.DueInstants;
import org.fengqiao.clock.Limit;
import org.fengqiao.clock.WorkCalendar;

/** Periods by rule id (domain 04) counted on the working-day calendar. */
public record Limits(Map<String, Limit> byRule, WorkCalendar calendar) {

    public Limits {
        byRule = Map.copyOf(byRule);
    }

    /**
     * When a period ends that starts then.
     *
     * @throws IllegalStateException if the reference data lacks the rule
     */
    public Due due(String rule, Instant start) {
        Limit limit = byRule.get(rule);
        if (limit == null) {
            throw new IllegalStateException("no time limit " + rule);
        }
        return DueInstants.dueAt(start, limit, calendar);
    }
}
