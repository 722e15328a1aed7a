package org.fengqiao.intake.inbound.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples of RFC 8785. */
class CanonicalJsonTest {

    private static String canonical(String json) throws MalformedRecord {
        return new String(
                CanonicalJson.of(
                        JsonDocuments.parse(json.getBytes(StandardCharsets.UTF_8)), Set.of()),
                StandardCharsets.UTF_8);
    }

    /** Appendix B. */
    @ParameterizedTest
    @CsvSource({
        "0000000000000000, 0",
        "8000000000000000, 0",
        "0000000000000001, 5e-324",
        "8000000000000001, -5e-324",
        "7fefffffffffffff, 1.7976931348623157e+308",
        "ffefffffffffffff, -1.7976931348623157e+308",
        "4340000000000000, 9007199254740992",
        "c340000000000000, -9007199254740992",
        "4430000000000000, 295147905179352830000",
        "44b52d02c7e14af5, 9.999999999999997e+22",
        "44b52d02c7e14af6, 1e+23",
        "44b52d02c7e14af7, 1.0000000000000001e+23",
        "444b1ae4d6e2ef4e, 999999999999999700000",
        "444b1ae4d6e2ef4f, 999999999999999900000",
        "444b1ae4d6e2ef50, 1e+21",
        "3eb0c6f7a0b5ed8c, 9.999999999999997e-7",
        "3eb0c6f7a0b5ed8d, 0.000001",
        "41b3de4355555553, 333333333.3333332",
        "41b3de4355555554, 333333333.33333325",
        "41b3de4355555555, 333333333.3333333",
        "41b3de4355555556, 333333333.3333334",
        "41b3de4355555557, 333333333.33333343",
        "becbf647612f3696, -0.0000033333333333333333",
        "43143ff3c1cb0959, 1424953923781206.2",
    })
    void numbers_are_written_as_ecmascript_writes_them(String bits, String expected) {
        // When
        String written =
                CanonicalJson.number(Double.longBitsToDouble(Long.parseUnsignedLong(bits, 16)));

        // Then
        assertThat(written).isEqualTo(expected);
    }

    /** Section 3.2.2. */
    @Test
    void strings_and_literals_are_written_in_their_shortest_form() throws MalformedRecord {
        // Given
        String input =
                """
                {
                  "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
                  "string": "\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\"\\/",
                  "literals": [null, true, false]
                }
                """;

        // When
        String written = canonical(input);

        // Then
        assertThat(written)
                .isEqualTo(
                        "{\"literals\":[null,true,false],\"numbers\":[333333333.3333333,1e+30,4.5,"
                                + "0.002,1e-27],\"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");
    }

    /** Section 3.2.3. */
    @Test
    void members_are_sorted_by_utf_16_code_units() throws MalformedRecord {
        // Given
        String input =
                """
                {"\\u20ac":"5","\\r":"1","\\ufb33":"7","1":"2","\\ud83d\\ude00":"6","\\u0080":"3",
                 "\\u00f6":"4"}
                """;

        // When
        String written = canonical(input);

        // Then
        assertThat(written.replaceAll("[^1-7]", "")).isEqualTo("1" + "12" + "34567");
    }
}
