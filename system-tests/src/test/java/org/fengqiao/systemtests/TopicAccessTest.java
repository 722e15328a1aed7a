package org.fengqiao.systemtests;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The broker denies what is not granted (INTERFACES §1, §6). */
@NeedsRunningPlatform
class TopicAccessTest {

    private final Platform platform = new Platform();

    @ParameterizedTest
    @CsvSource({
        "source-p110, source.court.v1",
        "source-p110, source.p110.v1",
        "source-p110, feedback.court.v1",
        "source-p110, intake.received.v1",
        "source-p110, intake.events.v1",
        "source-p110, dispatch.events.v1",
        "source-p110, mediation.events.v1",
        "source-p110, risk.events.v1",
        "source-p110, reference.v1",
        "source-p110, department.520527-HOUSING.v1",
        "source-court, feedback.p110.v1",
        "source-court, source.p110.v1",
        "dept-520527-HOUSING, department.520527-COURT.v1",
        "dept-520527-HOUSING, department.620902-HOUSING.v1",
        "dept-520527-HOUSING, feedback.p110.v1",
        "dept-520527-HOUSING, intake.events.v1",
        "dept-520527-HOUSING, dispatch.events.v1",
        "dept-620902-HOUSING, department.520527-HOUSING.v1",
    })
    void a_foreign_topic_cannot_be_read(String user, String topic) {
        // Given, When, Then
        assertThatThrownBy(() -> platform.onKafka(user, topic, r -> true))
                .isInstanceOf(AuthorizationException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "source-p110, source.court.v1",
        "source-p110, feedback.p110.v1",
        "source-p110, intake.received.v1",
        "source-p110, intake.events.v1",
        "source-p110, reference.v1",
        "source-court, source.p110.v1",
        "dept-520527-HOUSING, department.520527-HOUSING.v1",
        "dept-520527-HOUSING, department.620902-HOUSING.v1",
        "dept-520527-HOUSING, department.620902-HOUSING.replies.v1",
        "dept-520527-HOUSING, dispatch.events.v1",
    })
    void a_foreign_topic_cannot_be_written(String user, String topic) {
        // Given, When, Then
        assertThatThrownBy(() -> platform.produce(user, topic, "key", "{}"))
                .hasRootCauseInstanceOf(AuthorizationException.class);
    }

    @ParameterizedTest
    @CsvSource({"nobody", "source-nosuch", "ANONYMOUS"})
    void a_user_the_broker_does_not_know_gets_nowhere(String user) {
        // Given, When, Then
        assertThatThrownBy(() -> platform.onKafka(user, "source.p110.v1", r -> true))
                .isInstanceOf(SaslAuthenticationException.class);
        assertThatThrownBy(() -> platform.produce(user, "source.p110.v1", "key", "{}"))
                .hasRootCauseInstanceOf(SaslAuthenticationException.class);
    }
}
