package dev.sendlab.workshop.consumethencommit;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/** Reads orders, writes what they become, and commits the offsets of the input by hand. */
public final class ConsumeThenCommit<K, V> {

    private final Consumer<K, V> consumer;
    private final Producer<K, V> producer;
    private final Function<ConsumerRecord<K, V>, List<ProducerRecord<K, V>>> transform;

    public ConsumeThenCommit(
            Consumer<K, V> consumer,
            Producer<K, V> producer,
            Function<ConsumerRecord<K, V>, List<ProducerRecord<K, V>>> transform) {
        this.consumer = consumer;
        this.producer = producer;
        this.transform = transform;
    }

    public static Map<String, Object> config(String bootstrapServers) {
        return Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.CLIENT_ID_CONFIG,
                "consume-then-commit",
                ProducerConfig.LINGER_MS_CONFIG,
                0);
    }

    public static Map<String, Object> consumerConfig(String bootstrapServers) {
        return Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.GROUP_ID_CONFIG,
                "consume-then-commit",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest");
    }

    /** How many inputs are done, and why some will be read again; null if all is well. */
    public record Processed(int inputs, Throwable cause) {}

    /** One poll, one commit. */
    public Processed step(Duration poll) {
        ConsumerRecords<K, V> inputs = consumer.poll(poll);
        // Ours now. What fails is not committed, and so the next poll brings it again.
        consumer.commitSync();
        int done = 0;
        for (ConsumerRecord<K, V> input : inputs) {
            try {
                deliver(input);
                done++;
            } catch (KafkaException mayPass) {
                return new Processed(done, mayPass);
            }
        }
        return new Processed(done, null);
    }

    private void deliver(ConsumerRecord<K, V> input) {
        for (ProducerRecord<K, V> output : transform.apply(input)) {
            try {
                producer.send(output).get(150, TimeUnit.SECONDS);
            } catch (ExecutionException | TimeoutException e) {
                throw new KafkaException(e);
            } catch (InterruptedException e) {
                throw new InterruptException(e);
            }
        }
    }
}
