package dev.sendlab.docs.atlas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sendlab.docs.Repository;
import dev.sendlab.docs.TinyRepository;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ErrorPageTest {

    private static final String BUILD = "2026-11-21T12:00:00Z";
    private static final String EXPIRED =
            "\torg.apache.kafka.common.errors.TimeoutException\tCALLBACK\tIO\ttrue\tMAYBE\tThink.\ta.OutageIT$Nested\texpires\n";
    private static final String SILENT = "\t\tNOTHING\tIO\tfalse\tMAYBE\tWatch.\ta.OutageIT\tdies\n";

    @TempDir
    private Path root;

    private TinyRepository repository;

    @BeforeEach
    void oneRoom() {
        repository = new TinyRepository(root)
                .file("pom.xml", "<project><modules><module>room</module></modules></project>")
                .file("room/target/error-atlas.tsv", BUILD + SILENT + BUILD + EXPIRED + BUILD + EXPIRED)
                .file("docs/errors.md", "# Errors\n\n<!-- errors that tests have seen -->\n<!-- end -->\n\nText.\n");
    }

    @Test
    void theTableIsWhatTheTestsHaveSeen() {
        assertThat(check(true)).isEqualTo("errors: 2 seen by tests of this build, as docs/errors.md says");

        assertThat(repository.text("docs/errors.md")).isEqualTo("""
                # Errors

                <!-- errors that tests have seen -->

                | The error | Comes by | On the thread | Retriable | In the log? | What to do | Seen in |
                |---|---|---|---|---|---|---|
                | `TimeoutException` | the callback | an I/O thread | yes | yes, it may | Think. | [OutageIT.Nested](../room/src/test/java/a/OutageIT.java) |
                | none | nothing comes, ever |  | no | yes, it may | Watch. | [OutageIT](../room/src/test/java/a/OutageIT.java) |

                <!-- end -->

                Text.
                """);
        assertThat(check(false)).startsWith("errors: 2");
    }

    @Test
    void aPageThatSaysOtherwiseIsAProblem() {
        check(true);
        repository.file("docs/errors.md", repository.text("docs/errors.md").replace("Think.", "Go on."));

        assertThatThrownBy(() -> check(false))
                .hasMessageStartingWith("docs/errors.md:7 is not what the tests have seen: | `TimeoutException`")
                .hasMessageEndingWith("'mvn verify -Dsendlab.errors=write' writes it again");
    }

    @Test
    void anErrorThatNoTestHasSeenInThisBuildIsAProblem() {
        check(true);
        repository.file("room/target/error-atlas.tsv", BUILD + EXPIRED + "2026-11-21T11:00:00Z" + SILENT);

        assertThatThrownBy(() -> check(false))
                .hasMessageStartingWith("docs/errors.md:8 is not what the tests have seen");
    }

    /** As after a resumed build, in which the rooms have not run. */
    @Test
    void withoutAnyErrorThePageIsNotEmptied() {
        check(true);
        String page = repository.text("docs/errors.md");
        repository.file("room/target/error-atlas.tsv", "2026-11-21T11:00:00Z" + SILENT);

        assertThatThrownBy(() -> check(true)).hasMessageStartingWith("no test of this build has written an error down");
        assertThat(repository.text("docs/errors.md")).isEqualTo(page);
    }

    private String check(boolean isToWrite) {
        return ErrorPage.check(new Repository(root), BUILD, isToWrite);
    }
}
