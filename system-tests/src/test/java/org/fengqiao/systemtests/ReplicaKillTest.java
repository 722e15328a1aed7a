package org.fengqiao.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Two replicas share a service; one is killed as {@code kill -9} does while a case is on its way
 * (DESIGN §5).
 */
@NeedsRunningPlatform
class ReplicaKillTest {

    private static final List<String> TWICE = List.of("intake", "dispatch", "mediation");
    private static final long SECONDS_BETWEEN_KILLS = 2;
    private static final long PATIENCE_SECONDS = 240;

    @Test
    void a_case_ends_archived_though_one_replica_of_each_stage_is_killed_under_way()
            throws Exception {
        // Given
        for (String service : TWICE) {
            assumeTrue(
                    pids(service).size() > 1,
                    "needs ./fengqiao up --replicas intake=2,dispatch=2,mediation=2");
        }
        CompletableFuture<String> journey =
                CompletableFuture.supplyAsync(() -> new Journey().propertyFee());

        // When
        for (String service : TWICE) {
            // Not a wait for something: the kills fall into different steps of the journey.
            CompletableFuture.runAsync(
                            () -> {},
                            CompletableFuture.delayedExecutor(
                                    SECONDS_BETWEEN_KILLS, TimeUnit.SECONDS))
                    .join();
            long victim = pids(service).getLast();
            assertThat(ProcessHandle.of(victim).orElseThrow().destroyForcibly()).isTrue();
        }

        // Then
        assertThat(journey.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).matches("ZZ520527\\d{15}");
    }

    private static List<Long> pids(String service) throws IOException {
        String home = System.getenv().getOrDefault("FENGQIAO_HOME", ".fengqiao");
        JsonNode parts = new ObjectMapper().readTree(Path.of(home, "run", "parts.json").toFile());
        return parts.findParents("pid").stream()
                .filter(p -> p.path("part").asText().equals(service))
                .map(p -> p.path("pid").asLong())
                .toList();
    }
}
