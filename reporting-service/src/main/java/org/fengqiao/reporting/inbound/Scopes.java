package org.fengqiao.reporting.inbound;

import jakarta.enterprise.context.RequestScoped;
import java.util.Objects;
import org.fengqiao.edge.Caller;
import org.fengqiao.edge.Callers;
import org.fengqiao.edge.Problem;
import org.fengqiao.reporting.outbound.Scope;

/**
 * What the person at the console may see: people of a department what their unit handles, others
 * their region; restricted cases only those who work on risk.
 */
@RequestScoped
class Scopes {

    private final Callers callers;

    Scopes(Callers callers) {
        this.callers = callers;
    }

    Scope current() {
        Caller caller = callers.current();
        if (caller.region().isEmpty()) {
            throw Problem.of(403, "no-region", "无权访问", "账号未设置区划范围").asException();
        }
        boolean ofUnit =
                caller.hasAnyRole("handler", "unit-leader", "mediator")
                        && !caller.hasAnyRole(
                                "dispatcher", "supervisor", "political-legal", "leader");
        boolean restricted =
                ofUnit
                        || caller.hasAnyRole(
                                "dispatcher",
                                "dispatcher-lead",
                                "supervisor",
                                "risk-analyst",
                                "political-legal",
                                "leader",
                                "visitor");
        String unit = ofUnit ? Objects.requireNonNullElse(caller.unit(), "-") : null;
        return new Scope(caller.region(), unit, restricted);
    }
}
