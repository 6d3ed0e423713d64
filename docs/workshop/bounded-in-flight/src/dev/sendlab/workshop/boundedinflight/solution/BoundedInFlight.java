package dev.sendlab.workshop.boundedinflight.solution;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Sends an order when fewer are under way than the window has permits. */
public final class BoundedInFlight {

    private BoundedInFlight() {}

    public static Map<String, Object> config(String bootstrapServers) {
        return Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.CLIENT_ID_CONFIG,
                "bounded-in-flight");
    }

    /**
     * @param deadline for a permit
     * @throws TimeoutException not sent: no permit within the deadline
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
        AtomicBoolean isOut = new AtomicBoolean(true);
        try {
            producer.send(record, (metadata, exception) -> {
                try {
                    if (exception == null) {
                        acknowledged.accept(record, metadata);
                    } else {
                        failed.accept(record, exception);
                    }
                } finally {
                    giveBack(window, isOut);
                }
            });
        } catch (RuntimeException | Error thrown) {
            // No callback comes for what send() throws.
            giveBack(window, isOut);
            throw thrown;
        }
    }

    /** Once: a consumer that throws on the caller's thread passes both places above. */
    private static void giveBack(Semaphore window, AtomicBoolean isOut) {
        if (isOut.getAndSet(false)) {
            window.release();
        }
    }
}
