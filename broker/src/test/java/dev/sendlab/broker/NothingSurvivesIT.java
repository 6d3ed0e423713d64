package dev.sendlab.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A parent that gets SIGKILL can run no hook. Its broker and the broker's data are gone all the same. */
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class NothingSurvivesIT {

    private static final Duration SOON = Duration.ofSeconds(10);

    @ParameterizedTest
    @ValueSource(strings = {"running", "paused"})
    void theBrokerAndItsDataEndWithAKilledParent(String broker) throws Exception {
        Process parent = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        BrokerHolder.class.getName(),
                        broker)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader output = parent.inputReader()) {
            String line = output.readLine();
            assertThat(line).as("what the parent tells of its broker").isNotNull();
            String[] told = line.split(" ", 2);
            ProcessHandle child = ProcessHandle.of(Long.parseLong(told[0])).orElseThrow();
            Path directory = Path.of(told[1]);
            assertThat(Frozen.is(child.pid())).isEqualTo(broker.equals("paused"));
            assertThat(directory).isDirectoryContaining(file -> file.endsWith("server.properties"));

            parent.destroyForcibly();

            child.onExit().get(SOON.toSeconds(), TimeUnit.SECONDS);
            await().atMost(SOON).until(() -> Files.notExists(directory));
        } finally {
            parent.destroyForcibly();
        }
    }
}
