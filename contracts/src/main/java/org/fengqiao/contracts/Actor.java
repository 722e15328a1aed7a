package org.fengqiao.contracts;

import org.jspecify.annotations.Nullable;

/**
 * Who acted. Account names only, never a person's name.
 *
 * @param user account or machine client, {@code system} for the platform itself
 * @param unit unit code the actor works for, if any
 * @param role realm role under which the actor acted, if any
 */
public record Actor(String user, @Nullable String unit, @Nullable String role) {

    /** The platform acting by itself: timers, policies, hand-overs. */
    public static final Actor SYSTEM = new Actor("system", null, null);
}
