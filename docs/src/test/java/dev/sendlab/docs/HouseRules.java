package dev.sendlab.docs;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Who may import whom, what a pattern may not do, and how a class may not be called. */
final class HouseRules {

    /** A pattern's room, and the package of its main code. */
    static final Map<String, String> PATTERNS = Map.of(
            "fire-and-forget", "dev.sendlab.fireandforget",
            "sync-send", "dev.sendlab.syncsend",
            "async-callback", "dev.sendlab.asynccallback",
            "transactions", "dev.sendlab.transactions");

    static final int MOST_CODE_LINES = 120;

    static final ArchRule PATTERNS_NEITHER_SLEEP_NOR_EXIT_NOR_PRINT_STACK_TRACES = noClasses()
            .should()
            .accessTargetWhere(target(nameMatching("sleep|exit|halt|printStackTrace")))
            .because("a pattern shows how to wait, to end and to tell, and these are none of the ways");

    static final ArchRule LINEUP_NEEDS_ONLY_PATTERNS = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(kafkaClientsAnd(
                    "dev.sendlab.lineup..",
                    "dev.sendlab.fireandforget..",
                    "dev.sendlab.syncsend..",
                    "dev.sendlab.asynccallback..",
                    "dev.sendlab.transactions.."));

    static final ArchRule BROKER_KNOWS_NO_OTHER_ROOM = noClasses()
            .should()
            .dependOnClassesThat(describe(
                    "are of another room",
                    other -> other.getPackageName().startsWith("dev.sendlab.")
                            && !other.getPackageName().startsWith("dev.sendlab.broker")));

    static final ArchRule JMH_STAYS_IN_BENCHMARKS =
            noClasses().should().dependOnClassesThat().resideInAPackage("org.openjdk.jmh..");

    /** A broker in the measured or tested JVM would share its heap, its collector and its death. */
    static final ArchRule THE_SERVER_STAYS_IN_ITS_OWN_JVM = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("kafka..", "org.apache.kafka.server..", "org.apache.kafka.metadata..");

    private static final Pattern EMPTY_NAME =
            Pattern.compile("(Base|Abstract)[A-Z].*|.*(Demo|Example|Sample|App|Main|Utils?|Helper|Manager)");

    static final ArchRule NAMES_SAY_WHAT_A_CLASS_IS = noClasses()
            .should(be(describe("named by an empty word", HouseRules::hasAnEmptyName)))
            .because("Demo, Example, Sample, App, Main, Utils, Helper, Manager, Base and Abstract name nothing");

    private HouseRules() {}

    /** The import rule; so no pattern depends on another one either. */
    static ArchRule patternNeedsOnlyKafkaClients(String itsPackage) {
        return classes().should().onlyDependOnClassesThat().resideInAnyPackage(kafkaClientsAnd(itsPackage + ".."));
    }

    static boolean isTooLong(List<String> source) {
        return CodeLines.count(source) > MOST_CODE_LINES;
    }

    private static boolean hasAnEmptyName(JavaClass type) {
        return EMPTY_NAME.matcher(type.getSimpleName()).matches();
    }

    private static String[] kafkaClientsAnd(String... more) {
        List<String> packages =
                new ArrayList<>(List.of("java..", "org.apache.kafka.clients..", "org.apache.kafka.common.."));
        packages.addAll(List.of(more));
        return packages.toArray(String[]::new);
    }
}
