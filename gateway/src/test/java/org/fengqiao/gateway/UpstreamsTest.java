package org.fengqiao.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import org.fengqiao.gateway.Upstreams.Address;
import org.junit.jupiter.api.Test;

/** A name stands for all replicas behind it. */
class UpstreamsTest {

    private final Upstreams upstreams =
            new Upstreams(
                    Map.of(
                            "intake", List.of(URI.create("http://intake:8081")),
                            "risk", List.of(URI.create("http://localhost:8084"))));

    @Test
    void every_replica_behind_a_name_is_used_and_a_new_one_soon() {
        // Given
        upstreams.lookUp(host -> List.of("10.0.0.1"));

        // When
        upstreams.lookUp(host -> List.of("10.0.0.1", "10.0.0.2"));

        // Then
        assertThat(upstreams.of("intake"))
                .containsExactly(new Address("10.0.0.1", 8081), new Address("10.0.0.2", 8081));
        assertThat(upstreams.of("risk")).containsExactly(new Address("localhost", 8084));
    }

    @Test
    void a_name_that_is_not_known_for_a_moment_keeps_its_addresses() {
        // Given
        upstreams.lookUp(host -> List.of("10.0.0.1"));

        // When
        upstreams.lookUp(
                host -> {
                    throw new UnknownHostException(host);
                });

        // Then
        assertThat(upstreams.of("intake")).containsExactly(new Address("10.0.0.1", 8081));
    }
}
