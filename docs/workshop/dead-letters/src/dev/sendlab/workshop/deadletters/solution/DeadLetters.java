package dev.sendlab.workshop.deadletters.solution;

import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;

/** Sends an order; one that fails is parked in a second topic. */
public final class DeadLetters<K, V> implements AutoCloseable {

    private final Producer<K, V> parking;
    private final String topic;
    private final ThreadPoolExecutor thread;

    /**
     * @param parking sends the letters: a producer of its own, so that the other one never waits for it
     * @param topic for the letters
     * @param capacity how many letters may wait for the thread that sends them
     */
    public DeadLetters(Producer<K, V> parking, String topic, int capacity) {
        this.parking = parking;
        this.topic = topic;
        this.thread = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(capacity));
    }

    public static Map<String, Object> config(String bootstrapServers) {
        return Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.CLIENT_ID_CONFIG,
                "dead-letters");
    }

    public void send(
            Producer<K, V> producer,
            ProducerRecord<K, V> record,
            BiConsumer<ProducerRecord<K, V>, RecordMetadata> acknowledged,
            BiConsumer<ProducerRecord<K, V>, Exception> parked,
            BiConsumer<ProducerRecord<K, V>, Exception> lost) {
        producer.send(record, (metadata, exception) -> {
            if (exception == null) {
                acknowledged.accept(record, metadata);
            } else {
                park(record, exception, parked, lost);
            }
        });
    }

    /** On the I/O thread: it hands the letter over and returns. send() would wait here for metadata, and for room. */
    private void park(
            ProducerRecord<K, V> record,
            Exception cause,
            BiConsumer<ProducerRecord<K, V>, Exception> parked,
            BiConsumer<ProducerRecord<K, V>, Exception> lost) {
        try {
            thread.execute(() -> write(record, cause, parked, lost));
        } catch (RejectedExecutionException full) {
            lost.accept(record, new KafkaException("too many letters are waiting", cause));
        }
    }

    private void write(
            ProducerRecord<K, V> record,
            Exception cause,
            BiConsumer<ProducerRecord<K, V>, Exception> parked,
            BiConsumer<ProducerRecord<K, V>, Exception> lost) {
        try {
            parking.send(new ProducerRecord<>(topic, record.key(), record.value()), (metadata, exception) -> {
                if (exception == null) {
                    parked.accept(record, cause);
                } else {
                    lost.accept(record, exception);
                }
            });
        } catch (KafkaException thrown) {
            lost.accept(record, thrown);
        }
    }

    /** Waits for the letters that are in the queue; closing the parking producer tells of those under way. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            thread.awaitTermination(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
