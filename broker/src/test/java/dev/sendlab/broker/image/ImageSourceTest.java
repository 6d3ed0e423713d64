package dev.sendlab.broker.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When an image counts as made from the same things. */
class ImageSourceTest {

    @TempDir
    Path directory;

    @Test
    void theVersionIsThatOfTheServersJar() {
        List<Path> jars = List.of(Path.of("kafka-clients-9.9.jar"), Path.of("lib", "kafka_2.13-4.3.1.jar"));

        assertThat(ImageSource.kafkaVersion(jars)).isEqualTo("4.3.1");
    }

    @Test
    void withoutTheServersJarItSaysWhatToDo() {
        assertThatThrownBy(() -> ImageSource.kafkaVersion(List.of()))
                .isInstanceOf(ImageException.class)
                .hasMessageContaining("mvn package -DskipTests");
    }

    @Test
    void theDigestIsTheSameWhereverTheJarsLieAndChangesWithWhatIsInThem() throws IOException {
        String digest = ImageSource.digest(List.of(jar("here", "a.jar", "x"), jar("here", "b.jar", "y")));

        assertThat(ImageSource.digest(List.of(jar("there", "a.jar", "x"), jar("there", "b.jar", "y"))))
                .isEqualTo(digest);
        assertThat(ImageSource.digest(List.of(jar("there", "a.jar", "x"), jar("there", "b.jar", "z"))))
                .isNotEqualTo(digest);
        assertThat(ImageSource.digest(List.of(jar("there", "a.jar", "x")))).isNotEqualTo(digest);
    }

    @Test
    void everyPartIsThere() {
        for (ImageSource.Part part : ImageSource.Part.values()) {
            assertThat(ImageSource.read(part.name)).as(part.name).isNotEmpty();
        }
        assertThat(ImageSource.read(ImageSource.DOCKERFILE)).isNotEmpty();
    }

    private Path jar(String place, String name, String content) throws IOException {
        return Files.writeString(
                Files.createDirectories(directory.resolve(place)).resolve(name), content);
    }
}
