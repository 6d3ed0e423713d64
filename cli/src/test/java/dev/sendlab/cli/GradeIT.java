package dev.sendlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** As somebody in the workshop calls it; what each grade sees is tested in its own room. */
@Timeout(60)
class GradeIT {

    @TempDir
    private Path directory;

    @Test
    void theBugIsRedInOneLineAndExitsWithOne() throws Exception {
        try (ScriptRun grade = ScriptRun.start(directory, "grade", "async-callback")) {
            int exit = grade.exit(Duration.ofSeconds(50));

            assertThat(exit)
                    .as(
                            "%s%sfor one that is solved: 'git checkout HEAD -- docs/workshop/async-callback'",
                            grade.out(), grade.err())
                    .isEqualTo(1);
            assertThat(grade.out().lines())
                    .singleElement()
                    .asString()
                    .startsWith("red: async-callback: promised: a record that failed is told as failed; seen: ");
            assertThat(grade.err()).isEmpty();
        }
    }
}
