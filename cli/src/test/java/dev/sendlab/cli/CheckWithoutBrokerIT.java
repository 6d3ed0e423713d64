package dev.sendlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whether the machine has what is needed. This one builds the project, so it has. */
@Timeout(60)
class CheckWithoutBrokerIT {

    @TempDir
    private Path directory;

    @Test
    void everySubjectHasItsLineAndNothingIsMissingHere() throws Exception {
        try (ScriptRun check = ScriptRun.start(directory, "check", "--repository", directory.toString())) {
            assertThat(check.exit(Duration.ofSeconds(20))).as(check.out()).isZero();

            assertThat(check.out().lines().map(line -> line.split("\\s+")[1]))
                    .containsExactly("JDK", "Maven", "memory", "disk", "ports", "containers", "offline");
            assertThat(check.out().lines().map(line -> line.split("\\s+")[0])).isSubsetOf("ok", "note");
            assertThat(check.out()).contains("not prepared: run './sendlab prepare'");
            assertThat(check.err()).isEmpty();
        }
    }

    /** Offline, and with a local repository that is empty: Maven gets nothing, and nothing may claim that it did. */
    @Test
    void whatCannotBeFetchedIsSaidAndNotMarkedAsPrepared() throws Exception {
        ProcessBuilder builder = new ProcessBuilder("../sendlab", "prepare", "--repository", directory.toString());
        builder.environment().put("SENDLAB_BUILD", "never");
        builder.environment().put("MAVEN_ARGS", "-o");
        Process prepare = builder.redirectErrorStream(true).start();

        assertThat(prepare.waitFor(50, TimeUnit.SECONDS)).isTrue();
        String said = new String(prepare.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(prepare.exitValue()).as(said).isEqualTo(1);
        assertThat(said.lines())
                .last()
                .asString()
                .startsWith("sendlab: the build that fetches everything failed: ")
                .endsWith("; all of it: broker/target/last-prepare.log");
        assertThat(directory.resolve("dev/sendlab")).doesNotExist();
    }
}
