package org.fengqiao.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.fengqiao.testkit.TestInfra.Database;
import org.junit.jupiter.api.Test;

class TestInfraTest {

    private final TestInfra infra = TestInfra.get();

    @Test
    void a_source_writes_its_own_topic_and_intake_reads_it() throws Exception {
        // Given
        String key = UUID.randomUUID().toString();
        send("source-p110", "source.p110.v1", key);

        // When
        List<String> keys = keysRead("intake", "intake-test", "source.p110.v1");

        // Then
        assertThat(keys).contains(key);
    }

    @Test
    void a_source_may_not_write_the_topic_of_another() {
        assertThatThrownBy(() -> send("source-p110", "source.court.v1", "k"))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(TopicAuthorizationException.class);
    }

    @Test
    void a_department_may_not_read_the_queue_of_another() {
        assertThatThrownBy(
                        () ->
                                keysRead(
                                        "dept-520527-HOUSING",
                                        "dept-520527-HOUSING",
                                        "department.520527-COURT.v1"))
                .isInstanceOf(TopicAuthorizationException.class);
    }

    @Test
    void records_survive_a_killed_broker() throws Exception {
        // Given
        String key = UUID.randomUUID().toString();
        send("risk", "risk.events.v1", key);

        // When
        infra.stopBroker();
        infra.startBroker();

        // Then
        assertThat(keysRead("reporting", "reporting-test", "risk.events.v1")).contains(key);
    }

    @Test
    void emptied_topics_show_nothing_of_before() throws Exception {
        // Given
        String key = UUID.randomUUID().toString();
        send("mediation", "mediation.events.v1", key);

        // When
        infra.emptyTopics();
        send("mediation", "mediation.events.v1", "after");

        // Then
        assertThat(keysRead("dispatch", "dispatch-test", "mediation.events.v1"))
                .containsExactly("after");
    }

    @Test
    void databases_are_durable_separate_and_know_chinese_letters() throws Exception {
        // Given
        Database one = infra.freshDatabase("intake");
        Database two = infra.freshDatabase("intake");
        try (Connection connection = one.connect();
                var statement = connection.createStatement()) {
            statement.execute("create table only_here (id int)");
            try (var row =
                    statement.executeQuery(
                            """
                            select array_length(show_trgm('张伟物业费'), 1),
                                   current_setting('fsync'), current_setting('synchronous_commit')""")) {
                // Then
                assertThat(row.next()).isTrue();
                assertThat(row.getInt(1)).isGreaterThan(3);
                assertThat(row.getString(2)).isEqualTo("on");
                assertThat(row.getString(3)).isEqualTo("on");
            }
        }
        try (Connection connection = two.connect();
                var statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute("select * from only_here"))
                    .isInstanceOf(SQLException.class);
        }
    }

    @Test
    void killed_backends_and_a_killed_server_lose_no_committed_row() throws Exception {
        // Given
        Database database = infra.freshDatabase("dispatch");
        try (Connection connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute("create table kept as select 7 as id");

            // When
            infra.killBackends(database.name());
            assertThatThrownBy(() -> statement.execute("select 1"))
                    .isInstanceOf(SQLException.class);
        }
        infra.stopPostgres();
        infra.startPostgres();

        // Then
        try (Connection connection = database.connect();
                var row = connection.createStatement().executeQuery("select id from kept")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getInt(1)).isEqualTo(7);
        }
    }

    private void send(String user, String topic, String key)
            throws ExecutionException, InterruptedException {
        Map<String, Object> settings = infra.kafkaClient(user);
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, key, "{}")).get();
        }
    }

    private List<String> keysRead(String user, String group, String topic) {
        Map<String, Object> settings = infra.kafkaClient(user);
        settings.put("group.id", group + "-" + UUID.randomUUID());
        settings.put("auto.offset.reset", "earliest");
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(topic));
            List<String> keys = new java.util.ArrayList<>();
            for (int polls = 0; polls < 40 && keys.isEmpty(); polls++) {
                for (ConsumerRecord<String, String> found : consumer.poll(Duration.ofMillis(500))) {
                    keys.add(found.key());
                }
            }
            return keys;
        }
    }
}
