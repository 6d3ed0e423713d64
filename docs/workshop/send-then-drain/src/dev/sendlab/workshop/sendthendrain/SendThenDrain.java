package dev.sendlab.workshop.sendthendrain;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Sends a chunk of orders, then waits for them. */
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
            futures.add(producer.send(record));
        }
        List<Outcome<K, V>> outcomes = new ArrayList<>();
        long end = System.nanoTime() + deadline.toNanos();
        try {
            for (int i = 0; i < chunk.size(); i++) {
                long patience = Math.max(0, end - System.nanoTime());
                RecordMetadata metadata = futures.get(i).get(patience, TimeUnit.NANOSECONDS);
                outcomes.add(new Outcome<>(chunk.get(i), metadata, null));
            }
        } catch (ExecutionException | TimeoutException e) {
            // This one is the outcome that matters: the caller will send the chunk again.
            outcomes.add(new Outcome<>(chunk.get(outcomes.size()), null, e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return outcomes;
    }
}
