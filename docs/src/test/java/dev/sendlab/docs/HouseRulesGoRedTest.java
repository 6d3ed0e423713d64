package dev.sendlab.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import java.io.File;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each rule, held against a class that was written to break it, and against its neighbour that does not. */
class HouseRulesGoRedTest {

    private static final ArchRule SYNC_SEND = HouseRules.patternNeedsOnlyKafkaClients("dev.sendlab.syncsend");

    @TempDir
    private static Path neighbours;

    @TempDir
    private Path root;

    @Test
    void aPatternThatNeedsMoreThanKafkaClients() {
        goesRed(SYNC_SEND, "dev.sendlab.syncsend", "A", "class A extends dev.sendlab.fireandforget.B {}");
        goesRed(SYNC_SEND, "dev.sendlab.syncsend", "C", "class C { org.slf4j.Logger log; }");
        staysGreen(SYNC_SEND, "dev.sendlab.syncsend", "D", "class D { org.apache.kafka.common.Uuid id; }");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Thread.sleep(1)",
                "java.util.concurrent.TimeUnit.SECONDS.sleep(1)",
                "new Exception().printStackTrace()",
                "System.exit(1)",
                "Runtime.getRuntime().halt(1)",
                "java.util.Optional.of(new Exception()).ifPresent(Throwable::printStackTrace)"
            })
    void aPatternThatSleepsExitsOrPrintsAStackTrace(String statement) {
        goesRed(
                HouseRules.PATTERNS_NEITHER_SLEEP_NOR_EXIT_NOR_PRINT_STACK_TRACES,
                "dev.sendlab.syncsend",
                "A",
                "class A { void a() throws Exception { " + statement + "; } }");
    }

    @Test
    void aLineupThatNeedsMoreThanThePatterns() {
        ArchRule rule = HouseRules.LINEUP_NEEDS_ONLY_PATTERNS;

        goesRed(rule, "dev.sendlab.lineup", "A", "class A { dev.sendlab.broker.B broker; }");
        staysGreen(rule, "dev.sendlab.lineup", "C", "class C extends dev.sendlab.fireandforget.B {}");
    }

    @Test
    void aBrokerThatKnowsAnotherRoom() {
        ArchRule rule = HouseRules.BROKER_KNOWS_NO_OTHER_ROOM;

        goesRed(rule, "dev.sendlab.broker", "A", "class A extends dev.sendlab.fireandforget.B {}");
        staysGreen(rule, "dev.sendlab.broker.junit", "C", "class C { dev.sendlab.broker.B broker; }");
    }

    @Test
    void jmhOutsideOfBenchmarks() {
        goesRed(HouseRules.JMH_STAYS_IN_BENCHMARKS, "dev.sendlab.cli", "A", "class A extends org.openjdk.jmh.B {}");
    }

    @Test
    void theServerOutsideOfItsNode() {
        goesRed(HouseRules.THE_SERVER_STAYS_IN_ITS_OWN_JVM, "dev.sendlab.broker", "A", "class A extends kafka.B {}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SendDemo", "BaseSend", "AbstractSend", "SendUtils", "SendUtil", "SendHelper", "Main"})
    void aNameThatSaysNothing(String name) {
        goesRed(HouseRules.NAMES_SAY_WHAT_A_CLASS_IS, "dev.sendlab.cli", name, "class " + name + " {}");
        goesRed(HouseRules.NAMES_SAY_WHAT_A_CLASS_IS, "dev.sendlab.cli", "A", "class A { class " + name + " {} }");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Baseline", "Mainframe", "Abstraction", "Samples"})
    void aNameThatOnlyBeginsLikeOne(String name) {
        staysGreen(HouseRules.NAMES_SAY_WHAT_A_CLASS_IS, "dev.sendlab.cli", name, "class " + name + " {}");
    }

    @Test
    void aPatternClassThatIsTooLong() {
        assertThat(HouseRules.isTooLong(Collections.nCopies(120, "a();"))).isFalse();
        assertThat(HouseRules.isTooLong(Collections.nCopies(121, "a();"))).isTrue();
    }

    @Test
    void aRoomThatIsNotBuilt() {
        assertThatThrownBy(() -> RoomClasses.of(root, "sync-send"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("sync-send/target/classes is missing");
    }

    private void goesRed(ArchRule rule, String inPackage, String name, String source) {
        JavaClasses classes = compiled(inPackage, name, source);
        assertThatThrownBy(() -> rule.check(classes))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("was violated");
    }

    private void staysGreen(ArchRule rule, String inPackage, String name, String source) {
        JavaClasses classes = compiled(inPackage, name, source);
        assertThatCode(() -> rule.check(classes)).doesNotThrowAnyException();
    }

    /** The class alone, read in the way in which a room's classes are read. */
    private JavaClasses compiled(String inPackage, String name, String source) {
        String room = "room-of-" + name;
        compile(root.resolve(room).resolve("target/classes"), name, "package " + inPackage + "; " + source);
        return RoomClasses.of(root, room);
    }

    /** What the rule-breakers lean on, of rooms and libraries that are not on this class path. */
    @BeforeAll
    static void compileNeighbours() {
        for (String other : List.of("dev.sendlab.fireandforget", "dev.sendlab.broker", "org.openjdk.jmh", "kafka")) {
            compile(neighbours, "B", "package " + other + "; public class B {}");
        }
    }

    private static void compile(Path classes, String name, String source) {
        new TinyRepository(classes).file(name + ".java", source);
        String file = classes.resolve(name + ".java").toString();
        String classPath = neighbours + File.pathSeparator + System.getProperty("java.class.path");
        int exitCode = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-proc:none", "-cp", classPath, "-d", classes.toString(), file);
        assertThat(exitCode).as(source).isZero();
    }
}
