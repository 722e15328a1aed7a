package org.fengqiao.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

@NeedsRunningPlatform
class JourneyTest {

    @Test
    void a_property_fee_told_by_12345_and_the_court_ends_archived_with_both_answered() {
        // Given
        Journey journey = new Journey();

        // When
        String caseNo = journey.propertyFee();

        // Then
        assertThat(caseNo).matches("ZZ520527\\d{15}");
    }
}
