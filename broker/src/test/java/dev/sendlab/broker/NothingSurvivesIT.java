package dev.sendlab.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sendlab.broker.junit.BrokerTest;
import dev.sendlab.broker.process.Frozen;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A parent that gets SIGKILL can run no hook. What it started is gone all the same. */
@BrokerTest(asSet = true)
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
@Order(1)
class NothingSurvivesIT {

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Path DATA = Path.of("target", "data");

    @ParameterizedTest
    @CsvSource({"ONE, running", "ONE, paused", "THREE, paused", "CONTROLLER_AND_THREE, paused"})
    void childJvmsAndTheirDataEndWithAKilledParent(Topology topology, String last) throws Exception {
        try (Parent parent = Parent.holding("process", topology, last)) {
            List<ProcessHandle> children = parent.handles().stream()
                    .map(pid -> ProcessHandle.of(Long.parseLong(pid)).orElseThrow())
                    .toList();
            assertThat(Frozen.is(children.get(children.size() - 1).pid())).isEqualTo(last.equals("paused"));
            assertThat(directoriesOf(parent.pid())).hasSameSizeAs(children);

            parent.kill();

            await().atMost(SOON).untilAsserted(() -> {
                assertThat(children).noneMatch(ProcessHandle::isAlive);
                assertThat(directoriesOf(parent.pid())).isEmpty();
            });
        }
    }

    @ParameterizedTest
    @CsvSource({"ONE, running", "ONE, paused", "THREE, paused"})
    void containersTheirNetworkAndTheirVolumesEndWithAKilledParent(
            Topology topology, String last, BrokerSetting setting) throws Exception {
        assumeTrue(setting.kind() == BrokerSetting.Kind.CONTAINER, setting::why);
        try (Parent parent = Parent.holding("container", topology, last)) {
            List<String> containers = parent.handles();
            String lastOne = containers.get(containers.size() - 1);
            String owner = docker("inspect", "--format", "{{index .Config.Labels \"dev.sendlab.owner\"}}", lastOne);
            assertThat(docker("inspect", "--format", "{{.State.Status}}", lastOne))
                    .isEqualTo(last);
            assertThat(docker("network", "ls", "-q", "--filter", "label=dev.sendlab.owner=" + owner))
                    .isNotEmpty();
            List<String> volumes = docker("inspect", "--format", "{{range .Mounts}}{{println .Name}}{{end}}", lastOne)
                    .lines()
                    .filter(volume -> !volume.isBlank())
                    .toList();
            assertThat(volumes).isNotEmpty();

            parent.kill();

            await().atMost(SOON).untilAsserted(() -> {
                assertThat(docker("ps", "-aq", "--filter", "label=dev.sendlab.owner=" + owner))
                        .isEmpty();
                assertThat(docker("network", "ls", "-q", "--filter", "label=dev.sendlab.owner=" + owner))
                        .isEmpty();
                assertThat(docker("volume", "ls", "-q").lines()).doesNotContainAnyElementsOf(volumes);
            });
        }
    }

    private static List<Path> directoriesOf(long parent) throws IOException {
        try (Stream<Path> directories = Files.list(DATA)) {
            return directories
                    .filter(directory -> directory.getFileName().toString().startsWith("broker-" + parent + "-"))
                    .toList();
        }
    }

    /** @return what the command printed; it must succeed */
    private static String docker(String... arguments) throws IOException, InterruptedException {
        List<String> command =
                Stream.concat(Stream.of("docker"), Stream.of(arguments)).toList();
        Process docker = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(docker.getInputStream().readAllBytes()).strip();
        assertThat(docker.waitFor()).as(output).isZero();
        return output;
    }

    private record Parent(Process process, BufferedReader output, List<String> handles) implements AutoCloseable {

        static Parent holding(String kind, Topology topology, String last) throws IOException {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            "-D" + BrokerSetting.PROPERTY + "=" + kind,
                            "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                            ClusterHolder.class.getName(),
                            topology.name(),
                            last)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            BufferedReader output = process.inputReader();
            String line = output.readLine();
            assertThat(line).as("what the parent tells of its nodes").isNotNull();
            return new Parent(process, output, List.of(line.split(" ")));
        }

        long pid() {
            return process.pid();
        }

        void kill() {
            process.destroyForcibly();
        }

        @Override
        public void close() throws IOException {
            kill();
            output.close();
        }
    }
}
