package dev.sendlab.lineup;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * What a pattern tells the application, record by record. A record that neither method is called for is
 * <em>unknown</em>: no verdict reached the application. The calls come from whichever thread learns the outcome first,
 * mostly the producer's I/O thread: they must not block and must not throw.
 */
public interface Told<K, V> {

    /** @param metadata where the record is; null in a transaction, whose commit acknowledges all of its records at once */
    void acknowledged(ProducerRecord<K, V> record, RecordMetadata metadata);

    /** @param cause the client's final error; the record may be in the log all the same */
    void failed(ProducerRecord<K, V> record, Exception cause);

    /**
     * Failed, and a dead letter of it is acknowledged. Told instead of {@link #failed}, not beside it.
     *
     * @param cause why it failed
     */
    default void parked(ProducerRecord<K, V> record, Exception cause) {
        failed(record, cause);
    }
}
