package dev.sendlab.asynccallback;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.function.ToIntFunction;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.header.Headers;

/**
 * A record that failed, and why: what a dead letter is written from. Its headers are text in UTF-8.
 *
 * @param record as it was sent
 * @param partition it was to go to, or -1 if it did not come to that
 * @param cause the client's final error
 * @param failedAt when the client gave it
 */
record Letter<K, V>(ProducerRecord<K, V> record, int partition, Exception cause, Instant failedAt) {

    static final String TOPIC = "dead-letter-topic";
    static final String PARTITION = "dead-letter-partition";
    static final String EXCEPTION = "dead-letter-exception";
    static final String MESSAGE = "dead-letter-message";
    /** When it failed, in UTC, as in {@code 2026-01-31T12:00:00Z}. */
    static final String TIME = "dead-letter-time";
    /**
     * {@code true}, if the retries are spent: an attempt may have been written. Not on a record that never had a partition
     * to go to, for want of metadata. Otherwise its absence promises nothing.
     */
    static final String MAYBE_WRITTEN = "maybe-written";
    /** Of the value, in bytes, if it was too large and is therefore left out. */
    static final String SIZE = "dead-letter-value-size";

    // tag::letter[]
    /**
     * The same key, value and headers, and what somebody needs to know who finds it there.
     *
     * @param sizeInBytes of a value
     */
    ProducerRecord<K, V> to(String topic, ToIntFunction<V> sizeInBytes) {
        boolean tooLarge = cause instanceof RecordTooLargeException && record.value() != null;
        V value = tooLarge ? null : record.value();
        // A new record, since send() has made the headers of the old one read-only.
        ProducerRecord<K, V> letter = new ProducerRecord<>(topic, null, record.key(), value, record.headers());
        add(letter.headers(), TOPIC, record.topic());
        add(letter.headers(), PARTITION, Integer.toString(partition));
        add(letter.headers(), EXCEPTION, cause.getClass().getName());
        add(letter.headers(), MESSAGE, String.valueOf(cause.getMessage()));
        add(letter.headers(), TIME, failedAt.toString());
        if (cause instanceof RetriableException && partition >= 0) {
            add(letter.headers(), MAYBE_WRITTEN, "true");
        }
        if (tooLarge) {
            add(letter.headers(), SIZE, Integer.toString(sizeInBytes.applyAsInt(record.value())));
        }
        return letter;
    }
    // end::letter[]

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
