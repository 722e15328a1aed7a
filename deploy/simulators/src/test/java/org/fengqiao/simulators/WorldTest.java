package org.fengqiao.simulators;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The world outside: nobody in it exists, and it tells every kind of quarrel. */
class WorldTest {

    private static final Instant NOW = Instant.parse("2026-11-20T02:00:00Z");

    @Test
    void every_category_of_the_baseline_is_told() {
        // Given
        Set<String> categories =
                Csv.rows("/reference/v0/categories.csv").stream()
                        .map(r -> r[0])
                        .collect(Collectors.toSet());
        World world = new World(1, "T");

        // When
        Set<String> told =
                Stream.generate(() -> world.next(NOW))
                        .limit(2000)
                        .map(r -> r.quarrel().category())
                        .collect(Collectors.toSet());

        // Then
        assertThat(told).isEqualTo(categories);
    }

    @Test
    void persons_have_numbers_that_nobody_has_and_none_twice() {
        // Given
        World world = new World(2, "T");
        Set<String> phones = new HashSet<>();

        // When // Then
        for (int i = 0; i < 5000; i++) {
            World.Quarrel quarrel = world.next(NOW).quarrel();
            for (Person person : List.of(quarrel.applicant(), quarrel.respondent())) {
                assertThat(person.phone()).matches("140\\d{8}");
                assertThat(phones.add(person.phone())).isTrue();
                assertThat(person.residentId()).matches("99\\d{15}[\\dX]");
            }
        }
    }

    @Test
    void the_check_digit_follows_gb_11643() {
        // Given: the sum of digit times 2^(18-position) over all eighteen, X as ten, is 1 modulo 11
        World world = new World(3, "T");

        // When // Then
        for (int i = 0; i < 100; i++) {
            String id = world.next(NOW).quarrel().applicant().residentId();
            int sum = 0;
            for (int place = 0; place < 18; place++) {
                int digit = id.charAt(place) == 'X' ? 10 : id.charAt(place) - '0';
                sum += digit * (1 << (17 - place));
            }
            assertThat(sum % 11).isEqualTo(1);
        }
    }

    @Test
    void the_same_seed_tells_the_same_and_keys_are_never_used_twice() {
        // Given
        World one = new World(4, "T");
        World other = new World(4, "T");

        // When
        List<World.Push> told = Stream.generate(() -> one.next(NOW)).limit(500).toList();
        List<World.Push> again = Stream.generate(() -> other.next(NOW)).limit(500).toList();

        // Then
        assertThat(told).isEqualTo(again);
        assertThat(told.stream().map(World.Push::key)).doesNotHaveDuplicates();
    }

    @Test
    void another_source_tells_the_same_quarrel_of_the_same_person() {
        // Given
        World world = new World(5, "T");
        World.Push first =
                Stream.generate(() -> world.next(NOW, Source.H12345))
                        .filter(r -> world.isTold(r, Source.COURT))
                        .findFirst()
                        .orElseThrow();

        // When
        World.Push second = world.again(first, NOW, Source.COURT);

        // Then
        assertThat(second.quarrel()).isEqualTo(first.quarrel());
        assertThat(second.payload().at("/dsr/0/lxdh").asText())
                .isEqualTo(first.payload().path("callerPhone").asText());
    }
}
