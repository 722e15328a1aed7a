package org.fengqiao.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.fengqiao.local.LocalTopology.Grant;
import org.fengqiao.local.LocalTopology.Grant.Operation;
import org.fengqiao.local.LocalTopology.Grant.Target;
import org.fengqiao.local.LocalTopology.Topic;
import org.junit.jupiter.api.Test;

class LocalTopologyTest {

    private final LocalTopology platform = LocalTopology.platform();

    @Test
    void every_topic_of_the_interfaces_exists_with_its_partitions_and_retention() {
        assertThat(platform.topics())
                .contains(
                        new Topic("source.p110.v1", 12, Map.of("retention.ms", "3024000000")),
                        new Topic("intake.events.v1", 12, Map.of("retention.ms", "7776000000")),
                        new Topic(
                                "department.520527-HOUSING.v1",
                                1,
                                Map.of("retention.ms", "604800000")),
                        new Topic(
                                "department.520527-HOUSING.replies.v1",
                                1,
                                Map.of("retention.ms", "604800000")),
                        new Topic("reference.v1", 1, Map.of("cleanup.policy", "compact")))
                .extracting(Topic::name)
                .contains("intake.received.v1", "feedback.court.v1", "dispatch.dead-letter.v1")
                .doesNotHaveDuplicates();
    }

    @Test
    void a_source_has_its_own_two_topics_and_nothing_else() {
        assertThat(topicsOf("source-court"))
                .containsExactlyInAnyOrder("WRITE source.court.v1", "READ feedback.court.v1");
    }

    @Test
    void a_department_has_its_own_two_topics_and_nothing_else() {
        assertThat(topicsOf("dept-520527-COURT"))
                .containsExactlyInAnyOrder(
                        "READ department.520527-COURT.v1",
                        "WRITE department.520527-COURT.replies.v1");
    }

    @Test
    void each_event_topic_has_one_writer() {
        for (String owner : List.of("intake", "dispatch", "mediation", "risk")) {
            assertThat(platform.grants())
                    .filteredOn(
                            grant ->
                                    grant.target() == Target.TOPIC
                                            && grant.operation() == Operation.WRITE)
                    .filteredOn(grant -> covers(grant, owner + ".events.v1"))
                    .extracting(Grant::user)
                    .containsExactly(owner);
        }
    }

    private static boolean covers(Grant grant, String topic) {
        return grant.prefix() ? topic.startsWith(grant.name()) : topic.equals(grant.name());
    }

    private List<String> topicsOf(String user) {
        return platform.grants().stream()
                .filter(grant -> grant.user().equals(user) && grant.target() == Target.TOPIC)
                .map(grant -> grant.operation() + " " + grant.name() + (grant.prefix() ? "*" : ""))
                .toList();
    }
}
