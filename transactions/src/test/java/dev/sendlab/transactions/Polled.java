package dev.sendlab.transactions;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** What a MockConsumer polls. It gives each record only once, seek or not: what is read again must be added again. */
final class Polled {

    static final TopicPartition P0 = new TopicPartition("input", 0);
    static final TopicPartition P1 = new TopicPartition("input", 1);

    private Polled() {}

    /** One record per value, with itself as its key. */
    static void add(MockConsumer<String, String> consumer, TopicPartition partition, long offset, String... values) {
        IntStream.range(0, values.length)
                .mapToObj(i -> new ConsumerRecord<>(
                        partition.topic(), partition.partition(), offset + i, values[i], values[i]))
                .forEach(consumer::addRecord);
    }

    /** MockConsumer tells a leader epoch with each offset, which is not what these tests are about. */
    static Map<TopicPartition, Long> offsets(Map<TopicPartition, OffsetAndMetadata> committed) {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        committed.forEach((partition, offset) -> {
            if (offset != null) {
                offsets.put(partition, offset.offset());
            }
        });
        return offsets;
    }
}
