package dev.sendlab.workshop.transactions;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/** Sends records that become visible together or never. */
public final class TransactionalSend {

    private TransactionalSend() {}

    public static Map<String, Object> config(String bootstrapServers) {
        return Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                ProducerConfig.CLIENT_ID_CONFIG, "transactions",
                ProducerConfig.TRANSACTIONAL_ID_CONFIG, "transactions-instance-1");
    }

    /** How it ended; the cause is null if it is committed. */
    public record Ended(State state, int records, RuntimeException cause) {

        public enum State {
            COMMITTED,
            ABORTED,
            FENCED,
            UNKNOWN
        }
    }

    /**
     * @param deadline for the commit
     * @return how it ended; no Kafka error is thrown
     */
    public static <K, V> Ended send(
            Producer<K, V> producer, Iterable<ProducerRecord<K, V>> records, Duration deadline) {
        int sent = 0;
        try {
            producer.beginTransaction();
            for (ProducerRecord<K, V> record : records) {
                producer.send(record);
                sent++;
            }
            producer.commitTransaction();
            return new Ended(Ended.State.COMMITTED, sent, null);
        } catch (KafkaException e) {
            // Whatever it was: nothing of it shall be visible.
            producer.abortTransaction();
            return new Ended(Ended.State.ABORTED, sent, e);
        }
    }
}
