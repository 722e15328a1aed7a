package org.fengqiao.simulators;

import java.math.BigDecimal;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A quarrel, without its persons and place (resource {@code plots.csv}; every category of CL-02 has
 * one).
 *
 * @param police code and name of the 110 call class; null if such things do not come by 110
 * @param hotline subject path of 12345; null if not by 12345
 * @param court cause (案由), with its code where there is one; null if not by court
 * @param low smallest amount in yuan, 0 if money is not the point
 */
record Plot(
        String category,
        @Nullable String police,
        @Nullable String hotline,
        @Nullable String court,
        int low,
        int high,
        String text) {

    boolean isTold(Source by) {
        return switch (by) {
            case P110 -> police != null;
            case H12345 -> hotline != null;
            case COURT -> court != null;
        };
    }

    /** An amount for this telling; null if money is not the point. */
    @Nullable BigDecimal amount(RandomGenerator random) {
        return high == 0
                ? null
                : BigDecimal.valueOf((low + random.nextInt(high - low + 1)) / 10 * 10L);
    }
}
