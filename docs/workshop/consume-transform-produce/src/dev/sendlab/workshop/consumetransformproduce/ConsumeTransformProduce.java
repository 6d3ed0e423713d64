package dev.sendlab.workshop.consumetransformproduce;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;

/** Reads orders, writes what they become, and commits the offsets of the input in the same transaction. */
public final class ConsumeTransformProduce<K, V> {

    private final Consumer<K, V> consumer;
    private final Producer<K, V> producer;
    private final Function<ConsumerRecord<K, V>, List<ProducerRecord<K, V>>> transform;

    public ConsumeTransformProduce(
            Consumer<K, V> consumer,
            Producer<K, V> producer,
            Function<ConsumerRecord<K, V>, List<ProducerRecord<K, V>>> transform) {
        this.consumer = consumer;
        this.producer = producer;
        this.transform = transform;
    }

    public static Map<String, Object> config(String bootstrapServers) {
        return Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                ProducerConfig.CLIENT_ID_CONFIG, "consume-transform-produce",
                ProducerConfig.TRANSACTIONAL_ID_CONFIG, "consume-transform-produce-instance-1");
    }

    public static Map<String, Object> consumerConfig(String bootstrapServers) {
        return Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                ConsumerConfig.GROUP_ID_CONFIG, "consume-transform-produce",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    }

    /** How a step ended; the cause is null if it is committed. After UNKNOWN close both clients. */
    public record Ended(State state, int records, RuntimeException cause) {

        public enum State {
            COMMITTED,
            ABORTED,
            UNKNOWN
        }
    }

    /** One poll, one transaction. */
    public Ended step(Duration poll, Duration deadline) {
        ConsumerRecords<K, V> inputs = consumer.poll(poll);
        ConsumerGroupMetadata generation = consumer.groupMetadata();
        if (inputs.isEmpty()) {
            return new Ended(Ended.State.COMMITTED, 0, null);
        }
        Ended ended = transact(inputs, generation, deadline);
        // An abort takes the offsets back with everything else: the next poll reads these records again.
        return ended;
    }

    private Ended transact(ConsumerRecords<K, V> inputs, ConsumerGroupMetadata generation, Duration deadline) {
        int sent = 0;
        producer.beginTransaction();
        try {
            for (ConsumerRecord<K, V> input : inputs) {
                for (ProducerRecord<K, V> output : transform.apply(input)) {
                    producer.send(output);
                    sent++;
                }
            }
            producer.sendOffsetsToTransaction(inputs.nextOffsets(), generation);
        } catch (RuntimeException thrown) {
            return abort(sent, thrown);
        }
        return commit(sent, System.nanoTime() + deadline.toNanos());
    }

    private Ended commit(int sent, long end) {
        while (true) {
            try {
                producer.commitTransaction();
                return new Ended(Ended.State.COMMITTED, sent, null);
            } catch (TimeoutException e) {
                if (System.nanoTime() - end >= 0) {
                    return new Ended(Ended.State.UNKNOWN, sent, e);
                }
            } catch (InterruptException e) {
                return new Ended(Ended.State.UNKNOWN, sent, e);
            } catch (KafkaException e) {
                return abort(sent, e);
            }
        }
    }

    private Ended abort(int sent, RuntimeException cause) {
        try {
            producer.abortTransaction();
            return new Ended(Ended.State.ABORTED, sent, cause);
        } catch (KafkaException e) {
            return new Ended(Ended.State.UNKNOWN, sent, cause);
        }
    }
}
