package org.fengqiao.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.EvaluationResult;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HouseRulesTest {

    private static final String BAD = "org.fengqiao.testkit.planted.bad";
    private static final String GOOD = "org.fengqiao.testkit.planted.good";
    private static final JavaClasses BAD_SERVICE = new ClassFileImporter().importPackages(BAD);
    private static final JavaClasses GOOD_SERVICE = new ClassFileImporter().importPackages(GOOD);

    /** A rule and the classes it must find. */
    record Planted(ArchRule rule, List<String> violators) {}

    static Stream<Planted> rulesAndTheirViolators() {
        return Stream.of(
                new Planted(
                        HouseRules.coreIsPlainJava(BAD),
                        List.of("CoreWithFramework", "CoreThatKnowsItsStore")),
                new Planted(
                        HouseRules.transactionsOnlyInHandling(), List.of("TransactionAtTheDoor")),
                new Planted(HouseRules.reactiveTypesOnlyInLayers(), List.of("ReactiveCore")),
                new Planted(
                        HouseRules.nobodyWaitsOrSubscribes(),
                        List.of("BlockingListener.waits", "BlockingListener.forgets")),
                new Planted(
                        HouseRules.nobodyAsksTheMachineForTheTime(),
                        List.of(
                                "MachineTime.instant",
                                "MachineTime.date",
                                "MachineTime.zone",
                                "MachineTime.clock")),
                new Planted(HouseRules.namesSayWhatThingsAre(), List.of("CaseHelper")),
                new Planted(HouseRules.rowsStayInside(), List.of("LeakingRow")),
                new Planted(HouseRules.packagesAreNullMarked(), List.of("unmarked.Unchecked")),
                new Planted(
                        HouseRules.servicesDoNotKnowEachOther(BAD),
                        List.of("KnowsAnotherService")));
    }

    @ParameterizedTest
    @MethodSource("rulesAndTheirViolators")
    void a_planted_violator_turns_its_rule_red(Planted planted) {
        // When
        EvaluationResult result = planted.rule().evaluate(BAD_SERVICE);

        // Then
        String report = String.join("\n", result.getFailureReport().getDetails());
        assertThat(report).contains(planted.violators());
    }

    @Test
    void every_rule_has_a_violator() {
        assertThat(rulesAndTheirViolators().map(planted -> planted.rule().getDescription()))
                .containsExactlyInAnyOrderElementsOf(
                        HouseRules.ofService(BAD).stream().map(ArchRule::getDescription).toList());
    }

    @Test
    void a_service_that_keeps_the_rules_is_left_in_peace() {
        assertThat(HouseRules.ofService(GOOD))
                .allSatisfy(
                        rule ->
                                assertThat(
                                                rule.evaluate(GOOD_SERVICE)
                                                        .getFailureReport()
                                                        .getDetails())
                                        .isEmpty());
    }
}
