package dev.sendlab.workshop.sendthendrain.solution;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Sends a chunk of orders, then waits for each of them. */
public final class SendThenDrain {

    private SendThenDrain() {}

    public static Map<String, Object> config(String bootstrapServers) {
        return Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.CLIENT_ID_CONFIG,
                "send-then-drain");
    }

    /** What became of one record; the cause is null if it is acknowledged. */
    public record Outcome<K, V>(ProducerRecord<K, V> record, RecordMetadata metadata, Exception cause) {}

    /** @param deadline for all the acknowledgements together */
    public static <K, V> List<Outcome<K, V>> send(
            Producer<K, V> producer, List<ProducerRecord<K, V>> chunk, Duration deadline) {
        List<Future<RecordMetadata>> futures = new ArrayList<>();
        for (ProducerRecord<K, V> record : chunk) {
            futures.add(begin(producer, record));
        }
        List<Outcome<K, V>> outcomes = new ArrayList<>();
        long end = System.nanoTime() + deadline.toNanos();
        boolean interrupted = Thread.interrupted();
        for (int i = 0; i < chunk.size(); i++) {
            long patience = interrupted ? 0 : Math.max(0, end - System.nanoTime());
            Outcome<K, V> outcome = drain(chunk.get(i), futures.get(i), patience);
            interrupted |= outcome.cause() instanceof InterruptedException;
            outcomes.add(outcome);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return outcomes;
    }

    /** What send() throws is the outcome of this record, and no reason to leave out the next. */
    private static <K, V> Future<RecordMetadata> begin(Producer<K, V> producer, ProducerRecord<K, V> record) {
        try {
            return producer.send(record);
        } catch (RuntimeException thrown) {
            return CompletableFuture.failedFuture(thrown);
        }
    }

    /** The try is around one record: what is behind a failure has an outcome of its own. */
    private static <K, V> Outcome<K, V> drain(
            ProducerRecord<K, V> record, Future<RecordMetadata> future, long patienceNanos) {
        try {
            return new Outcome<>(record, future.get(patienceNanos, TimeUnit.NANOSECONDS), null);
        } catch (ExecutionException e) {
            return new Outcome<>(record, null, e.getCause() instanceof Exception failed ? failed : e);
        } catch (TimeoutException | InterruptedException unknown) {
            return new Outcome<>(record, null, unknown);
        }
    }
}
