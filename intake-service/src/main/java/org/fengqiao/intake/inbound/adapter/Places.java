package org.fengqiao.intake.inbound.adapter;

import java.math.BigDecimal;
import org.fengqiao.intake.clue.Place;
import org.jspecify.annotations.Nullable;

/** Reads a place: the text as sent, and coordinates that may be strings, numbers or nonsense. */
final class Places {

    private Places() {}

    /**
     * @param crsName field that names the coordinate system, empty when there is none
     * @param textNames fields of the place's text, best first
     */
    static Place read(Fields body, String crsName, String... textNames) {
        BigDecimal longitude = coordinate(body.text("lng", "jd", "xzb", "bjrxzb"), 73, 136);
        BigDecimal latitude = coordinate(body.text("lat", "wd", "yzb", "bjrzb"), 3, 54);
        boolean both = longitude != null && latitude != null;
        return new Place(
                body.text(textNames),
                both ? longitude : null,
                both ? latitude : null,
                crsName.isEmpty() ? null : body.text(crsName));
    }

    /** Outside China it is a placeholder or an integer in some other unit: the text remains. */
    private static @Nullable BigDecimal coordinate(@Nullable String text, int from, int to) {
        if (text == null || !text.matches("\\d{1,3}(\\.\\d{1,10})?")) {
            return null;
        }
        BigDecimal degrees = new BigDecimal(text);
        boolean inside =
                degrees.compareTo(BigDecimal.valueOf(from)) >= 0
                        && degrees.compareTo(BigDecimal.valueOf(to)) <= 0;
        return inside ? degrees : null;
    }
}
