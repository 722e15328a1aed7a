package org.fengqiao.simulators;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ProgrammeTest {

    private static final Instant NOW = Instant.parse("2026-11-20T02:00:00Z");
    private static final String PLAY_UNIT = "520527-HOUSING";

    private static List<World.Push> told(long seed, int count, boolean enough) {
        Programme programme =
                new Programme(new World(seed, "T"), new SplittableRandom(seed), PLAY_UNIT);
        return Stream.generate(() -> programme.next(NOW, enough)).limit(count).toList();
    }

    private static boolean isForPlayUnit(World.Push push) {
        String county = push.regionCode().substring(0, 6);
        return Units.leading(county, push.quarrel().category()).equals(PLAY_UNIT);
    }

    @Test
    void
            two_thousand_records_are_mostly_new_with_some_repeats_some_told_elsewhere_and_few_threats() {
        // When
        List<World.Push> told = told(1, 2000, false);

        // Then
        Set<String> keys = new HashSet<>();
        Set<String> phones = new HashSet<>();
        int repeats = 0;
        int elsewhere = 0;
        for (World.Push push : told) {
            boolean newKey = keys.add(push.source() + push.key());
            boolean newPhone = phones.add(push.quarrel().applicant().phone());
            repeats += newKey ? 0 : 1;
            elsewhere += newKey && !newPhone ? 1 : 0;
        }
        long armed = told.stream().filter(p -> p.quarrel().text().contains("锄头")).count();
        long threats = told.stream().filter(p -> p.quarrel().text().contains("扬言")).count();
        assertThat(repeats).isBetween(80, 160);
        assertThat(elsewhere).isBetween(80, 160);
        assertThat(armed).isBetween(30L, 80L);
        assertThat(threats - armed).isBetween(30L, 80L);
    }

    @Test
    void the_sources_are_mixed_as_a_county_knows_them() {
        // When
        Map<Source, Long> mix =
                told(2, 2000, false).stream()
                        .collect(Collectors.groupingBy(World.Push::source, Collectors.counting()));

        // Then: 110 and 12345 alike, the court half as often
        assertThat(mix.getOrDefault(Source.P110, 0L)).isBetween(700L, 1000L);
        assertThat(mix.getOrDefault(Source.H12345, 0L)).isBetween(600L, 900L);
        assertThat(mix.getOrDefault(Source.COURT, 0L)).isBetween(300L, 600L);
    }

    @Test
    void a_newcomer_meets_a_threat_among_the_first_records() {
        assertThat(told(3, 6, false).getLast().quarrel().text()).contains("锄头");
    }

    @Test
    void the_unit_people_play_with_gets_some_and_no_more_than_enough() {
        assertThat(told(4, 2000, false)).anyMatch(ProgrammeTest::isForPlayUnit);
        assertThat(told(4, 2000, true))
                .filteredOn(p -> !p.quarrel().text().contains("扬言"))
                .noneMatch(ProgrammeTest::isForPlayUnit);
    }
}
