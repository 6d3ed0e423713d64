package dev.sendlab.workshop.syncsend;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;

/** Sends an order and waits until it is acknowledged. */
public final class SyncSend {

    private SyncSend() {}

    public static Map<String, Object> config(String bootstrapServers) {
        return Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.CLIENT_ID_CONFIG,
                "sync-send",
                ProducerConfig.LINGER_MS_CONFIG,
                0);
    }

    /**
     * @return where the record is
     * @throws KafkaException if it failed
     * @throws TimeoutException if there is no answer within the deadline
     */
    public static <K, V> RecordMetadata send(Producer<K, V> producer, ProducerRecord<K, V> record, Duration deadline)
            throws InterruptedException, TimeoutException {
        try {
            return attempt(producer, record, deadline);
        } catch (TimeoutException lost) {
            // A second chance, before we give the order up. The producer is idempotent.
            return attempt(producer, record, deadline);
        }
    }

    private static <K, V> RecordMetadata attempt(
            Producer<K, V> producer, ProducerRecord<K, V> record, Duration deadline)
            throws InterruptedException, TimeoutException {
        try {
            return producer.send(record).get(deadline.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException failed ? failed : new KafkaException(e.getCause());
        }
    }
}
