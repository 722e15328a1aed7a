package org.fengqiao.dispatch.inbound;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.fengqiao.clock.PlatformClock;
import org.fengqiao.dispatch.handling.ReferenceHandler;
import org.fengqiao.edge.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Moves the platform clock, so that a year of instalments and visits can be walked in minutes. Test
 * platforms only.
 */
@Path("/api/dispatch/reference/clock")
@RolesAllowed("admin")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class ClockResource {

    private final ReferenceHandler reference;
    private final PlatformClock clock;
    private final boolean movable;

    @Inject
    ClockResource(
            ReferenceHandler reference,
            PlatformClock clock,
            @ConfigProperty(name = "fengqiao.test-clock", defaultValue = "false") boolean movable) {
        this.reference = reference;
        this.clock = clock;
        this.movable = movable;
    }

    /**
     * {@code {"offset":"P8D"}} is added to the present offset; {@code
     * {"offset":"PT0S","absolute":true}} sets it.
     */
    @POST
    public Uni<Moved> move(Move body) {
        if (!movable) {
            throw Problem.of(403, "clock-fixed", "时钟不可调整", "仅测试平台(FENGQIAO_TEST_CLOCK=true)可调整平台时钟")
                    .asException();
        }
        Duration by;
        try {
            by = Duration.parse(Commands.required(body.offset(), "/offset"));
        } catch (DateTimeParseException e) {
            throw Commands.invalid("/offset", "应为 ISO 8601 时长,如 P8D、PT2H");
        }
        Duration offset = Boolean.TRUE.equals(body.absolute()) ? by : clock.offset().plus(by);
        return reference
                .moveClock(offset)
                .map(
                        done -> {
                            clock.moveTo(offset);
                            return new Moved(offset.toString(), clock.instant());
                        });
    }

    /** The request. */
    public record Move(@Nullable String offset, @Nullable Boolean absolute) {}

    /** The platform time now. */
    public record Moved(String offset, Instant now) {}
}
