package org.fengqiao.edge;

import java.util.Set;
import org.fengqiao.contracts.Actor;
import org.jspecify.annotations.Nullable;

/**
 * Who calls, from the verified token (INTERFACES §2, §3, §5).
 *
 * @param user account of a person, client id of a machine
 * @param roles realm roles
 * @param region prefix of the 12-digit codes the caller may see; empty string means none, a person
 *     without the claim sees nothing
 * @param unit unit the caller works for
 * @param system upstream system a machine client pushes for
 */
public record Caller(
        String user,
        Set<String> roles,
        String region,
        @Nullable String unit,
        @Nullable String system) {

    public Caller {
        roles = Set.copyOf(roles);
    }

    public boolean hasRole(String role) {
        return roles.contains(role);
    }

    public boolean hasAnyRole(String... any) {
        for (String role : any) {
            if (roles.contains(role)) {
                return true;
            }
        }
        return false;
    }

    /** True if a case of that division lies within what the caller may see. */
    public boolean sees(String regionCode) {
        return !region.isEmpty() && regionCode.startsWith(region);
    }

    /** The caller as events and journals name it. */
    public Actor actor(String role) {
        return new Actor(user, unit, role);
    }
}
