package dev.sendlab.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules, held against the rooms. {@link HouseRulesGoRedTest} shows that each of them can fail. */
class HouseRulesTest {

    private static final Repository REPOSITORY = Repository.find();

    /** Read once for all rules: to read a room costs more than to check it. */
    private static final Map<String, JavaClasses> ROOMS = new ConcurrentHashMap<>();

    static Stream<String> patterns() {
        return HouseRules.PATTERNS.keySet().stream().sorted();
    }

    static Stream<String> rooms() {
        return REPOSITORY.rooms().stream();
    }

    static Stream<String> roomsButBenchmarks() {
        return rooms().filter(room -> !room.equals("benchmarks"));
    }

    static Stream<String> roomsButTheNode() {
        return rooms().filter(room -> !room.equals("broker/node"));
    }

    @ParameterizedTest
    @MethodSource("patterns")
    void aPatternNeedsOnlyKafkaClients(String pattern) {
        HouseRules.patternNeedsOnlyKafkaClients(HouseRules.PATTERNS.get(pattern))
                .check(room(pattern));
    }

    @ParameterizedTest
    @MethodSource("patterns")
    void aPatternNeitherSleepsNorExitsNorPrintsStackTraces(String pattern) {
        HouseRules.PATTERNS_NEITHER_SLEEP_NOR_EXIT_NOR_PRINT_STACK_TRACES.check(room(pattern));
    }

    @ParameterizedTest
    @MethodSource("patterns")
    void aPatternClassIsShort(String pattern) throws IOException {
        try (Stream<Path> files = Files.walk(REPOSITORY.root().resolve(pattern).resolve("src/main/java"))) {
            List<Path> sources =
                    files.filter(file -> file.toString().endsWith(".java")).toList();

            assertThat(sources).isNotEmpty();
            for (Path source : sources) {
                assertThat(HouseRules.isTooLong(Files.readAllLines(source)))
                        .as("%s has more than %d code lines", source.getFileName(), HouseRules.MOST_CODE_LINES)
                        .isFalse();
            }
        }
    }

    @Test
    void lineupNeedsOnlyThePatterns() {
        HouseRules.LINEUP_NEEDS_ONLY_PATTERNS.check(room("lineup"));
    }

    @Test
    void theBrokerKnowsNoOtherRoom() {
        HouseRules.BROKER_KNOWS_NO_OTHER_ROOM.check(room("broker"));
        HouseRules.BROKER_KNOWS_NO_OTHER_ROOM.check(room("broker/node"));
    }

    @ParameterizedTest
    @MethodSource("roomsButBenchmarks")
    void jmhStaysInBenchmarks(String room) {
        HouseRules.JMH_STAYS_IN_BENCHMARKS.check(room(room));
    }

    @ParameterizedTest
    @MethodSource("roomsButTheNode")
    void theServerStaysInItsOwnJvm(String room) {
        HouseRules.THE_SERVER_STAYS_IN_ITS_OWN_JVM.check(room(room));
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void namesSayWhatAClassIs(String room) {
        HouseRules.NAMES_SAY_WHAT_A_CLASS_IS.check(RoomClasses.withTests(REPOSITORY.root(), room));
    }

    private static JavaClasses room(String room) {
        return ROOMS.computeIfAbsent(room, name -> RoomClasses.of(REPOSITORY.root(), name));
    }
}
