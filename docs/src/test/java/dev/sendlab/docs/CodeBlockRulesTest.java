package dev.sendlab.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodeBlockRulesTest {

    private static final String MARKED = """
            <!-- snippet: A.java#send -->
            ```java
            producer.send(record);
            ```
            """;

    @TempDir
    private Path root;

    @Test
    void codeStandsInThePagesOnlyWhereItMay() {
        assertThat(Repository.find().pages())
                .flatExtracting(CodeBlockRules::problems)
                .isEmpty();
    }

    @Test
    void aMarkedBlockInDocsAndAnyOtherLanguageAnywhereIsFine() {
        assertThat(CodeBlockRules.problems(page("docs/page.md", MARKED))).isEmpty();
        assertThat(CodeBlockRules.problems(page("README.md", "```sh\nmvn verify\n```\n")))
                .isEmpty();
    }

    @Test
    void anUnmarkedJavaBlockIsAProblem() {
        goesRed(
                "docs/page.md",
                MARKED.replaceFirst("<.*>\n", "Text.\n"),
                2,
                "a Java block without <!-- snippet: " + "path/to/File.java#tag --> directly above it");
    }

    @Test
    void aJavaBlockInAReadmeIsAProblemEvenWithAMarker() {
        goesRed("sync-send/README.md", MARKED, 2, "a Java block; only pages in docs may show Java");
        goesRed("README.md", MARKED, 2, "a Java block; only pages in docs may show Java");
    }

    @Test
    void aMarkerThatLostItsBlockIsAProblem() {
        goesRed(
                "docs/page.md",
                "<!-- snippet: A.java#send -->\nText.\n",
                1,
                "a snippet marker without a code block directly below it");
    }

    @Test
    void aBlockWithoutALanguageIsAProblem() {
        goesRed("README.md", "```\nproducer.send(record);\n```\n", 1, "a code block that does not name its language");
    }

    @Test
    void anIndentedBlockIsAProblem() {
        goesRed(
                "README.md",
                "Text.\n\n    producer.send(record);\n",
                3,
                "an indented code block; fence it and name " + "its language");
    }

    @Test
    void aBlockThatIsNotClosedIsAProblem() {
        goesRed("docs/page.md", "```sh\nmvn verify\n", 1, "a code block that is not closed");
    }

    @Test
    void aJavaBlockInAListIsAProblem() {
        goesRed("docs/page.md", "- item\n\n" + MARKED.indent(2), 4, "a Java block inside a list or a quotation");
    }

    private void goesRed(String name, String text, int line, String problem) {
        assertThat(CodeBlockRules.problems(page(name, text))).containsExactly(name + ":" + line + ": " + problem);
    }

    private Page page(String name, String text) {
        return new TinyRepository(root).page(name, text);
    }
}
