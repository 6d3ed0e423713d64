package dev.sendlab.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinksTest {

    @TempDir
    private Path root;

    @BeforeEach
    void otherFiles() {
        new TinyRepository(root)
                .file("docs/other.md", "# The `send()` call, once\n\n## Traps\n\n## Traps\n")
                .file("sync-send/SyncSend.java", "class SyncSend {}\n");
    }

    @Test
    void everyLinkInThePagesLeadsSomewhere() {
        assertThat(Repository.find().pages()).flatExtracting(Links::problems).isEmpty();
    }

    @Test
    void thePagesAreThoseOfTheRoomsAndAllBelowDocs() {
        new TinyRepository(root)
                .file("README.md", "# Here\n")
                .file("docs/workshop/sync-send/README.md", "# There\n")
                .file("docs/target/README.md", "# Built\n")
                .file("sync-send/src/notes.md", "# Not a page\n");

        assertThat(new Repository(root).pages())
                .extracting(Page::name)
                .containsExactly("README.md", "docs/other.md", "docs/workshop/sync-send/README.md");
    }

    @Test
    void linksToFilesDirectoriesHeadingsAndTheOutsideAreFine() {
        assertThat(problems("""
                        # Here

                        [a](other.md) [b](../sync-send/SyncSend.java#L1) [c](../sync-send) [d](#here)
                        [e](other.md#the-send-call-once) [f](other.md#traps) [g](other.md#traps-1)
                        [h](https://kafka.apache.org/#nowhere)
                        """)).isEmpty();
    }

    @Test
    void aLinkToAMissingFileIsAProblem() {
        goesRed("../sync-send/SendSync.java", "leads to no file");
        goesRed("missing.md#traps", "leads to no file");
        goesRed("/docs/other.md", "leaves the repository");
        goesRed("../../elsewhere.md", "leaves the repository");
    }

    @Test
    void aLinkToAMissingHeadingIsAProblem() {
        goesRed("#there", "leads to no heading");
        goesRed("other.md#traps-2", "leads to no heading");
        goesRed("other.md#Traps", "leads to no heading");
    }

    @Test
    void aLinkInATableIsChecked() {
        assertThat(problems("| a | b |\n|---|---|\n| 1 | [x](missing.md) |\n"))
                .containsExactly("docs/page.md:3: the link missing.md leads to no file");
    }

    @Test
    void anImageThatIsMissingIsAProblem() {
        assertThat(problems("![chart](chart.svg)\n"))
                .containsExactly("docs/page.md:1: the link chart.svg leads to no file");
    }

    private void goesRed(String destination, String problem) {
        assertThat(problems("Text.\n\n[a](" + destination + ")\n"))
                .containsExactly("docs/page.md:3: the link " + destination + " " + problem);
    }

    private List<String> problems(String text) {
        return Links.problems(new TinyRepository(root).page("docs/page.md", text));
    }
}
