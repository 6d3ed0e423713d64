package dev.sendlab.workshop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sendlab.workshop.Source.NotCompiled;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceTest {

    @TempDir
    private Path directory;

    @Test
    void aFileIsCompiledAgainstKafkaClientsAndCalledByName() throws Exception {
        Code code = compile("""
                import java.util.Map;
                import org.apache.kafka.clients.producer.ProducerConfig;
                public class Graded {
                    public static Map<String, Object> config(String servers) {
                        return Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, servers);
                    }
                }
                """);

        assertThat(code.config("here:1")).isEqualTo(Map.of("bootstrap.servers", "here:1"));
        assertThatThrownBy(() -> code.call("send")).hasMessage("Graded has no public method send any more");
        assertThatThrownBy(() -> code.call("config"))
                .hasMessage("config must have 0 parameters, as in the pattern: leave the signatures as they are");
    }

    @Test
    void whatDoesNotCompileIsSaidWithItsLine() {
        assertThatThrownBy(() -> compile("public class Graded {\n    int one = nothing;\n}\n"))
                .isInstanceOf(NotCompiled.class)
                .hasMessageStartingWith("Graded.java:2 does not compile: ");
    }

    /** The import rule of the patterns. */
    @Test
    void otherLibrariesThanKafkaClientsAreNotThere() {
        assertThatThrownBy(() -> compile("import org.testcontainers.DockerClientFactory;\npublic class Graded {}\n"))
                .isInstanceOf(NotCompiled.class)
                .hasMessageStartingWith("Graded.java:1 does not compile: ");
    }

    private Code compile(String text) throws IOException, NotCompiled {
        Path file = Files.writeString(directory.resolve("Graded.java"), text);
        return Source.compile(file, "Graded", directory);
    }
}
