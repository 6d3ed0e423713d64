package dev.sendlab.transactions;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import dev.sendlab.broker.KafkaCluster;
import dev.sendlab.broker.Producers;
import dev.sendlab.broker.TopicLog;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * What the instances of one test share: a group that copies a topic to another one.
 *
 * @param to the partition of the output that it copies to; -1 for the one with the same number as the input's
 */
record Job(String servers, String input, String output, String deadLetters, String group, int to) {

    /** What the patterns call for each input. */
    interface Transform extends Function<ConsumerRecord<String, String>, List<ProducerRecord<String, String>>> {}

    /** For {@link #to}. */
    private static final int SAME_PARTITION = -1;

    /** Each topic with so many partitions. */
    static Job on(KafkaCluster cluster, int partitions) {
        return on(cluster, partitions, partitions, Map.of());
    }

    /** @param config of the output topic */
    static Job on(KafkaCluster cluster, int inputs, int outputs, Map<String, String> config) {
        return new Job(
                cluster.bootstrapServers(),
                cluster.createTopic("input", inputs, Map.of()),
                cluster.createTopic("output", outputs, config),
                cluster.createTopic("dead-letters"),
                "group-" + UUID.randomUUID(),
                SAME_PARTITION);
    }

    static Job of(List<String> words) {
        return new Job(words.get(0), words.get(1), words.get(2), words.get(3), words.get(4), SAME_PARTITION);
    }

    List<String> words() {
        return List.of(servers, input, output, deadLetters, group);
    }

    /** Values from "0" on; record i has the i-th key, and after the last one the first again. */
    void fill(int records, int keys) {
        try (KafkaProducer<String, String> producer =
                Producers.open(Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, servers), Map.of())) {
            for (int i = 0; i < records; i++) {
                producer.send(new ProducerRecord<>(input, "key-" + i % keys, Integer.toString(i)));
            }
        }
    }

    /** The same input and output for another group, which copies to that partition only. */
    Job part(int partition) {
        return new Job(servers, input, output, deadLetters, group + "-" + partition, partition);
    }

    /** A {@link Transform}. */
    List<ProducerRecord<String, String>> copy(ConsumerRecord<String, String> record) {
        int partition = to == SAME_PARTITION ? record.partition() : to;
        return List.of(new ProducerRecord<>(output, partition, record.key(), record.value()));
    }

    /** @param config of the pattern */
    Consumer<String, String> consumer(Map<String, Object> config, Map<String, ?> overlay) {
        Map<String, Object> effective = new HashMap<>(config);
        effective.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        effective.putAll(overlay);
        return new KafkaConsumer<>(effective, new StringDeserializer(), new StringDeserializer());
    }

    TopicLog log(String topic) {
        return new TopicLog(servers, topic);
    }

    /** Whether the group has committed the whole input. */
    boolean isDone(Consumer<?, ?> consumer) {
        Set<TopicPartition> partitions = consumer.partitionsFor(input).stream()
                .map(partition -> new TopicPartition(input, partition.partition()))
                .collect(Collectors.toSet());
        Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(partitions);
        return consumer.endOffsets(partitions).entrySet().stream()
                .allMatch(end -> end.getValue() == 0
                        || committed.get(end.getKey()) != null
                                && committed.get(end.getKey()).offset() >= end.getValue());
    }

    /** The group's offsets by partition of the input; without those of which nothing is committed. */
    Map<Integer, Long> committed() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", (Object) servers))) {
            Map<Integer, Long> offsets = new TreeMap<>();
            admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get(10, TimeUnit.SECONDS)
                    .forEach((partition, offset) -> offsets.put(partition.partition(), offset.offset()));
            return offsets;
        }
    }

    /** Values in their order, by partition: for one topic to equal another. */
    static Map<Integer, List<String>> byPartition(List<ConsumerRecord<String, String>> records) {
        return by(ConsumerRecord::partition, records);
    }

    static Map<String, List<String>> byKey(List<ConsumerRecord<String, String>> records) {
        return by(ConsumerRecord::key, records);
    }

    private static <T> Map<T, List<String>> by(
            Function<ConsumerRecord<String, String>, T> what, List<ConsumerRecord<String, String>> records) {
        return records.stream().collect(groupingBy(what, TreeMap::new, mapping(ConsumerRecord::value, toList())));
    }
}
