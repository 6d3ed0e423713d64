package dev.sendlab.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sendlab.broker.PrivateBroker;
import dev.sendlab.broker.junit.BrokerTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The broker is killed in mid-run, and does not come back. */
@BrokerTest
class RunBrokerDeathIT {

    private static final String IMPATIENT = " --command-property delivery.timeout.ms=3000"
            + " --command-property request.timeout.ms=1000 --command-property max.block.ms=2000";

    private static final long LINES = 200_000;

    @TempDir
    Path directory;

    private Path input;

    @BeforeEach
    void makeInput() throws IOException {
        input = Files.write(
                directory.resolve("numbers"),
                LongStream.rangeClosed(1, LINES).mapToObj(Long::toString).toList());
    }

    @Test
    void everyRunEndsInBoundedTimeAndWhatItCallsAcknowledgedIsThere(PrivateBroker broker) throws Exception {
        String topic = broker.createTopic("run");
        CompletableFuture<RunHere> told = start("async-callback", broker, topic);
        String other = broker.createTopic("run");
        CompletableFuture<RunHere> toldNothing = start("fire-and-forget", broker, other);
        // Both are in mid-run: one that is still in its preflight would be refused, and sum up nothing.
        for (String running : List.of(topic, other)) {
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> broker.log(running).values().size() > 500);
        }

        broker.kill();

        JsonNode summary = summaryOf(told);
        long sent = summary.get("sent").asLong();
        Set<String> acknowledged = acknowledged(summary, sent);
        assertThat(acknowledged).hasSize(summary.get("acknowledged").asInt()).hasSizeGreaterThan(500);
        assertThat(summary.get("failed").asLong()).isPositive();
        JsonNode ofNothing = summaryOf(toldNothing);
        assertThat(ofNothing.get("unknown")).isEqualTo(ofNothing.get("sent"));
        assertThat(ofNothing.get("recordErrorTotal").asLong()).isPositive();
        broker.restart();
        assertThat(broker.log(topic).values()).containsAll(acknowledged);
    }

    private CompletableFuture<RunHere> start(String pattern, PrivateBroker broker, String topic) {
        String arguments = pattern + " --input " + input + " --throughput 2000 --output json --bootstrap-server "
                + broker.bootstrapServers() + " --topic " + topic + IMPATIENT;
        // A thread for each: on two cores the common pool has one, and the second run would wait for the first.
        return CompletableFuture.supplyAsync(() -> RunHere.of(arguments), run -> new Thread(run, pattern).start());
    }

    private static JsonNode summaryOf(CompletableFuture<RunHere> running) throws Exception {
        RunHere run = running.get(40, TimeUnit.SECONDS);
        assertThat(run.exit()).as(run.err()).isEqualTo(3);
        JsonNode summary = run.json();
        assertThat(summary.get("ended").asText()).startsWith("no broker answers at");
        assertThat(summary.get("sent").asLong()).isLessThan(LINES);
        assertThat(summary.get("acknowledged").asLong()
                        + summary.get("failed").asLong()
                        + summary.get("unknown").asLong())
                .isEqualTo(summary.get("sent").asLong());
        return summary;
    }

    /** The lines that the summary does not name. */
    private static Set<String> acknowledged(JsonNode summary, long sent) {
        Set<String> lines =
                LongStream.rangeClosed(1, sent).mapToObj(Long::toString).collect(Collectors.toSet());
        summary.get("notAcknowledged")
                .forEach(range -> LongStream.rangeClosed(
                                range.get(0).asLong(), range.get(1).asLong())
                        .forEach(line -> lines.remove(Long.toString(line))));
        return lines;
    }
}
