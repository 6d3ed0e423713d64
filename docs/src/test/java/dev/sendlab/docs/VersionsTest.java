package dev.sendlab.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VersionsTest {

    private final Versions versions = new Versions(Map.of("kafka", "4.3.1", "jdk", "17"));

    @TempDir
    private Path root;

    @Test
    void theyAreThoseOfTheRootPom() {
        assertThat(Versions.of(Repository.find()).byName())
                .containsOnlyKeys("kafka", "jdk", "maven", "jmh", "testcontainers")
                .allSatisfy((name, version) -> assertThat(version).as(name).matches("\\d[\\d.]*"));
    }

    @Test
    void aMarkedVersionAndAnImagesTagAreFine() {
        assertThat(problems("Kafka <!-- version: kafka -->4.3.1, JDK <!-- version: jdk -->17, and"))
                .isEmpty();
        assertThat(problems("run apache/kafka:4.3.1 and sendlab/kafka:4.3.1")).isEmpty();
        assertThat(problems("since 4.0, 14.3.1 or 4.3.11, and 17 records")).isEmpty();
    }

    @Test
    void anOldVersionIsNamedAndMended() {
        String old = "Kafka <!-- version: kafka -->4.2.0, JDK <!-- version: jdk -->11. And apache/kafka:4.2.0.";

        assertThat(problems(old))
                .containsExactly(
                        "docs/page.md:3: the version of kafka is 4.3.1; mend it: " + Snippets.MEND,
                        "docs/page.md:3: the version of jdk is 17; mend it: " + Snippets.MEND,
                        "docs/page.md:3: the version of kafka is 4.3.1; mend it: " + Snippets.MEND);
        assertThat(problems(versions.mended(old))).isEmpty();
    }

    @Test
    void aVersionThatIsOnlyTypedIsAProblem() {
        assertThat(problems("Kafka 4.3.1. And"))
                .containsExactly(
                        "docs/page.md:3: a version that nothing keeps true; write <!-- version: kafka --> before it");
    }

    @Test
    void whatABlockShowsIsLeftAloneButAnImagesTag() {
        assertThat(problems("```text\nKafka 4.3.1\n```")).isEmpty();
        assertThat(problems("```sh\ndocker run sendlab/kafka:4.2.0\n```")).hasSize(1);
    }

    @Test
    void aNameThatHasNoVersionIsAProblemAndItsNumberStays() {
        assertThat(problems("A <!-- version: kafak -->4.2.0"))
                .containsExactly("docs/page.md:3: there is no version of 'kafak', but of "
                        + versions.byName().keySet());
        assertThat(versions.mended("A <!-- version: kafak -->4.2.0")).isEqualTo("A <!-- version: kafak -->4.2.0");
    }

    @Test
    void aMarkerAtTheBeginningOfALineIsAProblem() {
        assertThat(problems("<!-- version: jdk -->17 is enough."))
                .containsExactly(
                        "docs/page.md:3: begins with the marker of a version, which makes HTML of the whole line");
    }

    private List<String> problems(String line) {
        return versions.problems(new TinyRepository(root).page("docs/page.md", "# Page\n\n" + line + "\n"));
    }
}
