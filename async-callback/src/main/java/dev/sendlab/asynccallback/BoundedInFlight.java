package dev.sendlab.asynccallback;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * <b>What it is.</b> The callback pattern with a bound on how many records are without an outcome.
 *
 * <p><b>Guarantee.</b> Never more records under way than the window has permits; each permit comes back with the outcome,
 * once, on every path. Otherwise as {@link AsyncCallback}.
 *
 * <p><b>Cost.</b> When the window is used up the caller waits, and the producer's I/O thread never does. A window that
 * holds less than a batch per partition sends smaller batches.
 *
 * <p><b>What failure looks like.</b> As with {@link AsyncCallback}, and {@link TimeoutException} (of {@code
 * java.util.concurrent}) when no permit came back in time: the record was not sent.
 *
 * <p><b>Use it when</b> an outage must slow the source down, instead of filling {@code buffer.memory} with records that will
 * all expire together.
 *
 * <p>Run it: {@code ./sendlab main BoundedInFlight [bootstrap-server]}
 */
public final class BoundedInFlight {

    private static final String TOPIC = "bounded-in-flight";

    private BoundedInFlight() {}

    // tag::config[]
    /** Kafka's defaults. {@code buffer.memory} is a bound too, in bytes: where it is reached, send() fails the record. */
    public static Map<String, Object> config(String bootstrapServers) {
        return Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers, ProducerConfig.CLIENT_ID_CONFIG, TOPIC);
    }
    // end::config[]

    // tag::send[]
    /**
     * Waits for a permit, sends, and gives the permit back when one of the consumers has returned.
     *
     * <p>The consumers run where those of {@link AsyncCallback} run, and must not block either.
     *
     * @param window its permits are the records that may be without an outcome; shared by all senders that it shall bound
     * @param deadline for a permit. Each one is back within {@code delivery.timeout.ms}, unless the I/O thread is dead
     * @throws TimeoutException not sent: no permit within the deadline
     * @throws InterruptedException not sent: interrupted while waiting for a permit
     * @throws RuntimeException what send() throws; the permit is back, and neither consumer is called
     */
    public static <K, V> void send(
            Producer<K, V> producer,
            ProducerRecord<K, V> record,
            Semaphore window,
            Duration deadline,
            BiConsumer<ProducerRecord<K, V>, RecordMetadata> acknowledged,
            BiConsumer<ProducerRecord<K, V>, Exception> failed)
            throws InterruptedException, TimeoutException {
        if (!window.tryAcquire(deadline.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new TimeoutException("not sent: no record under way got an outcome within " + deadline);
        }
        Permit permit = new Permit(window);
        try {
            producer.send(record, (metadata, exception) -> {
                try {
                    if (exception == null) {
                        acknowledged.accept(record, metadata);
                    } else {
                        failed.accept(record, exception);
                    }
                } finally {
                    permit.giveBack();
                }
            });
        } catch (RuntimeException | Error thrown) {
            permit.giveBack();
            throw thrown;
        }
    }

    /** On the caller's thread a consumer that throws passes both places above: a permit given back twice widens the window. */
    private record Permit(Semaphore window, AtomicBoolean isOut) {

        Permit(Semaphore window) {
            this(window, new AtomicBoolean(true));
        }

        void giveBack() {
            if (isOut.getAndSet(false)) {
                window.release();
            }
        }
    }
    // end::send[]

    /** @param args the bootstrap servers; without any, localhost:9092 */
    public static void main(String[] args) throws InterruptedException, TimeoutException {
        String bootstrapServers = args.length > 0 ? args[0] : "localhost:9092";
        Duration deadline = Duration.ofSeconds(150);
        Semaphore window = new Semaphore(10);
        int sent = 0;
        AtomicInteger acknowledged = new AtomicInteger();
        AtomicInteger failed = new AtomicInteger();
        StringSerializer utf8 = new StringSerializer();
        try (Producer<String, String> producer = new KafkaProducer<>(config(bootstrapServers), utf8, utf8)) {
            producer.partitionsFor(TOPIC);
            while (sent < 100) {
                ProducerRecord<String, String> record = new ProducerRecord<>(TOPIC, "order-" + sent, "paid");
                sent++;
                // tag::outcomes[]
                send(
                        producer,
                        record,
                        window,
                        deadline,
                        (r, metadata) -> acknowledged.incrementAndGet(),
                        (r, exception) -> {
                            failed.incrementAndGet();
                            System.err.println(r.key() + " failed: " + exception.getMessage());
                        });
                // end::outcomes[]
            }
            // tag::drain[]
            // All permits back is all outcomes told, and the producer stays open for more.
            if (window.tryAcquire(10, deadline.toSeconds(), TimeUnit.SECONDS)) {
                window.release(10);
            }
            // end::drain[]
        }
        int unknown = sent - acknowledged.get() - failed.get();
        System.out.printf(
                "bounded-in-flight: sent %d, acknowledged %d, failed %d, unknown %d%n",
                sent, acknowledged.get(), failed.get(), unknown);
        if (acknowledged.get() < sent) {
            throw new IllegalStateException("not every record was acknowledged");
        }
    }
}
