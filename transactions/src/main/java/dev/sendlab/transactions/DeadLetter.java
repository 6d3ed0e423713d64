package dev.sendlab.transactions;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;

/** What is left of an input that cannot be processed: a record that says which, and why. Its headers are text in UTF-8. */
final class DeadLetter {

    static final String TOPIC = "dead-letter-topic";
    static final String PARTITION = "dead-letter-partition";
    static final String OFFSET = "dead-letter-offset";
    static final String EXCEPTION = "dead-letter-exception";
    static final String MESSAGE = "dead-letter-message";
    /** In UTC, as in {@code 2026-01-31T12:00:00Z}. */
    static final String TIME = "dead-letter-time";

    private DeadLetter() {}

    /** @return the input's key, value and headers, and the reason; without the value if something was too large */
    static <K, V> ProducerRecord<K, V> of(ConsumerRecord<K, V> input, Exception cause, String topic) {
        // Where the input is, is in the headers: whoever needs its value can read it there.
        V value = cause instanceof RecordTooLargeException ? null : input.value();
        ProducerRecord<K, V> letter = new ProducerRecord<>(topic, null, input.key(), value, input.headers());
        add(letter.headers(), TOPIC, input.topic());
        add(letter.headers(), PARTITION, Integer.toString(input.partition()));
        add(letter.headers(), OFFSET, Long.toString(input.offset()));
        add(letter.headers(), EXCEPTION, cause.getClass().getName());
        add(letter.headers(), MESSAGE, String.valueOf(cause.getMessage()));
        add(letter.headers(), TIME, Instant.now().toString());
        return letter;
    }

    /** Whether the same record would be refused again. A neighbour in its batch gets another error (KIP-467). */
    static boolean isFaultOfTheRecord(Throwable cause) {
        return cause instanceof RecordTooLargeException
                || cause instanceof InvalidRecordException
                || cause instanceof InvalidTimestampException
                || cause instanceof SerializationException;
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
