package dev.sendlab.asynccallback;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sendlab.broker.KafkaCluster;
import dev.sendlab.broker.Producers;
import dev.sendlab.broker.junit.BrokerTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Partitioner;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.Test;

/** Which partition a record goes to. */
@BrokerTest
class PartitionsIT {

    private static final List<String> KEYS =
            IntStream.range(0, 100).mapToObj(i -> "key-" + i).toList();

    private final Notes notes = new Notes();

    /**
     * C05: partitions can be added, so the client waits for this one, and only the text tells that it is the partition.
     * The control arm is the last one that there is.
     */
    @Test
    void aPartitionThatDoesNotExistIsAMetadataTimeout(KafkaCluster cluster) {
        String topic = topicOfSix(cluster);
        try (Producer<String, String> producer = open(cluster, Map.of("max.block.ms", 2_000))) {
            notes.send(producer, new ProducerRecord<>(topic, 6, null, "there are 0 to 5"));

            assertThat(notes.only().thread()).isEqualTo(Thread.currentThread().getName());
            assertThat(notes.only().exception())
                    .isInstanceOf(TimeoutException.class)
                    .hasMessage("Partition 6 of topic " + topic
                            + " with partition count 6 is not present in metadata after 2000 ms.");

            notes.send(producer, new ProducerRecord<>(topic, 5, null, "the last one"));
        }
        assertThat(notes.all().get(1).exception()).isNull();
        assertThat(cluster.log(topic).values()).containsExactly("the last one");
    }

    /** C34: until batch.size bytes are produced, to one partition. */
    @Test
    void recordsWithoutAKeyStickToOnePartition(KafkaCluster cluster) {
        assertThat(recordsPerPartition(cluster, Map.of()).values()).containsExactly(600L);
    }

    /** C34, the control arm: the same burst is a hundred times as many bytes as this batch holds. */
    @Test
    void recordsWithoutAKeyChangeThePartitionWithEachFullBatch(KafkaCluster cluster) {
        assertThat(recordsPerPartition(cluster, Map.of("batch.size", 100))).hasSizeGreaterThan(2);
    }

    /** C34, the other control arm. */
    @Test
    void theRoundRobinPartitionerSpreadsRecordByRecord(KafkaCluster cluster) {
        assertThat(recordsPerPartition(cluster, Map.of("partitioner.class", RoundRobinPartitioner.class.getName()))
                        .values())
                .containsExactly(100L, 100L, 100L, 100L, 100L, 100L);
    }

    /** C35: no round trip and no state: who knows the bytes of the key and the number of partitions knows the partition. */
    @Test
    void aKeyDecidesThePartition(KafkaCluster cluster) {
        String topic = topicOfSix(cluster);

        sendKeys(cluster, topic, Map.of());

        assertThat(partitionsByKey(cluster, topic))
                .isEqualTo(KEYS.stream().collect(toMap(key -> key, key -> murmur2(key) % 6)));
    }

    /** C86: a class that partitions is given each key, ignored or not. {@link #ignoredKeysDecideNothing} is the control arm. */
    @Test
    void besideAPartitionerClassKeysAreNotIgnored(KafkaCluster cluster) {
        String topic = topicOfSix(cluster);

        sendKeys(
                cluster,
                topic,
                Map.of("partitioner.class", OneAfterTheOther.class.getName(), "partitioner.ignore.keys", true));

        assertThat(partitionsByKey(cluster, topic))
                .isEqualTo(KEYS.stream().collect(toMap(key -> key, key -> KEYS.indexOf(key) % 6)));
    }

    /** The first key in the first partition, the second in the second. */
    public static final class OneAfterTheOther implements Partitioner {

        @Override
        public int partition(String topic, Object key, byte[] keyBytes, Object value, byte[] bytes, Cluster cluster) {
            return KEYS.indexOf(key) % 6;
        }

        @Override
        public void configure(Map<String, ?> configs) {}

        @Override
        public void close() {}
    }

    /** C35, the control arm: the keys are in the records and decide nothing. */
    @Test
    void ignoredKeysDecideNothing(KafkaCluster cluster) {
        String topic = topicOfSix(cluster);

        sendKeys(cluster, topic, Map.of("partitioner.ignore.keys", true));

        assertThat(partitionsByKey(cluster, topic)).hasSize(100);
        assertThat(Set.copyOf(partitionsByKey(cluster, topic).values())).hasSize(1);
    }

    /** C35: the records that are there stay where they are, so a key is now in two partitions, in no order. */
    @Test
    void addedPartitionsMoveKeys(KafkaCluster cluster) throws Exception {
        String topic = topicOfSix(cluster);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", (Object) cluster.bootstrapServers()))) {
            admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(7)))
                    .all()
                    .get(20, TimeUnit.SECONDS);
        }

        // The controller has decided it; the brokers learn of it a moment later.
        try (Producer<String, String> producer = open(cluster, Map.of("metadata.max.age.ms", 50))) {
            await().until(() -> producer.partitionsFor(topic).size() == 7);
            sendKeys(producer, topic);
        }

        assertThat(partitionsByKey(cluster, topic))
                .isEqualTo(KEYS.stream().collect(toMap(key -> key, key -> murmur2(key) % 7)))
                .isNotEqualTo(KEYS.stream().collect(toMap(key -> key, key -> murmur2(key) % 6)));
    }

    private static Map<Integer, Long> recordsPerPartition(KafkaCluster cluster, Map<String, ?> overlay) {
        String topic = topicOfSix(cluster);
        try (Producer<String, String> producer = open(cluster, overlay)) {
            // The first send() would wait for the metadata, and the burst would have a hole.
            producer.partitionsFor(topic);
            IntStream.range(0, 600).forEach(i -> producer.send(new ProducerRecord<>(topic, "value-" + i)));
        }
        return cluster.log(topic).readUncommitted().stream().collect(groupingBy(ConsumerRecord::partition, counting()));
    }

    private void sendKeys(KafkaCluster cluster, String topic, Map<String, ?> overlay) {
        try (Producer<String, String> producer = open(cluster, overlay)) {
            sendKeys(producer, topic);
        }
    }

    private void sendKeys(Producer<String, String> producer, String topic) {
        producer.partitionsFor(topic);
        KEYS.forEach(key -> notes.send(producer, new ProducerRecord<>(topic, key, "value")));
        producer.flush();
        assertThat(notes.all()).hasSize(100).allMatch(note -> note.exception() == null);
    }

    private static Map<String, Integer> partitionsByKey(KafkaCluster cluster, String topic) {
        return cluster.log(topic).readUncommitted().stream()
                .collect(toMap(ConsumerRecord::key, ConsumerRecord::partition));
    }

    /** Positive, as the client makes it before it divides. */
    private static int murmur2(String key) {
        return Utils.toPositive(Utils.murmur2(key.getBytes(StandardCharsets.UTF_8)));
    }

    private static String topicOfSix(KafkaCluster cluster) {
        return cluster.createTopic("six", 6, Map.of());
    }

    private static Producer<String, String> open(KafkaCluster cluster, Map<String, ?> overlay) {
        return Producers.open(AsyncCallback.config(cluster.bootstrapServers()), overlay);
    }
}
