package org.fengqiao.systemtests.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TwinTest {

    private static final Instant REGISTERED = Instant.parse("2026-11-23T04:42:32.077493Z");
    private static final UUID CASE = UUID.fromString("01a206b6-7b0d-7692-abff-f4cde4b2c696");
    private static final UUID RECEIPT = UUID.fromString("0a41f910-931f-502d-83d8-8e278e59ec52");
    private static final String CASE_NO = "ZZ421202202611230000932";
    private static final String PERSON = "004a70c32b8116efba731fc06c8eb4ab";

    @Test
    void twins_share_nothing_with_each_other_or_the_original() {
        // Given
        int many = 20_000;
        // When
        Set<Object> seen = new HashSet<>(Set.of(CASE, RECEIPT, PERSON, CASE_NO));
        for (int i = 0; i < many; i++) {
            Twin twin = twin(i, Duration.ofMinutes(many - i));
            seen.add(twin.id(CASE));
            seen.add(twin.id(RECEIPT));
            seen.add(twin.hash(PERSON));
            seen.add(twin.caseCode());
            seen.add(twin.sourceKey("421202TOXUBQ0000419"));
            seen.add(twin.caseNo(CASE_NO));
        }
        // Then
        assertThat(seen).hasSize(4 + 6 * many);
    }

    @Test
    void an_id_that_tells_the_time_tells_the_twins_time() {
        // Given
        Duration earlier = Duration.ofDays(10);
        // When
        UUID id = twin(7, earlier).id(CASE);
        // Then
        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat((CASE.getMostSignificantBits() >>> 16) - (id.getMostSignificantBits() >>> 16))
                .isEqualTo(earlier.toMillis());
    }

    @Test
    void other_ids_keep_their_kind() {
        assertThat(twin(7, Duration.ofDays(10)).id(RECEIPT).version()).isEqualTo(5);
    }

    @Test
    void a_case_number_carries_the_shanghai_day_and_a_check_digit() {
        // Given: 04:42 in UTC less five hours is the day before, but not in Shanghai.
        Twin twin = twin(12, Duration.ofHours(5));
        // When
        String caseNo = twin.caseNo(CASE_NO);
        // Then
        assertThat(caseNo).startsWith("ZZ421202202611231000012").hasSize(24);
        assertThat(checks(caseNo)).isTrue();
        assertThat(checks(CASE_NO)).isTrue();
    }

    /** ISO 7064 MOD 11,10: with the check digit the sum comes to 1. */
    private static boolean checks(String caseNo) {
        int product = 10;
        String digits = caseNo.substring(2);
        for (int i = 0; i < digits.length() - 1; i++) {
            int sum = (product + digits.charAt(i) - '0') % 10;
            product = (sum == 0 ? 10 : sum) * 2 % 11;
        }
        return (product + digits.charAt(digits.length() - 1) - '0') % 10 == 1;
    }

    private static Twin twin(long number, Duration shift) {
        return new Twin(number, REGISTERED, shift);
    }
}
