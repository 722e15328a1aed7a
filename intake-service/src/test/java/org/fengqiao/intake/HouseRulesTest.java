package org.fengqiao.intake;

import org.fengqiao.testkit.HouseRules;
import org.junit.jupiter.api.Test;

class HouseRulesTest {

    @Test
    void the_service_keeps_the_rules_of_the_house() {
        HouseRules.checkService("org.fengqiao.intake");
    }
}
