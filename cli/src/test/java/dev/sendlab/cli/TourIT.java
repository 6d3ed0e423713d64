package dev.sendlab.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sendlab.broker.junit.BrokerTest;
import dev.sendlab.lineup.Pattern;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The main job, as a user types it. */
@BrokerTest
class TourIT {

    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    Path directory;

    @Test
    void theTourShowsWhatWasToldBesideWhatIsTrueAndChecksItself() throws Exception {
        Path input = Files.write(directory.resolve("own.txt"), List.of("{\"customer\":\"c-1\"}", "no JSON", "größer"));
        try (ScriptRun tour = ScriptRun.start(directory, "tour", "--records", "200", "--input", input.toString())) {
            assertThat(tour.exit(Duration.ofSeconds(55)))
                    .as(tour.out() + tour.err())
                    .isZero();

            assertThat(tour.out()).contains("Round 1.", "Round 2.", "Checked: every invariant holds.");
            for (Pattern pattern : Pattern.values()) {
                assertThat(tour.out().lines().filter(line -> line.startsWith(pattern.toString())))
                        .as("two rows and a lesson")
                        .hasSize(3);
            }
            assertThat(tour.err().lines()).hasSize(3).noneMatch(line -> line.contains("\r"));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void nothingIsLeftAfterCtrlCInTheTour(boolean whileFrozen) throws Exception {
        try (ScriptRun tour = ScriptRun.start(directory, "tour")) {
            await().atMost(SOON)
                    .until(() -> whileFrozen
                            ? tour.isBrokerFrozen()
                            : !tour.brokers().isEmpty());
            List<ProcessHandle> brokers = tour.brokers();

            tour.interrupt();

            assertThat(tour.exit(SOON)).isEqualTo(130);
            await().atMost(SOON).until(() -> brokers.stream().noneMatch(ProcessHandle::isAlive));
            await().atMost(SOON).until(() -> tour.dataDirectories().isEmpty());
        }
    }
}
