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
            thread.execute(new Waiting(
                    () -> write(record, cause, parked, lost),
                    () -> lost.accept(record, new KafkaException("closed before its letter's turn", cause))));
        } catch (RejectedExecutionException fullOrClosed) {
            lost.accept(record, new KafkaException("no room for its letter", cause));
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
        } catch (RuntimeException thrown) {
            // Not only a KafkaException: a closed producer throws an IllegalStateException.
            lost.accept(record, thrown);
        }
    }

    /** Gives the letters in the queue 30 s; closing the parking producer tells of those under way. */
    @Override
    public void close() {
        thread.shutdown();
        awaitEnd(30);
        thread.shutdownNow().forEach(waiting -> ((Waiting) waiting).lose().run());
        // The one that is being sent has been interrupted: send() throws, and it is told as lost.
        awaitEnd(1);
    }

    private void awaitEnd(int seconds) {
        try {
            thread.awaitTermination(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A letter in the queue: it is written, or told as lost when the time is up. */
    private record Waiting(Runnable write, Runnable lose) implements Runnable {
        @Override
        public void run() {
            write.run();
        }
    }
}
