package dev.sendlab.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sendlab.broker.PrivateBroker;
import dev.sendlab.broker.junit.BrokerTest;
import dev.sendlab.lineup.Pattern;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code broker}, as a user types it. */
@BrokerTest
class BrokerCommandIT {

    private static final Duration SOON = Duration.ofSeconds(40);

    @TempDir
    Path directory;

    @Test
    void theBrokerToPlayWithNamesWhatToTryAndEndsWithCtrlC(PrivateBroker other) throws Exception {
        try (ScriptRun broker = ScriptRun.start(directory, "broker")) {
            await().atMost(SOON).until(() -> broker.out().contains("Ctrl-C"));
            assertThat(broker.out().lines().filter(line -> line.startsWith("  ./sendlab main ")))
                    .hasSize(Pattern.mains().size());
            List<ProcessHandle> brokers = broker.brokers();
            assertThat(brokers).hasSize(1);
            assertThat(broker.dataDirectories()).hasSize(1);

            broker.interrupt();

            assertThat(broker.exit(SOON)).isEqualTo(130);
            await().atMost(SOON).until(() -> brokers.stream().noneMatch(ProcessHandle::isAlive));
            await().atMost(SOON).until(() -> broker.dataDirectories().isEmpty());
        }
        assertThat(other.isRunning()).as("a broker of somebody else").isTrue();
    }

    @Test
    void aClusterToPlayWithOutlivesOneOfItsNodes() throws Exception {
        try (ScriptRun cluster = ScriptRun.start(directory, "broker", "--topology", "three")) {
            await().atMost(SOON).until(() -> cluster.out().contains("Ctrl-C"));
            List<ProcessHandle> nodes = cluster.brokers();
            assertThat(nodes).hasSize(3);

            nodes.get(1).destroyForcibly();

            await().atMost(SOON).until(() -> cluster.err().contains("has ended by itself; 2 go on"));
            assertThat(nodes.stream().filter(ProcessHandle::isAlive)).hasSize(2);
            cluster.interrupt();
            assertThat(cluster.exit(SOON)).isEqualTo(130);
            await().atMost(SOON).until(() -> nodes.stream().noneMatch(ProcessHandle::isAlive));
        }
    }
}
