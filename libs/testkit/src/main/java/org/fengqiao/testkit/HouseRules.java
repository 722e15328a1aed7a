package org.fengqiao.testkit;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Set;

/**
 * STYLE as rules that fail a build. A service checks itself with one test:
 *
 * <pre>
 * &#64;Test
 * void the_service_keeps_the_rules_of_the_house() {
 *     HouseRules.checkService("org.fengqiao.dispatch");
 * }
 * </pre>
 *
 * <p>Each rule has a planted violator among the testkit's own tests, so that a rule that checks
 * nothing is noticed.
 */
public final class HouseRules {

    private static final String[] SERVICES = {
        "org.fengqiao.intake..",
        "org.fengqiao.dispatch..",
        "org.fengqiao.mediation..",
        "org.fengqiao.risk..",
        "org.fengqiao.reporting..",
        "org.fengqiao.gateway.."
    };
    private static final String[] LAYERS = {"..handling..", "..inbound..", "..outbound.."};
    private static final String NAMES = ".*(Utils?|Helper|Manager|Impl|D[Tt][Oo]|VO)";
    private static final Set<String> OWN_CLOCKS =
            Set.of(
                    "java.time.Instant",
                    "java.time.LocalDate",
                    "java.time.LocalTime",
                    "java.time.LocalDateTime",
                    "java.time.OffsetDateTime",
                    "java.time.ZonedDateTime",
                    "java.time.Year",
                    "java.time.YearMonth");

    private HouseRules() {}

    /** Fails with every violation in the main classes of the service whose root package this is. */
    public static void checkService(String root) {
        check(root, ofService(root));
    }

    /** The same for a library, or for the gateway, which has no lifecycle. */
    public static void checkLibrary(String root) {
        check(root, ofLibrary(root));
    }

    private static void check(String root, List<ArchRule> rules) {
        JavaClasses main =
                new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages(root);
        rules.forEach(rule -> rule.check(main));
    }

    /** The rules of a service. */
    public static List<ArchRule> ofService(String root) {
        return List.of(
                coreIsPlainJava(root),
                transactionsOnlyInHandling(),
                reactiveTypesOnlyInLayers(),
                nobodyWaitsOrSubscribes(),
                nobodyAsksTheMachineForTheTime(),
                namesSayWhatThingsAre(),
                rowsStayInside(),
                packagesAreNullMarked(),
                servicesDoNotKnowEachOther(root));
    }

    /** The rules of a library. */
    public static List<ArchRule> ofLibrary(String root) {
        return List.of(
                nobodyAsksTheMachineForTheTime(),
                namesSayWhatThingsAre(),
                packagesAreNullMarked(),
                servicesDoNotKnowEachOther(root));
    }

    /**
     * The root package, with its concepts, is the domain: it can be read and tested without any
     * framework.
     */
    static ArchRule coreIsPlainJava(String root) {
        DescribedPredicate<JavaClass> layer = resideInAnyPackage(LAYERS);
        DescribedPredicate<JavaClass> core =
                resideInAnyPackage(root + "..").and(DescribedPredicate.not(layer));
        DescribedPredicate<JavaClass> plain =
                resideInAnyPackage(
                        "java..",
                        "org.jspecify.annotations..",
                        "org.fengqiao.contracts..",
                        "org.fengqiao.clock..");
        return rule(
                classes()
                        .that(core.as("the core of the service"))
                        .should()
                        .onlyDependOnClassesThat(
                                plain.or(core)
                                        .or(arraysAndPrimitives())
                                        .as("java, contracts, clock"))
                        .because("the domain is plain Java (STYLE §2)"));
    }

    private static DescribedPredicate<JavaClass> arraysAndPrimitives() {
        return describe(
                "primitives",
                type -> type.isPrimitive() || type.getBaseComponentType().isPrimitive());
    }

    /** One place opens transactions, so that one place decides what is atomic. */
    static ArchRule transactionsOnlyInHandling() {
        DescribedPredicate<JavaMethodCall> opens =
                describe(
                        "open a session or transaction",
                        call ->
                                Set.of("withTransaction", "withStatelessTransaction")
                                                .contains(call.getName())
                                        || call.getTargetOwner()
                                                .getName()
                                                .equals(
                                                        "org.hibernate.reactive.mutiny.Mutiny$SessionFactory"));
        return rule(
                noClasses()
                        .that()
                        .resideOutsideOfPackage("..handling..")
                        .should()
                        .callMethodWhere(opens)
                        .orShould()
                        .dependOnClassesThat()
                        .haveNameMatching(".*\\.(WithTransaction|WithSession|Transactional)")
                        .because("handling/ is the only place of transactions (DESIGN §1)"));
    }

    static ArchRule reactiveTypesOnlyInLayers() {
        return rule(
                noClasses()
                        .that()
                        .resideOutsideOfPackages(LAYERS)
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                "io.smallrye.mutiny..", "org.reactivestreams..", "io.vertx..")
                        .because(
                                "reactive types belong to handling, inbound and outbound (STYLE §4)"));
    }

    /** Waiting blocks an event loop; a subscription nobody returns loses its failure. */
    static ArchRule nobodyWaitsOrSubscribes() {
        DescribedPredicate<JavaMethodCall> leaves =
                describe(
                        "wait for or subscribe to a pipeline",
                        call ->
                                call.getTargetOwner()
                                                .getPackageName()
                                                .startsWith("io.smallrye.mutiny")
                                        && Set.of(
                                                        "await",
                                                        "subscribe",
                                                        "subscribeAsCompletionStage",
                                                        "invokeUniAndAwait")
                                                .contains(call.getName()));
        return rule(
                noClasses()
                        .should()
                        .callMethodWhere(leaves)
                        .because("pipelines are returned, not run (STYLE §4)"));
    }

    /** The platform clock can be moved; a class that asks the machine would not notice. */
    static ArchRule nobodyAsksTheMachineForTheTime() {
        return rule(
                noClasses()
                        .that()
                        .resideOutsideOfPackage("org.fengqiao.clock..")
                        .should()
                        .callMethodWhere(
                                describe(
                                        "ask the machine for the time or its zone",
                                        HouseRules::isOwnClock))
                        .because("time comes from java.time.Clock at the edge (STYLE §4)"));
    }

    private static boolean isOwnClock(JavaMethodCall call) {
        AccessTarget.MethodCallTarget target = call.getTarget();
        String owner = call.getTargetOwner().getName();
        return switch (call.getName()) {
            // now(Clock) is what everybody shall use.
            case "now" ->
                    OWN_CLOCKS.contains(owner)
                            && target.getRawParameterTypes().stream()
                                    .noneMatch(type -> type.isEquivalentTo(java.time.Clock.class));
            case "systemDefault" -> owner.equals("java.time.ZoneId");
            case "systemUTC",
                    "system",
                    "systemDefaultZone",
                    "tickMillis",
                    "tickSeconds",
                    "tickMinutes" ->
                    owner.equals("java.time.Clock");
            default -> false;
        };
    }

    static ArchRule namesSayWhatThingsAre() {
        return rule(
                noClasses()
                        .should()
                        .haveNameMatching(NAMES)
                        .because("such names hide what a class is for (STYLE §4)"));
    }

    /** A row is how one store writes; whoever else used it would depend on a table. */
    static ArchRule rowsStayInside() {
        return rule(
                classes()
                        .that()
                        .haveSimpleNameEndingWith("Row")
                        .should()
                        .notBePublic()
                        .because("rows are private to their store (STYLE §2)"));
    }

    /** NullAway checks marked packages only: an unmarked one would be a hole. */
    static ArchRule packagesAreNullMarked() {
        return rule(
                classes()
                        .should(resideInANullMarkedPackage())
                        .because("null is checked everywhere (STYLE §6)"));
    }

    private static ArchCondition<JavaClass> resideInANullMarkedPackage() {
        return new ArchCondition<>("reside in a package with @NullMarked") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean marked =
                        type.getPackage().isAnnotatedWith("org.jspecify.annotations.NullMarked")
                                // Generated by tools, not ours to annotate.
                                || type.getModifiers().contains(JavaModifier.SYNTHETIC);
                events.add(
                        new SimpleConditionEvent(
                                type, marked, type.getName() + " is in an unmarked package"));
            }
        };
    }

    /** Services meet in events and over HTTP; libraries know none of them. */
    static ArchRule servicesDoNotKnowEachOther(String root) {
        DescribedPredicate<JavaClass> foreign =
                resideInAnyPackage(SERVICES)
                        .and(DescribedPredicate.not(resideInAnyPackage(root + "..")));
        return rule(
                noClasses()
                        .that()
                        .resideInAPackage(root + "..")
                        .should()
                        .dependOnClassesThat(foreign.as("belong to another service"))
                        .because("services share contracts, nothing else (DESIGN §1)"));
    }

    /** A young module may have no rows or no layers yet. */
    private static ArchRule rule(ArchRule rule) {
        return rule.allowEmptyShould(true);
    }
}
