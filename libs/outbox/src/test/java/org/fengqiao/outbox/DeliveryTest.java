package org.fengqiao.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is waited for and what is poison. */
class DeliveryTest {

    /** Classes of SQLSTATE: PostgreSQL manual, appendix A. */
    @ParameterizedTest
    @CsvSource({
        "08006, true",
        "40P01, true",
        "40001, true",
        "53300, true",
        "55P03, true",
        "57P01, true",
        "23505, false",
        "22001, false",
        "28P01, false",
        "42P01, false"
    })
    void the_sql_state_decides(String state, boolean waited) {
        // Given: as Hibernate hands it on, wrapped
        RuntimeException failure = new IllegalStateException(new SQLException("x", state));

        // When // Then
        assertThat(Delivery.isTransient(failure)).isEqualTo(waited);
    }

    @Test
    void a_broken_connection_is_waited_for_and_a_programming_error_is_not() {
        // Given // When // Then
        assertThat(Delivery.isTransient(new RuntimeException(new IOException()))).isTrue();
        assertThat(Delivery.isTransient(new IllegalArgumentException())).isFalse();
    }
}
