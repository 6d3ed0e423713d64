package dev.sendlab.docs.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sendlab.docs.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JourneyFigureTest {

    private static final String MEND = "mvn -q test -pl docs -am -Dtest=JourneyFigureTest -Dsendlab.journey=write"
            + " -Dsurefire.failIfNoSpecifiedTests=false";

    enum Figure {
        JOURNEY("journey", "The journey of a record"),
        FIRST_SEND("journey-first-send", "The journey of a new producer's first record");

        private final String file;
        private final String title;

        Figure(String file, String title) {
            this.file = file;
            this.title = title;
        }

        private Path trace() {
            return Repository.find().root().resolve("docs/results/" + file + ".txt");
        }

        private Path drawing() {
            return Repository.find().root().resolve("docs/figures/" + file + ".svg");
        }
    }

    @TempDir
    private Path directory;

    /** With {@code -Dsendlab.journey=write} it is drawn first. */
    @ParameterizedTest
    @EnumSource
    void theFigureIsDrawnFromItsTrace(Figure figure) throws Exception {
        String drawn = JourneyFigure.draw(figure.title, Trace.read(figure.trace()));
        if ("write".equals(System.getProperty("sendlab.journey"))) {
            Files.writeString(figure.drawing(), drawn);
        }
        assertThat(Files.readString(figure.drawing()).lines())
                .as(
                        "docs/figures/%s.svg is not what is drawn from docs/results/%s.txt; mend it: %s",
                        figure.file, figure.file, MEND)
                .containsExactlyElementsOf(drawn.lines().toList());
        DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(figure.drawing().toFile());
    }

    @Test
    void whatWasNotSeenStandsBetweenWhatWasAndHasNoTime() throws IOException {
        Trace trace = trace("""
                About it.
                   0.0  send() begins     caller
                   3.5  partitioner       caller
                   9.0  send() returns    caller
                5000.0  Produce request   wire    154 bytes, no. 7
                5400.0  Produce answer    wire    66 bytes, no. 7
                """);

        assertThat(Row.of(trace))
                .extracting(Row::label)
                .containsExactly(
                        "send() begins",
                        "partitioner",
                        "append",
                        "send() returns",
                        "linger, drain",
                        "Produce",
                        "append, replicate",
                        "Produce");
        assertThat(Row.of(trace))
                .filteredOn(row -> !row.isSeen())
                .extracting(Row::label)
                .containsExactly("append", "linger, drain", "append, replicate");
    }

    @Test
    void aLongGapIsLabelledAndAShortOneIsNot() throws IOException {
        String drawn = JourneyFigure.draw("A title", trace("""
                About it.
                   0.0  send() begins     caller
                 900.0  send() returns    caller
                5000.0  Produce request   wire    154 bytes, no. 7
                """));

        assertThat(drawn).contains(">4,100 µs<").doesNotContain(">900 µs<");
    }

    /** For whoever cannot see it. */
    @Test
    void theDescriptionTellsEveryRow() throws IOException {
        String drawn = JourneyFigure.draw("A title", trace("""
                About <it>.
                   0.0  send() begins     caller
                5000.0  Produce request   wire    154 bytes, no. 7
                """));

        assertThat(drawn)
                .contains("<title id=\"title\">A title</title>")
                .contains("About &lt;it&gt;. 0.0 µs, caller: send() begins; not observed, I/O thread: linger, drain"
                        + " (the batch is taken); 5,000 µs, broker: Produce (request, 154 B, no. 7); not observed,");
    }

    private Trace trace(String text) throws IOException {
        Path file = directory.resolve("trace.txt");
        Files.write(file, List.of(text.split("\n")));
        return Trace.read(file);
    }
}
