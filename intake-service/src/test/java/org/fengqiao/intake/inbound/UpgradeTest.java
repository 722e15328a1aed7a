package org.fengqiao.intake.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.fengqiao.testkit.TestInfra;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.output.MigrateResult;
import org.junit.jupiter.api.Test;

/** A database in service takes the later files of libs/outbox, numbered below its own. */
class UpgradeTest {

    @Test
    void a_database_already_past_them_gets_the_library_s_later_tables()
            throws IOException, SQLException {
        // Given: everything but what the library added after its first file
        TestInfra.Database database = TestInfra.get().freshDatabase("intake");
        Flyway flyway = flyway(database);
        flyway.migrate();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    """
                    drop index edge_inbox_by_id, waiting_event_by_age, outbox_unnumbered;
                    drop function outbox_put_back;
                    drop table outbox_refused, waiting_decision;
                    delete from flyway_schema_history where version like '000.%'
                    """);
        }

        // When
        MigrateResult result = flyway.migrate();

        // Then
        assertThat(result.migrationsExecuted).isEqualTo(4);
        assertThat(flyway.info().pending()).isEmpty();
    }

    /** As the service configures it. */
    private static Flyway flyway(TestInfra.Database database) throws IOException {
        Properties service = new Properties();
        try (InputStream in = UpgradeTest.class.getResourceAsStream("/application.properties")) {
            service.load(in);
        }
        return Flyway.configure()
                .dataSource(database.jdbcUrl(), database.user(), database.password())
                .locations(service.getProperty("quarkus.flyway.locations").split(","))
                .outOfOrder(
                        Boolean.parseBoolean(service.getProperty("quarkus.flyway.out-of-order")))
                .load();
    }
}
