package dev.sendlab.transactions;

import static org.apache.kafka.clients.admin.TransactionState.ONGOING;
import static org.apache.kafka.clients.admin.TransactionState.PREPARE_ABORT;
import static org.apache.kafka.clients.admin.TransactionState.PREPARE_COMMIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sendlab.broker.ClientMetric;
import dev.sendlab.broker.KafkaCluster;
import dev.sendlab.broker.junit.BrokerTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;

/** What tells of a transaction that is stuck, and what does not. {@link CommitAlertIT} has what a commit leaves behind. */
@BrokerTest
class TransactionAlertIT {

    private static final Duration SOON = Duration.ofSeconds(20);

    /**
     * C128: to its own metric the reader has read all that there is for it. The control arms: the same question before the
     * transaction, the difference of the two ends, and a reader that is only slow.
     */
    @Test
    void aReaderStuckBehindAnOpenTransactionHasNoLag(KafkaCluster cluster) throws Exception {
        String topic = cluster.createTopic("stuck");
        String id = Transactional.newId();
        TopicPartition partition = new TopicPartition(topic, 0);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", (Object) cluster.bootstrapServers()));
                KafkaProducer<String, String> plain = Transactional.openPlain(cluster);
                KafkaProducer<String, String> open = Transactional.open(cluster, id, Map.of());
                KafkaConsumer<String, String> reader = reader(cluster, partition, "read_committed");
                KafkaConsumer<String, String> slow = reader(cluster, partition, "read_uncommitted")) {
            plain.send(new ProducerRecord<>(topic, "before")).get(20, TimeUnit.SECONDS);
            read(reader, 1);
            assertThat(lag(reader)).isZero();
            assertThat(hidden(admin, partition)).isZero();

            open.beginTransaction();
            open.send(new ProducerRecord<>(topic, "open")).get(20, TimeUnit.SECONDS);
            plain.send(new ProducerRecord<>(topic, "behind")).get(20, TimeUnit.SECONDS);

            assertThat(reader.poll(Duration.ofSeconds(1))).isEmpty();
            assertThat(lag(reader)).as("although two records wait").isZero();
            assertThat(reader.currentLag(partition)).hasValue(0);
            assertThat(hidden(admin, partition)).isEqualTo(2);
            assertThat(lasting(admin, Duration.ofSeconds(1))).contains(id);
            read(slow, 1);
            assertThat(lag(slow)).as("it has read one of three").isEqualTo(2);

            open.commitTransaction();
            read(reader, 2);
            await().atMost(SOON).until(() -> hidden(admin, partition) == 0);
            await().atMost(SOON)
                    .until(() -> !lasting(admin, Duration.ofSeconds(1)).contains(id));
            assertThat(admin.listTransactions(new ListTransactionsOptions().filterOnDuration(1_000))
                            .all()
                            .get(20, TimeUnit.SECONDS))
                    .as("the control arm: by duration alone")
                    .extracting(TransactionListing::transactionalId)
                    .contains(id);
        }
    }

    // tag::hidden[]
    /** How many offsets of the partition no read_committed reader can reach now: there is no metric of a client for it. */
    private static long hidden(Admin admin, TopicPartition partition) throws Exception {
        return end(admin, partition, IsolationLevel.READ_UNCOMMITTED)
                - end(admin, partition, IsolationLevel.READ_COMMITTED);
    }

    private static long end(Admin admin, TopicPartition partition, IsolationLevel isolation) throws Exception {
        return admin.listOffsets(Map.of(partition, OffsetSpec.latest()), new ListOffsetsOptions(isolation))
                .partitionResult(partition)
                .get(20, TimeUnit.SECONDS)
                .offset();
    }

    /** The transactional ids of those that have been going on for longer. Without the states, also of those that ended. */
    private static List<String> lasting(Admin admin, Duration longer) throws Exception {
        ListTransactionsOptions options = new ListTransactionsOptions()
                .filterStates(Set.of(ONGOING, PREPARE_COMMIT, PREPARE_ABORT))
                .filterOnDuration(longer.toMillis());
        return admin.listTransactions(options).all().get(20, TimeUnit.SECONDS).stream()
                .map(TransactionListing::transactionalId)
                .toList();
    }
    // end::hidden[]

    private static KafkaConsumer<String, String> reader(
            KafkaCluster cluster, TopicPartition partition, String isolation) {
        KafkaConsumer<String, String> reader = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        cluster.bootstrapServers(),
                        "isolation.level",
                        isolation,
                        "max.poll.records",
                        1),
                new StringDeserializer(),
                new StringDeserializer());
        reader.assign(List.of(partition));
        reader.seekToBeginning(List.of(partition));
        return reader;
    }

    private static void read(KafkaConsumer<String, String> reader, int records) {
        int[] read = new int[1];
        await().atMost(SOON).pollInSameThread().until(() -> {
            read[0] += reader.poll(Duration.ofMillis(100)).count();
            return read[0] >= records;
        });
    }

    private static double lag(KafkaConsumer<?, ?> reader) {
        return ClientMetric.of(reader.metrics(), "consumer-fetch-manager-metrics", "records-lag");
    }
}
