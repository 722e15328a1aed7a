package org.fengqiao.simulators;

/** The upstream systems that are simulated. */
public enum Source {
    P110,
    H12345,
    COURT;

    /** The name in paths and client ids. */
    public String system() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
