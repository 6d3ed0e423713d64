package dev.sendlab.benchmarks;

import static dev.sendlab.benchmarks.BenchmarksJarIT.BENCHMARKS;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the jar holds, and what it refuses before it starts a broker. */
@Timeout(60)
class JarWithoutBrokerIT {

    @TempDir
    Path directory;

    @Test
    void theJarListsEveryBenchmark() throws Exception {
        try (JarFile jar = new JarFile(JarRun.JAR.toFile())) {
            String list = new String(
                    jar.getInputStream(jar.getEntry("META-INF/BenchmarkList")).readAllBytes());

            assertThat(BENCHMARKS).allSatisfy(name -> assertThat(list).contains("SendBenchmark_" + name + "_jmhTest"));
            assertThat(list.lines().filter(line -> !line.isBlank())).hasSameSizeAs(BENCHMARKS);
        }
    }

    @Test
    void aTransactionWithoutAcksAllIsRefusedInOneLine() throws Exception {
        JarRun run = JarRun.of(directory, null, "-foe", "true", "-p", "acks=1", "transactionalSend");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.output()).contains("transactional-send needs acks=all, not acks=1");
    }
}
