package dev.sendlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** This machine builds the project, so it has what is needed. */
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
}
