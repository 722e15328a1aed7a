package org.fengqiao.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

/** A log shows where a failure was, not what it was about. */
class WordlessTest {

    @Test
    void types_and_stack_stay_and_words_go() {
        // Given
        Throwable failure =
                new IllegalStateException("phone 14000000011", new IllegalArgumentException("王某甲"));

        // When
        StringWriter printed = new StringWriter();
        Wordless.of(failure).printStackTrace(new PrintWriter(printed));

        // Then
        assertThat(printed.toString())
                .contains("IllegalStateException", "IllegalArgumentException", "WordlessTest.java")
                .doesNotContain("14000000011", "王某甲");
    }
}
