package org.fengqiao.reporting;

/** 化解层级 (seed 000-29): the level of the unit that resolved the case. */
public enum Level {
    VILLAGE,
    TOWNSHIP,
    COUNTY;

    private static final int COUNTY_DIGITS = 6;

    /** By the unit's code (INTERFACES §3): region, dash, role; a county has 6 digits, others 12. */
    public static Level of(String unit) {
        String region = unit.contains("-") ? unit.substring(0, unit.indexOf('-')) : unit;
        if (region.length() <= COUNTY_DIGITS) {
            return COUNTY;
        }
        return region.endsWith("000") ? TOWNSHIP : VILLAGE;
    }
}
