package org.fengqiao.contracts;

import java.util.Locale;

/**
 * CL-07 来源系统: the eight systems of INTERFACES §2; the wire name is the lower-case one in paths and
 * topics.
 */
public enum SourceSystem {
    P110,
    H12345,
    PETITION,
    COURT,
    SELF,
    WINDOW,
    GRID,
    CASCADE;

    /** The name in paths, topics and client ids, e.g. {@code p110}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
