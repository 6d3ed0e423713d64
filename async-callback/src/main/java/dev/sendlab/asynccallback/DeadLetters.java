package dev.sendlab.asynccallback;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.ToIntFunction;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * <b>What it is.</b> The callback pattern in which a record that failed is parked in a second topic, with the reason.
 *
 * <p><b>Guarantee.</b> Each record is told of once: acknowledged, parked (its letter is acknowledged), or lost, with the
 * reason why it could not be parked either.
 *
 * <p><b>Cost.</b> A second producer and a thread, idle until something fails; a letter may overtake or follow anything, so
 * the order is gone.
 *
 * <p><b>What failure looks like.</b> A letter: the record with headers that say where it was to go and why it did not. A
 * value that was too large is left out. {@code lost} is for what cannot be parked: without bytes, without permission,
 * without a cluster, or when the queue is full.
 *
 * <p><b>Use it when</b> single records are at fault and somebody reads the letters. Not when order counts, not against an
 * outage (the second topic is on the same cluster), and not for records that may be written twice at no cost: send these again.
 *
 * <p>Run it: {@code ./sendlab main DeadLetters [bootstrap-server]}
 */
public final class DeadLetters<K, V> implements AutoCloseable {

    private static final String TOPIC = "dead-letters";

    private final Producer<K, V> parking;
    private final String topic;
    private final ToIntFunction<V> sizeInBytes;
    private final ThreadPoolExecutor thread;

    /**
     * @param parking sends the letters; best a producer of its own, which has its own {@code buffer.memory}
     * @param topic for the letters
     * @param capacity how many may wait for the parking thread; the next one is lost, and told so
     * @param sizeInBytes of a value, for the letter of one that was too large
     */
    public DeadLetters(Producer<K, V> parking, String topic, int capacity, ToIntFunction<V> sizeInBytes) {
        this.parking = parking;
        this.topic = topic;
        this.sizeInBytes = sizeInBytes;
        this.thread = new ThreadPoolExecutor(1, 1, 0, SECONDS, new ArrayBlockingQueue<>(capacity));
        thread.setThreadFactory(task -> new Thread(task, TOPIC));
        thread.setRejectedExecutionHandler(DeadLetters::refuse);
    }

    // tag::config[]
    /** Kafka's defaults. */
    public static Map<String, Object> config(String bootstrapServers) {
        return Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers, ProducerConfig.CLIENT_ID_CONFIG, TOPIC);
    }
    // end::config[]

    // tag::send[]
    /**
     * Sends, and parks what fails. Blocks no longer than send() itself does, whatever the second topic is like.
     *
     * <p>The consumers run on the caller's thread, the parking thread, or the I/O thread of either producer. They must
     * neither block nor throw.
     *
     * @param acknowledged gets the record and where it is
     * @param parked gets the record and why it was parked, when its letter is acknowledged
     * @param lost gets the record and why it is in neither topic; as after each failure, it may be in the first all the same
     */
    public void send(
            Producer<K, V> producer,
            ProducerRecord<K, V> record,
            BiConsumer<ProducerRecord<K, V>, RecordMetadata> acknowledged,
            BiConsumer<ProducerRecord<K, V>, Exception> parked,
            BiConsumer<ProducerRecord<K, V>, Exception> lost) {
        try {
            producer.send(record, (metadata, exception) -> {
                if (exception == null) {
                    acknowledged.accept(record, metadata);
                } else {
                    Letter<K, V> letter = new Letter<>(record, metadata.partition(), exception, Instant.now());
                    // Not sent here, on the I/O thread: it would wait for the other topic's metadata, and all sends
                    // too.
                    thread.execute(new Parking<>(this, letter, parked, lost));
                }
            });
        } catch (KafkaException thrown) {
            // No callback comes; and what has no bytes for one topic has none for the other.
            lost.accept(record, thrown);
        }
    }
    // end::send[]

    // tag::parking[]
    /** On the thread that tells the failure; it is not made to wait for room. */
    private static void refuse(Runnable letter, ThreadPoolExecutor thread) {
        String reason = thread.isShutdown() ? "parking is closed" : "the queue for parking is full";
        ((Parking<?, ?>) letter).lose(reason);
    }

    private record Parking<K, V>(
            DeadLetters<K, V> at,
            Letter<K, V> letter,
            BiConsumer<ProducerRecord<K, V>, Exception> parked,
            BiConsumer<ProducerRecord<K, V>, Exception> lost)
            implements Runnable {

        /** On the parking thread, which may wait. */
        @Override
        public void run() {
            try {
                at.parking.send(letter.to(at.topic, at.sizeInBytes), (metadata, exception) -> {
                    if (exception == null) {
                        parked.accept(letter.record(), letter.cause());
                    } else {
                        lose("its letter failed: " + exception);
                    }
                });
            } catch (RuntimeException thrown) {
                lose("its letter was not sent: " + thrown);
            }
        }

        void lose(String reason) {
            lost.accept(letter.record(), new KafkaException(letter.cause() + "; " + reason, letter.cause()));
        }
    }
    // end::parking[]

    /** Waits for up to 30 s. */
    @Override
    public void close() {
        close(Duration.ofSeconds(30));
    }

    // tag::close[]
    /**
     * To be called between the close of the producer, whose last failures come then, and the close of the parking producer,
     * which tells of the last letters.
     *
     * @param deadline for the letters that wait; those that wait longer are lost, and told so
     */
    public void close(Duration deadline) {
        thread.shutdown();
        awaitEnd(deadline);
        thread.shutdownNow().forEach(waiting -> ((Parking<?, ?>) waiting).lose("parking was closed before its turn"));
        // The letter that is being sent has been interrupted: it is lost as well, and told so before this returns.
        awaitEnd(Duration.ofSeconds(1));
    }

    private void awaitEnd(Duration deadline) {
        try {
            thread.awaitTermination(deadline.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
    // end::close[]

    /** @param args the bootstrap servers; without any, localhost:9092 */
    public static void main(String[] args) {
        Map<String, Object> config = config(args.length > 0 ? args[0] : "localhost:9092");
        int sent = 0;
        AtomicInteger acknowledged = new AtomicInteger();
        AtomicInteger failed = new AtomicInteger();
        StringSerializer utf8 = new StringSerializer();
        // tag::order[]
        // Closed from the last to the first: the producer, whose failures become letters, then the queue, then the
        // parking.
        try (Producer<String, String> parking = new KafkaProducer<>(config, utf8, utf8);
                var letters =
                        new DeadLetters<>(parking, TOPIC + "-parked", 1_000, value -> value.getBytes(UTF_8).length);
                Producer<String, String> producer = new KafkaProducer<>(config, utf8, utf8)) {
            // end::order[]
            producer.partitionsFor(TOPIC);
            while (sent < 100) {
                ProducerRecord<String, String> record = new ProducerRecord<>(TOPIC, "order-" + sent, "paid");
                sent++;
                // tag::outcomes[]
                letters.send(
                        producer,
                        record,
                        (r, metadata) -> acknowledged.incrementAndGet(),
                        (r, cause) -> {
                            failed.incrementAndGet();
                            System.err.println(r.key() + " is parked: " + cause.getMessage());
                        },
                        (r, cause) -> {
                            failed.incrementAndGet();
                            System.err.println(r.key() + " is lost: " + cause.getMessage());
                        });
                // end::outcomes[]
            }
        }
        int unknown = sent - acknowledged.get() - failed.get();
        System.out.printf(
                "dead-letters: sent %d, acknowledged %d, failed %d, unknown %d%n",
                sent, acknowledged.get(), failed.get(), unknown);
        if (acknowledged.get() < sent) {
            throw new IllegalStateException("not every record was acknowledged");
        }
    }
}
