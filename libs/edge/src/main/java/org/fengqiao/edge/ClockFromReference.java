package org.fengqiao.edge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.LaunchMode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.fengqiao.clock.PlatformClock;
import org.fengqiao.contracts.ReferenceEvent.ClockMoved;
import org.jboss.logging.Logger;

/**
 * The platform clock of this process. Its offset follows {@code reference.v1} kind {@code clock},
 * but only where {@code FENGQIAO_TEST_CLOCK=true}; elsewhere the message is ignored.
 */
@ApplicationScoped
public class ClockFromReference {

    private static final Logger LOG = Logger.getLogger(ClockFromReference.class);
    private static final String KEY = "clock";

    private final PlatformClock clock = new PlatformClock();
    private final boolean movable;
    private final ObjectMapper json;

    @Inject
    public ClockFromReference(
            @ConfigProperty(name = "fengqiao.test-clock", defaultValue = "false") boolean movable,
            @ConfigProperty(name = "fengqiao.profile", defaultValue = "local") String profile,
            ObjectMapper json) {
        if (movable && profile.equals("prod") && LaunchMode.current() == LaunchMode.NORMAL) {
            throw new IllegalStateException("FENGQIAO_TEST_CLOCK is refused in the prod profile");
        }
        this.movable = movable;
        this.json = json;
    }

    /**
     * The clock to inject at the edges, as {@code java.time.Clock} wherever nobody has to move it.
     */
    @Produces
    @Singleton
    public PlatformClock platformClock() {
        return clock;
    }

    @Incoming("reference")
    void hear(ConsumerRecord<String, byte[]> record) throws JsonProcessingException {
        if (!movable || !KEY.equals(record.key()) || record.value() == null) {
            return;
        }
        ClockMoved moved =
                json.readValue(
                        new String(record.value(), StandardCharsets.UTF_8), ClockMoved.class);
        clock.moveTo(moved.offset());
        LOG.infof("platform clock moved to now %s", moved.offset());
    }
}
