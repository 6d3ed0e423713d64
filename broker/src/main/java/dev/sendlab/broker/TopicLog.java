package dev.sendlab.broker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * What is really in a topic: read from the first offset to the end that the topic had when the reading began.
 *
 * @param bootstrapServers where
 * @param topic which
 */
public record TopicLog(String bootstrapServers, String topic) {

    private static final Duration WITHOUT_PROGRESS = Duration.ofSeconds(30);
    private static final Duration SETTLED = Duration.ofSeconds(20);

    /** Every record, also those of open and of aborted transactions (isolation.level=read_uncommitted). */
    public List<ConsumerRecord<String, String>> readUncommitted() {
        return read(IsolationLevel.READ_UNCOMMITTED);
    }

    /** The records that a read_committed reader may see now: none after the first one of an open transaction. */
    public List<ConsumerRecord<String, String>> readCommitted() {
        return read(IsolationLevel.READ_COMMITTED);
    }

    /** The values of {@link #readUncommitted()}. */
    public List<String> values() {
        return readUncommitted().stream().map(ConsumerRecord::value).toList();
    }

    /** The values of {@link #readCommitted()}, once no transaction is open any more. */
    public List<String> committedValues() {
        awaitSettled();
        return readCommitted().stream().map(ConsumerRecord::value).toList();
    }

    /**
     * Waits until no transaction is open: until the last stable offset is the high watermark. A commit that has returned
     * is decided and durable, but visible only when the coordinator has written its markers, and that comes later
     * (KIP-98).
     *
     * @throws TimeoutException when a transaction is still open after 20 s
     */
    public void awaitSettled() {
        long deadline = System.nanoTime() + SETTLED.toNanos();
        Map<String, Object> config = Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        try (Admin admin = Admin.create(config)) {
            Map<TopicPartition, OffsetSpec> latest = latest(admin);
            while (!ends(admin, latest, IsolationLevel.READ_COMMITTED)
                    .equals(ends(admin, latest, IsolationLevel.READ_UNCOMMITTED))) {
                if (System.nanoTime() - deadline > 0) {
                    throw new TimeoutException("a transaction is open in " + topic);
                }
            }
        } catch (ExecutionException e) {
            throw new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    /**
     * Waits until the leader of each partition knows that it leads: until it answers.
     *
     * @param partitions how many; the brokers may not know yet
     * @throws TimeoutException if one does not within 20 s
     */
    void awaitLeaders(int partitions) {
        Map<String, Object> config = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false);
        StringDeserializer utf8 = new StringDeserializer();
        // An Admin gives up where the brokers do not know the topic yet.
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(config, utf8, utf8)) {
            consumer.endOffsets(
                    IntStream.range(0, partitions)
                            .mapToObj(partition -> new TopicPartition(topic, partition))
                            .toList(),
                    SETTLED);
        }
    }

    private Map<TopicPartition, OffsetSpec> latest(Admin admin) throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        admin.describeTopics(List.of(topic))
                .topicNameValues()
                .get(topic)
                .get()
                .partitions()
                .forEach(info -> latest.put(new TopicPartition(topic, info.partition()), OffsetSpec.latest()));
        return latest;
    }

    /** Bounded by the client's own default.api.timeout.ms. */
    private static Map<TopicPartition, Long> ends(
            Admin admin, Map<TopicPartition, OffsetSpec> latest, IsolationLevel isolation)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, Long> ends = new HashMap<>();
        admin.listOffsets(latest, new ListOffsetsOptions(isolation))
                .all()
                .get()
                .forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }

    private List<ConsumerRecord<String, String>> read(IsolationLevel isolation) {
        List<ConsumerRecord<String, String>> records = new ArrayList<>();
        forEach(isolation, records::add);
        return records;
    }

    /**
     * Hands over record by record, per partition in offset order, in constant memory.
     *
     * @throws TimeoutException when 30 s pass without progress
     */
    public void forEach(IsolationLevel isolation, Consumer<ConsumerRecord<String, String>> each) {
        Map<String, Object> config = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                isolation.toString());
        StringDeserializer utf8 = new StringDeserializer();
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(config, utf8, utf8)) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            long deadline = System.nanoTime() + WITHOUT_PROGRESS.toNanos();
            // The position, not the last record, tells the end: markers and aborted records take offsets too.
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(100))) {
                    if (record.offset() < ends.get(new TopicPartition(topic, record.partition()))) {
                        each.accept(record);
                    }
                    deadline = System.nanoTime() + WITHOUT_PROGRESS.toNanos();
                }
                if (System.nanoTime() - deadline > 0) {
                    throw new TimeoutException("reading " + topic + " made no progress for " + WITHOUT_PROGRESS);
                }
            }
        }
    }
}
