package org.fengqiao.gateway;

import org.fengqiao.testkit.HouseRules;
import org.junit.jupiter.api.Test;

/** The house rules hold here. */
class ArchitectureTest {

    @Test
    void the_house_rules_hold() {
        // Given // When // Then
        HouseRules.checkLibrary("org.fengqiao.gateway");
    }
}
