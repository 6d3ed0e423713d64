package dev.sendlab.asynccallback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sendlab.broker.KafkaCluster;
import dev.sendlab.broker.Producers;
import dev.sendlab.broker.junit.BrokerTest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** Who compresses, and what. */
@BrokerTest
class CompressionIT {

    private static final String EIGHT_KILOBYTES = "x".repeat(8_000);

    private static final Map<String, String> GZIP = Map.of("compression.type", "gzip");

    /** C61: the broker has unpacked what it got, if need be, and packed it as the topic says. */
    @Test
    void aTopicWithACodecOfItsOwnIsCompressedByTheBroker(KafkaCluster cluster) throws Exception {
        assertThat(bytesInTheLog(cluster, GZIP, Map.of())).isLessThan(500);
        assertThat(bytesInTheLog(cluster, Map.of("compression.type", "uncompressed"), GZIP))
                .isGreaterThan(8_000);
    }

    /** C61, the control arm: the default of a topic is to keep what came. */
    @Test
    void aTopicKeepsTheCodecOfTheProducer(KafkaCluster cluster) throws Exception {
        assertThat(bytesInTheLog(cluster, Map.of(), Map.of())).isGreaterThan(8_000);
        assertThat(bytesInTheLog(cluster, Map.of(), GZIP)).isLessThan(500);
    }

    /** C85: of the levels only that of the chosen codec counts, which is the control arm. */
    @Test
    void theLevelOfACodecThatIsNotChosenDoesNothing(KafkaCluster cluster) throws Exception {
        long gzip = bytesInTheLog(cluster, Map.of(), GZIP);
        long plain = bytesInTheLog(cluster, Map.of(), Map.of());

        assertThat(bytesInTheLog(
                        cluster,
                        Map.of(),
                        Map.of("compression.type", "gzip", "compression.lz4.level", 17, "compression.zstd.level", 22)))
                .isEqualTo(gzip);
        assertThat(bytesInTheLog(cluster, Map.of(), Map.of("compression.gzip.level", 9)))
                .isEqualTo(plain);
        assertThat(bytesInTheLog(cluster, Map.of(), Map.of("compression.type", "gzip", "compression.gzip.level", 1)))
                .isNotEqualTo(gzip);
    }

    /** C62: a batch is compressed as one. */
    @Test
    void aFullerBatchIsCompressedBetter(KafkaCluster cluster) {
        double oneByOne = compressionRate(cluster, 1);
        double together = compressionRate(cluster, 50);

        assertThat(oneByOne).as("a lone small record grows").isGreaterThan(1);
        assertThat(together).isLessThan(0.5);
    }

    /** @return bytes compressed per byte, of 50 records: the smaller, the better */
    private static double compressionRate(KafkaCluster cluster, int recordsPerBatch) {
        String topic = cluster.createTopic("rate");
        Notes notes = new Notes();
        try (Producer<String, String> producer =
                open(cluster, Map.of("compression.type", "gzip", "linger.ms", 10_000))) {
            producer.partitionsFor(topic);
            for (int i = 1; i <= 50; i++) {
                notes.send(producer, new ProducerRecord<>(topic, "order-" + i, "paid by card"));
                if (i % recordsPerBatch == 0) {
                    producer.flush();
                }
            }
            assertThat(notes.all()).hasSize(50).allMatch(note -> note.exception() == null);
            return ProducerMetric.of(producer, "compression-rate-avg");
        }
    }

    private static long bytesInTheLog(KafkaCluster cluster, Map<String, String> topicConfig, Map<String, ?> overlay)
            throws Exception {
        String topic = cluster.createTopic("bytes", 1, topicConfig);
        Notes notes = new Notes();
        try (Producer<String, String> producer = open(cluster, overlay)) {
            notes.send(producer, new ProducerRecord<>(topic, EIGHT_KILOBYTES));
        }
        assertThat(notes.only().exception()).isNull();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", (Object) cluster.bootstrapServers()))) {
            TopicPartition partition = new TopicPartition(topic, 0);
            Node leader = admin.describeTopics(List.of(topic))
                    .topicNameValues()
                    .get(topic)
                    .get(20, TimeUnit.SECONDS)
                    .partitions()
                    .get(0)
                    .leader();
            return admin
                    .describeLogDirs(List.of(leader.id()))
                    .allDescriptions()
                    .get(20, TimeUnit.SECONDS)
                    .get(leader.id())
                    .values()
                    .stream()
                    .filter(dir -> dir.replicaInfos().containsKey(partition))
                    .mapToLong(dir -> dir.replicaInfos().get(partition).size())
                    .sum();
        }
    }

    private static Producer<String, String> open(KafkaCluster cluster, Map<String, ?> overlay) {
        return Producers.open(AsyncCallback.config(cluster.bootstrapServers()), overlay);
    }
}
