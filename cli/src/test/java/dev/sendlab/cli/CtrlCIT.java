package dev.sendlab.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sendlab.broker.junit.BrokerTest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A user who has seen enough. */
@BrokerTest
class CtrlCIT {

    private static final Duration SOON = Duration.ofSeconds(20);

    /** The middle of the second round: on a busy machine the first one takes its time. */
    private static final Duration IN_THE_MIDDLE = Duration.ofSeconds(45);

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void nothingIsLeftAfterCtrlCInTheTour(boolean whileFrozen) throws Exception {
        try (ScriptRun tour = ScriptRun.start(directory, "tour")) {
            await().atMost(IN_THE_MIDDLE)
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
