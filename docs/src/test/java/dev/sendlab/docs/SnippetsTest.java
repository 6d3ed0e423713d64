package dev.sendlab.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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

    /** Every kind of copy, and where it comes from. */
    private static final Map<Marker.Kind, Source> SOURCES = Map.of(
            Marker.Kind.SNIPPET, SourceRegion::read,
            Marker.Kind.HELP, HelpText::read,
            Marker.Kind.DEFAULTS, DefaultsTable::read);

    private final Snippets snippets = new Snippets(SOURCES, new Versions(Map.of("kafka", "4.3.1")));

    @TempDir
    private Path root;

    /** With {@code -Dsnippets=write} it first mends them. */
    @Test
    void whatIsMarkedInThePagesIsEqualToItsSource() {
        Repository repository = Repository.find();
        Snippets ours = new Snippets(SOURCES, Versions.of(repository));
        if ("write".equals(System.getProperty("snippets"))) {
            repository.pages().stream()
                    .filter(ours::write)
                    .forEach(page -> System.out.println("written: " + page.name()));
        }

        assertThat(repository.pages()).flatExtracting(ours::problems).isEmpty();
    }

    @Test
    void aBlockThatIsEqualToItsSourceIsLeftAlone() {
        Page page = page(PAGE.formatted("producer.send(record);"));

        assertThat(snippets.problems(page)).isEmpty();
        assertThat(snippets.write(page)).isFalse();
    }

    @Test
    void aDriftedBlockIsNamedWithItsMarkerAndTheCommandThatMendsIt() {
        Page page = page(PAGE.formatted("producer.send(record).get();"));

        assertThat(snippets.problems(page))
                .containsExactly("docs/page.md:4: differs from A.java#send; mend it: " + Snippets.MEND);
    }

    @Test
    void writingMendsADriftedBlockAndNothingElse() {
        Page page = page(PAGE.formatted("old\n\nlines") + PAGE.formatted("more\nof\nthem"));

        assertThat(snippets.write(page)).isTrue();
        assertThat(new TinyRepository(root).text("docs/page.md"))
                .isEqualTo(PAGE.formatted("producer.send(record);").repeat(2));
    }

    @Test
    void aBlockOfTextIsACopyOfItsResultFile() {
        Page page = page("<!-- snippet: docs/result.txt -->\n```text\n5 lost\n```\n");
        new TinyRepository(root).file("docs/result.txt", "7 lost\n");

        assertThat(snippets.problems(page)).singleElement().asString().contains("differs from docs/result.txt");
        assertThat(snippets.write(page)).isTrue();
        assertThat(new TinyRepository(root).text("docs/page.md")).contains("\n7 lost\n");
    }

    @Test
    void writingFillsAnEmptyBlock() {
        Page page = page("<!-- snippet: A.java#send -->\n```java\n```\n");

        assertThat(snippets.write(page)).isTrue();
        assertThat(new TinyRepository(root).text("docs/page.md"))
                .isEqualTo("<!-- snippet: A.java#send -->\n```java\nproducer.send(record);\n```\n");
    }

    @Test
    void aBlockOfHelpIsWhatTheCommandSays() {
        Page page = page("<!-- help: tour -->\n```text\nold\n```\n");

        assertThat(snippets.problems(page))
                .containsExactly("docs/page.md:2: differs from help: tour; mend it: " + Snippets.MEND);
        assertThat(snippets.write(page)).isTrue();
        assertThat(new TinyRepository(root).text("docs/page.md"))
                .startsWith("<!-- help: tour -->\n```text\nUsage: sendlab tour ")
                .endsWith("\n```\n");
    }

    @Test
    void aTableOfDefaultsIsWrittenBelowItsMarkerAlsoWhereThereIsNone() {
        String table = String.join("\n", DefaultsTable.read(root, "acks"));
        for (String old : List.of("", "| Setting |\n|---|\n| `acks` |\n")) {
            Page page = page("<!-- defaults: acks -->\n" + old + "\nText.\n");

            assertThat(snippets.problems(page))
                    .containsExactly("docs/page.md:2: differs from defaults: acks; mend it: " + Snippets.MEND);
            assertThat(snippets.write(page)).isTrue();
            assertThat(new TinyRepository(root).text("docs/page.md"))
                    .isEqualTo("<!-- defaults: acks -->\n" + table + "\n\nText.\n");
        }
    }

    @Test
    void aCommandOrASettingThatIsNotThereIsAProblemThatWritingDoesNotMend() {
        Page page = page("<!-- help: walk -->\n```text\n```\n\n<!-- defaults: ack -->\n");

        assertThat(snippets.write(page)).isFalse();
        assertThat(snippets.problems(page))
                .containsExactly(
                        "docs/page.md:2: there is no command 'walk'",
                        "docs/page.md:6: a producer has no setting 'ack'");
    }

    @Test
    void aVersionIsWrittenAndACopyThatNamesOneIsLeftAlone() {
        new TinyRepository(root).file("docs/result.txt", "with Kafka 4.3.1\n");
        Page page = page("Kafka <!-- version: kafka -->4.2.0\n\n"
                + "<!-- snippet: docs/result.txt -->\n```text\nwith Kafka 4.3.1\n```\n");

        assertThat(snippets.problems(page)).hasSize(1);
        assertThat(snippets.write(page)).isTrue();
        assertThat(snippets.problems(Page.read(root, page.file()))).isEmpty();
    }

    @Test
    void aMarkerThatNamesAMissingTagIsAProblemThatWritingDoesNotMend() {
        Page page = page(PAGE.formatted("producer.send(record);").replace("#send", "#close"));

        assertThat(snippets.write(page)).isFalse();
        assertThat(snippets.problems(page))
                .containsExactly("docs/page.md:4: \"// tag::close[]\" must stand once in the file of A.java#close");
    }

    private Page page(String text) {
        return new TinyRepository(root).file("A.java", SOURCE).page("docs/page.md", text);
    }
}
