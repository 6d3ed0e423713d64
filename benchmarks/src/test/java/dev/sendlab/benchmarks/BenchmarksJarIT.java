package dev.sendlab.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sendlab.broker.KafkaCluster;
import dev.sendlab.broker.junit.BrokerTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Smoke runs of the jar: that each benchmark runs, and what it refuses. None of their figures is a measurement. */
@BrokerTest
class BenchmarksJarIT {

    static final List<String> BENCHMARKS = List.of("asyncCallback", "fireAndForget", "syncSend", "transactionalSend");

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path directory;

    @Test
    void everyCellHasAResult(KafkaCluster cluster) throws Exception {
        JarRun run = JarRun.of(directory, cluster.bootstrapServers(), "-foe", "true", "-p", "lingerMs=0");

        assertThat(run.exit()).as(run.output()).isZero();
        assertThat(scores(run).keySet()).containsExactlyInAnyOrderElementsOf(BENCHMARKS);
        assertThat(scores(run).values()).allSatisfy(score -> assertThat(score).isPositive());
        assertThat(topics(cluster)).noneMatch(topic -> topic.startsWith("benchmark-"));
    }

    @Test
    void withoutAClusterItStartsABrokerAndLeavesNothingBehind() throws Exception {
        JarRun run = JarRun.of(directory, null, "-foe", "true", "asyncCallback");

        assertThat(run.exit()).as(run.output()).isZero();
        assertThat(scores(run)).containsOnlyKeys("asyncCallback");
        assertThat(run.forks()).isNotEmpty();
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(dataDirectories(run.forks())).isEmpty());
    }

    @Test
    void failingSendsGiveNoScore(KafkaCluster cluster) throws Exception {
        // More than max.request.size: the client refuses each record, in each pattern's own way of telling it.
        JarRun run = JarRun.of(
                directory, cluster.bootstrapServers(), "-foe", "false", "-opi", "10", "-p", "recordSize=2000000");

        assertThat(scores(run)).isEmpty();
        assertThat(run.output())
                .contains("sent 10, acknowledged 0, failed 10")
                .contains("records were lost, in silence")
                .contains("a transaction ended ABORTED")
                .contains("RecordTooLargeException");
        assertThat(topics(cluster)).noneMatch(topic -> topic.startsWith("benchmark-"));
    }

    private static Map<String, Double> scores(JarRun run) {
        return StreamSupport.stream(run.results().spliterator(), false)
                .collect(Collectors.toMap(
                        BenchmarksJarIT::method,
                        result -> result.at("/primaryMetric/score").asDouble()));
    }

    private static String method(JsonNode result) {
        String benchmark = result.get("benchmark").asText();
        return benchmark.substring(benchmark.lastIndexOf('.') + 1);
    }

    private static Set<String> topics(KafkaCluster cluster) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()))) {
            return admin.listTopics().names().get(15, TimeUnit.SECONDS);
        }
    }

    /** A broker's directory has the number of the process that started it. */
    private static List<String> dataDirectories(Set<Long> owners) throws IOException {
        Path data = Path.of("../broker/target/data");
        if (!Files.exists(data)) {
            return List.of();
        }
        try (Stream<Path> directories = Files.list(data)) {
            return directories
                    .map(path -> path.getFileName().toString())
                    .filter(name -> owners.contains(Long.valueOf(name.split("-")[1])))
                    .toList();
        }
    }
}
