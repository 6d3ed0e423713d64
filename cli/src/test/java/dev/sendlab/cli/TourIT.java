package dev.sendlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sendlab.broker.junit.BrokerTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main job, as a user types it. */
@BrokerTest
class TourIT {

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
            for (String pattern : List.of("fire-and-forget", "sync-send", "async-callback", "transactional-send")) {
                assertThat(tour.out().lines().filter(line -> line.startsWith(pattern)))
                        .as("two rows and a lesson")
                        .hasSize(3);
            }
            assertThat(tour.err().lines()).hasSize(3).noneMatch(line -> line.contains("\r"));
        }
    }
}
