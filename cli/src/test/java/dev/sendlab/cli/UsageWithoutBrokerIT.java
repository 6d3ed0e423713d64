package dev.sendlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the command says to a user who is mistaken. */
@Timeout(60)
class UsageWithoutBrokerIT {

    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    Path directory;

    @Test
    void aBrokerThatDoesNotAnswerIsSaidInOneLine() throws Exception {
        try (ScriptRun main = ScriptRun.start(directory, "main", "SyncSend", "127.0.0.1:1")) {
            assertThat(main.exit(SOON)).isEqualTo(3);
            assertThat(main.err().lines())
                    .singleElement()
                    .asString()
                    .startsWith("sendlab: no broker answers at 127.0.0.1:1: start one");
        }
    }

    @Test
    void wrongUsageIsSaidAndExitsWithTwo() throws Exception {
        String[][] wrong = {
            {"main", "NoSuchPattern"},
            {"main", "SyncSend", "127.0.0.1:1", "--workers", "2"},
            {"tour", "--records", "1"},
            {"tour", "--input", "no-such-file"},
            {"broker", "--port", "99999"},
            {"main", "SyncSend", "no-port"},
            {"explain"},
            {"explain", "no-such-file"},
            {"grade"},
            {"grade", "no-such-exercise"},
            {"check", "everything"},
            {"prepare", "--force"},
            {"prepare", "--image", "now"},
            {},
            {"nonsense"}
        };
        for (String[] arguments : wrong) {
            try (ScriptRun run = ScriptRun.start(directory, arguments)) {
                assertThat(run.exit(SOON)).as(String.join(" ", arguments)).isEqualTo(2);
                assertThat(run.err()).startsWith("sendlab: ");
                assertThat(run.out()).isEmpty();
            }
        }
    }

    @Test
    void anEngineThatDoesNotAnswerIsSaidInOneLine() throws Exception {
        ProcessBuilder builder = new ProcessBuilder("../sendlab", "prepare", "--image").redirectErrorStream(true);
        builder.environment().put("SENDLAB_BUILD", "never");
        builder.environment().put("DOCKER_HOST", "tcp://127.0.0.1:1");
        Process prepare = builder.start();

        assertThat(prepare.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(prepare.exitValue()).isEqualTo(1);
        assertThat(new String(prepare.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines())
                .singleElement()
                .asString()
                .startsWith("sendlab: ")
                .contains("docker");
    }

    @Test
    void aCommandMapsItsClassesFromTheArchiveInsteadOfLoadingThem() throws Exception {
        Path loaded = directory.resolve("loaded");
        ProcessBuilder builder = new ProcessBuilder("../sendlab", "--version");
        builder.environment().put("SENDLAB_BUILD", "never");
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("JAVA_TOOL_OPTIONS", "-Xlog:class+load:file=" + loaded);
        Process version = builder.start();

        assertThat(version.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(loaded).content().contains("dev.sendlab.cli.Sendlab source: shared objects file (top)");
    }

    @Test
    void aLinkToTheScriptFindsItsWay() throws Exception {
        Path link = Files.createSymbolicLink(
                directory.resolve("link"), Path.of("../sendlab").toRealPath());
        ProcessBuilder builder = new ProcessBuilder(link.toString(), "--version");
        builder.environment().put("SENDLAB_BUILD", "never");
        Process version = builder.start();

        assertThat(version.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(new String(version.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .startsWith("sendlab 0.");
    }
}
