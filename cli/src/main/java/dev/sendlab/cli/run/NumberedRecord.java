package dev.sendlab.cli.run;

import org.apache.kafka.clients.producer.ProducerRecord;

/** A record that knows which line it was and when it was handed out: whoever is told of it need not look that up. */
final class NumberedRecord extends ProducerRecord<byte[], byte[]> {

    private final long line;
    private final long handedOut;
    private final int bytes;

    /**
     * @param line from 1
     * @param handedOut when, by {@link System#nanoTime()}
     */
    NumberedRecord(String topic, Payload payload, long line, long handedOut) {
        super(topic, payload.key(), payload.value());
        this.line = line;
        this.handedOut = handedOut;
        // Now, while they are at hand: when it is told of, key and value have long left the processor's caches.
        this.bytes = (payload.key() == null ? 0 : payload.key().length) + payload.value().length;
    }

    long line() {
        return line;
    }

    long handedOut() {
        return handedOut;
    }

    /** Of key and value. */
    int bytes() {
        return bytes;
    }
}
