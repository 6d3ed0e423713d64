package dev.sendlab.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnippetsTest {

    private static final String SOURCE = """
            class A {
                // tag::send[]
                producer.send(record);
                // end::send[]
            }
            """;

    private static final String PAGE = """
            # Page

            <!-- snippet: A.java#send -->
            ```java
            %s
            ```

            Text.
            """;

    @TempDir
    private Path root;

    /** With {@code -Dsnippets=write} it first mends them. */
    @Test
    void everyJavaBlockInThePagesIsEqualToItsSource() {
        Repository repository = Repository.find();
        if ("write".equals(System.getProperty("snippets"))) {
            repository.pages().stream()
                    .filter(Snippets::write)
                    .forEach(page -> System.out.println("written: " + page.name()));
        }

        assertThat(repository.pages()).flatExtracting(Snippets::problems).isEmpty();
    }

    @Test
    void aBlockThatIsEqualToItsSourceIsLeftAlone() {
        Page page = page(PAGE.formatted("producer.send(record);"));

        assertThat(Snippets.problems(page)).isEmpty();
        assertThat(Snippets.write(page)).isFalse();
    }

    @Test
    void aDriftedBlockIsNamedWithItsMarkerAndTheCommandThatMendsIt() {
        Page page = page(PAGE.formatted("producer.send(record).get();"));

        assertThat(Snippets.problems(page))
                .containsExactly("docs/page.md:4: differs from A.java#send; mend it: " + Snippets.MEND);
    }

    @Test
    void writingMendsADriftedBlockAndNothingElse() {
        Page page = page(PAGE.formatted("old\n\nlines") + PAGE.formatted("more\nof\nthem"));

        assertThat(Snippets.write(page)).isTrue();
        assertThat(new TinyRepository(root).text("docs/page.md"))
                .isEqualTo(PAGE.formatted("producer.send(record);").repeat(2));
    }

    @Test
    void aBlockOfTextIsACopyOfItsResultFile() {
        Page page = page("<!-- snippet: docs/result.txt -->\n```text\n5 lost\n```\n");
        new TinyRepository(root).file("docs/result.txt", "7 lost\n");

        assertThat(Snippets.problems(page)).singleElement().asString().contains("differs from docs/result.txt");
        assertThat(Snippets.write(page)).isTrue();
        assertThat(new TinyRepository(root).text("docs/page.md")).contains("\n7 lost\n");
    }

    @Test
    void writingFillsAnEmptyBlock() {
        Page page = page("<!-- snippet: A.java#send -->\n```java\n```\n");

        assertThat(Snippets.write(page)).isTrue();
        assertThat(new TinyRepository(root).text("docs/page.md"))
                .isEqualTo("<!-- snippet: A.java#send -->\n```java\nproducer.send(record);\n```\n");
    }

    @Test
    void aMarkerThatNamesAMissingTagIsAProblemThatWritingDoesNotMend() {
        Page page = page(PAGE.formatted("producer.send(record);").replace("#send", "#close"));

        assertThat(Snippets.write(page)).isFalse();
        assertThat(Snippets.problems(page))
                .containsExactly("docs/page.md:4: \"// tag::close[]\" must stand once in the file of A.java#close");
    }

    private Page page(String text) {
        return new TinyRepository(root).file("A.java", SOURCE).page("docs/page.md", text);
    }
}
