package org.fengqiao.intake.mapping;

import org.fengqiao.contracts.Explanation;

/**
 * A CL-02 code and why.
 *
 * @param code level 1 ({@code 02}) or level 2 ({@code 1501})
 * @param known false when no rule knew the matter and a person has to say
 */
public record MappedCategory(String code, Explanation why, boolean known) {

    /** The first level, which decides whether two matters are compatible. */
    public static String levelOne(String code) {
        return code.substring(0, 2);
    }
}
