package dev.sendlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.sendlab.broker.KafkaCluster;
import dev.sendlab.broker.junit.BrokerTest;
import dev.sendlab.lineup.Pattern;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a user's own records become. */
@BrokerTest
class RunIT {

    @TempDir
    Path directory;

    @Test
    void everyLineOfAFileIsARecordAsItIs(KafkaCluster cluster) throws Exception {
        String topic = cluster.createTopic("run");
        String file = file("first\r\n\n größer \nlast");

        RunHere run = RunHere.of("async-callback --input " + file + to(cluster, topic));

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(cluster.log(topic).values()).containsExactly("first", "", " größer ", "last");
        assertThat(run.lastLine()).isEqualTo("async-callback: sent 4, acknowledged 4, failed 0, unknown 0");
        assertThat(run.out())
                .contains(topic + " at " + cluster.bootstrapServers())
                .doesNotContain("seed");
        assertThat(run.err()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void everyPatternAccountsForEveryRecord(Pattern pattern, KafkaCluster cluster) throws Exception {
        String topic = cluster.createTopic("run");

        RunHere run = RunHere.of(pattern + " --num-records 200 --record-size 10 --output json" + to(cluster, topic));

        assertThat(run.exit()).as(run.err()).isZero();
        JsonNode summary = run.json();
        long acknowledged = pattern == Pattern.FIRE_AND_FORGET ? 0 : 200;
        assertThat(summary.get("sent").asLong()).isEqualTo(200);
        assertThat(summary.get("acknowledged").asLong()).isEqualTo(acknowledged);
        assertThat(summary.get("failed").asLong()).isZero();
        assertThat(summary.get("unknown").asLong()).isEqualTo(200 - acknowledged);
        assertThat(summary.get("bytesAcknowledged").asLong()).isEqualTo(10 * acknowledged);
        assertThat(summary.get("p50Ms").isNull()).isEqualTo(acknowledged == 0);
        assertThat(summary.get("p99Ms").isNull()).isEqualTo(acknowledged == 0);
        assertThat(cluster.log(topic).committedValues()).hasSize(200).allMatch(value -> value.matches("[A-Z]{10}"));
    }

    @Test
    void fireAndForgetSaysThatItCannotKnow(KafkaCluster cluster) {
        RunHere run = RunHere.of("fire-and-forget" + to(cluster, cluster.createTopic("run")));

        assertThat(run.out())
                .contains("looks at nothing", "record-error-total")
                .doesNotContain("p50", "not acknowledged");
        assertThat(run.lastLine()).isEqualTo("fire-and-forget: sent 1000, acknowledged 0, failed 0, unknown 1000");
    }

    /** The letter of a value that was too large leaves the value out. */
    @Test
    void whatIsParkedIsCountedAmongTheFailed(KafkaCluster cluster) throws Exception {
        String file = file("one\n" + "x".repeat(2_000_000) + "\ntwo\n");

        RunHere run = RunHere.of("dead-letters --input " + file + to(cluster, cluster.createTopic("run")));

        assertThat(run.exit()).isEqualTo(4);
        assertThat(run.out()).contains("1 by RecordTooLargeException, line 2 first", "of these parked   1, as dead");
        assertThat(run.lastLine()).isEqualTo("dead-letters: sent 3, acknowledged 2, failed 1, unknown 0");
    }

    @Test
    void theSameSeedSendsTheSame(KafkaCluster cluster) throws Exception {
        String first = cluster.createTopic("run");
        String second = cluster.createTopic("run");

        long drawn = RunHere.of("async-callback --num-records 20 --output json" + to(cluster, first))
                .json()
                .get("seed")
                .asLong();
        RunHere.of("async-callback --num-records 20 --seed " + drawn + to(cluster, second));

        assertThat(cluster.log(second).values())
                .hasSize(20)
                .isEqualTo(cluster.log(first).values());
    }

    /** Commas in it must not make it two cells. */
    @Test
    void csvIsAHeaderAndOneRow(KafkaCluster cluster) throws Exception {
        String topic = cluster.createTopic("run");
        String servers = cluster.bootstrapServers() + "," + cluster.bootstrapServers();
        String file = file("{\"id\":1}\nno\nno\n{\"id\":4}\nno\n");

        RunHere run = RunHere.of("async-callback --key-field id --output csv --input " + file + " --topic " + topic
                + " --bootstrap-server " + servers);

        assertThat(run.out().lines()).hasSize(2);
        try (MappingIterator<Map<String, String>> rows = new CsvMapper()
                .readerForMapOf(String.class)
                .with(CsvSchema.emptySchema().withHeader())
                .readValues(run.out())) {
            assertThat(rows.next())
                    .containsEntry("pattern", "async-callback")
                    .containsEntry("bootstrapServers", servers)
                    .containsEntry("sent", "5")
                    .containsEntry("failures", "NotJson=3")
                    .containsEntry("notAcknowledged", "2-3;5");
        }
    }

    @Test
    void theKeyIsReadOutOfEachLineAndALineWithoutOneFailsAlone(KafkaCluster cluster) throws Exception {
        String topic = cluster.createTopic("run");
        String file = file("{\"id\":\"a\"}\nno JSON\n{\"id\":7}\n{\"other\":1}\n{\"id\":null}\n{\"id\":\"b\"}\n");

        RunHere run = RunHere.of("sync-send --key-field id --input " + file + to(cluster, topic));

        assertThat(run.exit()).isEqualTo(4);
        assertThat(cluster.log(topic).readUncommitted())
                .extracting(ConsumerRecord::key)
                .containsExactly("a", "7", "b");
        assertThat(run.lastLine()).isEqualTo("sync-send: sent 6, acknowledged 3, failed 3, unknown 0");
        assertThat(run.out()).contains("1 by NotJson, line 2 first", "2 by NoKeyField, line 4 first", "lines 2, 4-5");
        assertThat(run.err().lines())
                .hasSize(3)
                .first()
                .asString()
                .startsWith("sendlab: line 2 failed: NotJson: it is not a JSON object");
    }

    @Test
    void quietSaysNothingAndVerboseEveryFailedLine(KafkaCluster cluster) throws Exception {
        String topic = cluster.createTopic("run");
        String arguments = "async-callback --key-field id --input " + file("no\n".repeat(30)) + to(cluster, topic);

        assertThat(RunHere.of(arguments + " --quiet").err()).isEmpty();
        assertThat(RunHere.of(arguments).err().lines()).hasSize(11);
        assertThat(RunHere.of(arguments + " --verbose").err().lines()).hasSize(30);
    }

    @Test
    void recordsAreHandedOutAtThePaceThatWasAskedForAndNoMoreOfThemThanThat(KafkaCluster cluster) throws Exception {
        String arguments = "async-callback --num-records 50 --throughput 100 --output json --input "
                + file("line\n".repeat(200)) + to(cluster, cluster.createTopic("run"));

        JsonNode summary = RunHere.of(arguments).json();

        assertThat(summary.get("sent").asLong()).isEqualTo(50);
        assertThat(summary.get("seconds").asDouble()).isBetween(0.49, 5.0);
    }

    @Test
    void theConfigurationIsPrintedWithItsSourcesAndNothingIsSent(KafkaCluster cluster) throws Exception {
        String file = file("batch.size=1234\nsasl.jaas.config=hidden-1\nplugin.secret=hidden-2\n");

        RunHere run = RunHere.of("sync-send --print-config --topic never --command-config " + file
                + " --command-property acks=1 --bootstrap-server " + cluster.bootstrapServers());

        assertThat(run.exit()).isZero();
        assertThat(run.out().lines())
                .contains(
                        "acks=1  (--command-property)",
                        "batch.size=1234  (" + file + ")",
                        "bootstrap.servers=" + cluster.bootstrapServers() + "  (--bootstrap-server)",
                        "buffer.memory=33554432  (default)",
                        "client.id=sync-send  (pattern sync-send)",
                        "sasl.jaas.config=[hidden]  (" + file + ")",
                        "plugin.secret=[hidden]  (" + file + ")");
        assertThat(run.out() + run.err()).doesNotContain("hidden-", "unknown 0");
    }

    private String file(String text) throws IOException {
        return Files.writeString(directory.resolve("input-" + System.nanoTime()), text)
                .toString();
    }

    private static String to(KafkaCluster cluster, String topic) {
        return " --topic " + topic + " --bootstrap-server " + cluster.bootstrapServers();
    }
}
