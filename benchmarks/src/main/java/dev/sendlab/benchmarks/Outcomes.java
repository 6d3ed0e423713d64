package dev.sendlab.benchmarks;

import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Counts what the callbacks of one invocation tell; one pair of consumers for all its records, so none costs an object. */
final class Outcomes {

    private final LongAdder acknowledgements = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final AtomicReference<Exception> firstFailure = new AtomicReference<>();

    final BiConsumer<ProducerRecord<String, String>, RecordMetadata> acknowledged =
            (record, metadata) -> acknowledgements.increment();

    final BiConsumer<ProducerRecord<String, String>, Exception> failed = (record, cause) -> {
        failures.increment();
        firstFailure.compareAndSet(null, cause);
    };

    /** @throws IllegalStateException unless exactly so many were acknowledged and none failed; with the first failure */
    void mustBeAcknowledged(int sent) {
        if (acknowledgements.sum() != sent || failures.sum() != 0) {
            throw new IllegalStateException(
                    "sent " + sent + ", acknowledged " + acknowledgements.sum() + ", failed " + failures.sum(),
                    firstFailure.get());
        }
    }
}
