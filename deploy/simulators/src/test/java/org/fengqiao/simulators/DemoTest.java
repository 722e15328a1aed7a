package org.fengqiao.simulators;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.fengqiao.simulators.StubPlatform.Asked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The demo's loop against a platform that answers what the test wants. */
class DemoTest {

    private static final Instant BEGIN = Instant.parse("2026-11-20T02:00:00Z");
    private static final String MINE = "ZZ520527202611200000019";
    private static final String FILE =
            "{\"state\":\"%s\",\"demo\":true,\"category\":\"02\",\"unit\":\"520527-NATRES\","
                    + "\"orders\":[{\"orderNo\":\"O1\",\"state\":\"SIGNED\"}]%s}";

    private final StubPlatform platform = new StubPlatform();
    private final Moved clock = new Moved(BEGIN);
    private final Demo demo = new Demo(platform.outside(), clock, 7, "T", line -> {});

    /** A clock that stands where the test has put it. */
    private static final class Moved extends Clock {

        private Instant now;

        Moved(Instant now) {
            this.now = now;
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @BeforeEach
    void platformWithoutCases() {
        platform.serve("/api/counts", "{\"asOf\":\"2026-11-20T02:00:00Z\"}");
        platform.serve("/api/cases?", "[]");
    }

    @AfterEach
    void stop() {
        platform.close();
    }

    private void run(Duration time) {
        Instant end = clock.now.plus(time);
        while (clock.now.isBefore(end)) {
            clock.now = clock.now.plus(demo.tick());
        }
    }

    private static String item(String caseNo, String state) {
        return "{\"caseNo\":\"%s\",\"state\":\"%s\",\"unit\":\"520527-NATRES\"}"
                .formatted(caseNo, state);
    }

    @Test
    void every_push_is_marked_and_after_a_lively_minute_there_are_six_a_minute() {
        // When
        run(Duration.ofMinutes(1));

        // Then
        assertThat(platform.pushes()).hasSizeBetween(12, 20);
        assertThat(platform.pushes()).extracting(Asked::demoMark).containsOnly("true");

        // When
        int before = platform.pushes().size();
        run(Duration.ofMinutes(10));

        // Then
        assertThat(platform.pushes().size() - before).isBetween(57, 61);
    }

    @Test
    void with_five_hundred_open_cases_nothing_new_is_told() {
        // Given
        platform.serve(
                "/api/cases?",
                IntStream.range(0, Demo.MOST_OPEN)
                        .mapToObj(i -> item("ZZ%021d".formatted(i), "HANDLING"))
                        .collect(Collectors.joining(",", "[", "]")));

        platform.serve("/api/cases/", "{\"state\":\"FEEDBACK\",\"demo\":true}");

        // When
        run(Duration.ofSeconds(40));

        // Then
        assertThat(platform.pushes()).isEmpty();
    }

    @Test
    void a_new_run_goes_on_with_the_cases_of_an_earlier_one() {
        // Given
        platform.serve(
                "/api/cases?demo=true&limit=200&stage=BAN", "[" + item(MINE, "HANDLING") + "]");
        platform.serve("/api/cases/" + MINE, FILE.formatted("HANDLING", ""));

        // When
        run(Duration.ofMinutes(7));

        // Then
        assertThat(platform.done())
                .extracting(Asked::path)
                .anyMatch(p -> p.startsWith("/departments/520527-NATRES/orders/O1/"));
    }

    @Test
    void a_platform_that_is_down_is_waited_for() {
        // Given
        platform.fail("/", 503);
        run(Duration.ofMinutes(1));
        assertThat(platform.pushes()).isEmpty();

        // When
        platform.heal();
        run(Duration.ofSeconds(30));

        // Then
        assertThat(platform.pushes()).isNotEmpty();
    }

    @Test
    void source_times_follow_the_platform_s_clock() {
        // Given
        platform.serve("/api/counts", "{\"asOf\":\"2027-03-01T02:00:00Z\"}");

        // When
        run(Duration.ofSeconds(30));

        // Then
        assertThat(platform.pushes()).allMatch(p -> p.body().contains("2027-03-01"));
    }

    @Test
    void when_the_day_changes_what_falls_due_is_paid_however_old_the_case() {
        // Given: closed, on the second page of the list, the second part due on 22 November
        platform.serveWithNext(
                "/api/cases?demo=true&limit=200&stage=PING",
                "[" + item("ZZ520527202611200000027", "ARCHIVED") + "]",
                "/api/cases?after=2");
        platform.serve("/api/cases?after=2", "[" + item(MINE, "CLOSED") + "]");
        platform.serve(
                "/api/cases/" + MINE,
                FILE.formatted(
                        "CLOSED",
                        ",\"agreements\":[{\"instalments\":[{\"seq\":2,\"dueDate\":\"2026-11-22\",\"paidOn\":null}]}]"));
        run(Duration.ofMinutes(7));
        assertThat(platform.done()).extracting(Asked::path).noneMatch(p -> p.contains(MINE));

        // When
        platform.serve("/api/counts", "{\"asOf\":\"2026-11-22T02:01:00Z\"}");
        run(Duration.ofMinutes(7));

        // Then
        assertThat(platform.done())
                .filteredOn(a -> a.path().contains(MINE))
                .first()
                .extracting(Asked::body)
                .isEqualTo("{\"paidOn\":\"2026-11-22\"}");
    }
}
