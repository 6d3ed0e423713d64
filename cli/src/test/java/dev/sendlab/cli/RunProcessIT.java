package dev.sendlab.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sendlab.broker.junit.BrokerTest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only the process itself can show: standard input, its memory, Ctrl-C. */
@Order(1)
@BrokerTest
class RunProcessIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    @Test
    void withoutAServerEveryLineOfStandardInputIsInThePrivateBrokersLog() throws Exception {
        try (ScriptRun run = ScriptRun.start(directory, "run", "async-callback", "--input", "-")) {
            for (int block = 0; block < 40; block++) {
                int from = block * 5_000;
                run.type(IntStream.range(from, from + 5_000)
                        .mapToObj(Integer::toString)
                        .collect(Collectors.joining("\n", "", "\n")));
            }
            run.endOfInput();

            assertThat(run.exit(SOON)).as(run.err()).isZero();
            assertThat(run.err()).startsWith("sendlab: no server is named: starting a private broker");
            assertThat(run.out())
                    .contains("a private broker", "200,000 records")
                    .endsWith("async-callback: sent 200000, acknowledged 200000, failed 0, unknown 0\n");
            assertThat(run.dataDirectories()).isEmpty();
        }
    }

    /** It waits for somebody to type: a read that no interrupt could end would hang until the next line. */
    @Test
    void ctrlCEndsTheWaitingForInputAndWhatWasReadIsAcknowledged() throws Exception {
        try (ScriptRun run = ScriptRun.start(directory, "run", "transactional-send", "--input", "-")) {
            run.type("one\ntwo\nthree\n");
            await().atMost(SOON).until(() -> run.err().contains("sent 3,"));
            long start = System.nanoTime();

            run.interrupt();

            assertThat(run.exit(SOON)).isEqualTo(130);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
            assertThat(run.out())
                    .contains("ended early       Ctrl-C")
                    .endsWith("transactional-send: sent 3, acknowledged 3, failed 0, unknown 0\n");
        }
    }

    @Test
    void ctrlCFlushesWhatIsUnderWay() throws Exception {
        try (ScriptRun run = start("--throughput", "2000", "--num-records", "1000000")) {
            await().atMost(SOON).until(() -> run.err().contains("under way"));
            List<ProcessHandle> brokers = run.brokers();

            run.interrupt();

            assertThat(run.exit(SOON)).isEqualTo(130);
            String last = run.out().lines().reduce("", (one, other) -> other);
            assertThat(last).matches("async-callback: sent (\\d+), acknowledged \\1, failed 0, unknown 0");
            assertThat(run.out()).doesNotContain("not acknowledged").contains("in the log");
            await().atMost(SOON).until(() -> brokers.stream().noneMatch(ProcessHandle::isAlive));
            await().atMost(SOON).until(() -> run.dataDirectories().isEmpty());
        }
    }

    @Test
    void ctrlCNamesTheLinesThatAreNotAcknowledged() throws Exception {
        try (ScriptRun run = start("--throughput", "2000", "--num-records", "1000000")) {
            await().atMost(SOON).until(() -> run.err().contains("under way"));
            long broker = run.brokers().get(0).pid();
            new ProcessBuilder("sh", "-c", "kill -s STOP " + broker).start().waitFor();

            run.interrupt();

            assertThat(run.exit(SOON)).isEqualTo(130);
            assertThat(run.out()).containsPattern("not acknowledged  lines \\d+-\\d+\\n");
            String last = run.out().lines().reduce("", (one, other) -> other);
            assertThat(last).doesNotContain("failed 0, unknown 0");
        }
    }

    private ScriptRun start(String... options) throws Exception {
        List<String> arguments = new java.util.ArrayList<>(List.of("run", "async-callback"));
        arguments.addAll(List.of(options));
        return ScriptRun.start(directory, arguments.toArray(String[]::new));
    }
}
