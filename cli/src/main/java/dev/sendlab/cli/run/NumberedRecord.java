package dev.sendlab.cli.run;

import org.apache.kafka.clients.producer.ProducerRecord;

/** A record that knows which line it was and when it was handed out: whoever is told of it need not look that up. */
final class NumberedRecord extends ProducerRecord<byte[], byte[]> {

    private final long line;
    private final long handedOut;

    /**
     * @param line from 1
     * @param handedOut when, by {@link System#nanoTime()}
     */
    NumberedRecord(String topic, Payload payload, long line, long handedOut) {
        super(topic, payload.key(), payload.value());
        this.line = line;
        this.handedOut = handedOut;
    }

    long line() {
        return line;
    }

    long handedOut() {
        return handedOut;
    }

    /** Of key and value. */
    int bytes() {
        return (key() == null ? 0 : key().length) + value().length;
    }
}
