package dev.sendlab.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepositoryTest {

    @TempDir
    private Path root;

    @Test
    void pagesAreAtTheRootInEachRoomAndWhereverTheyAreBelowDocs() {
        new TinyRepository(root)
                .file("README.md", "")
                .file("docs/page.md", "")
                .file("docs/workshop/README.md", "")
                .file("docs/workshop/exercise/README.md", "")
                .file("docs/workshop/exercise/target/built.md", "")
                .file("room/README.md", "")
                .file("room/notes/no-page.md", "")
                .file(".hidden/README.md", "");

        assertThat(new Repository(root).pages())
                .extracting(Page::name)
                .containsExactly(
                        "README.md",
                        "docs/page.md",
                        "docs/workshop/README.md",
                        "docs/workshop/exercise/README.md",
                        "room/README.md");
    }

    @Test
    void aModuleOfAProfileIsNoRoom() {
        new TinyRepository(root).file("pom.xml", """
                <project>
                  <modules><module>broker/node</module><module>docs</module></modules>
                  <profiles><profile><modules><module>docs/browser</module></modules></profile></profiles>
                </project>
                """);

        assertThat(new Repository(root).rooms()).containsExactly("broker/node", "docs");
    }
}
