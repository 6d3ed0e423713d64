package dev.sendlab.benchmarks;

import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.Metric;

/** The only trace of a record that nobody asked about: the producer's count of the records that it has given up. */
final class Losses {

    private final Metric givenUp;

    /** Looked up once: a metric's value is read when asked, from the same object. */
    Losses(Producer<?, ?> producer) {
        givenUp = producer.metrics().entrySet().stream()
                .filter(entry -> entry.getKey().name().equals("record-error-total")
                        && entry.getKey().group().equals("producer-metrics"))
                .map(entry -> entry.getValue())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the producer has no record-error-total"));
    }

    /** @throws IllegalStateException if the producer has ever given up a record */
    void mustBeNone() {
        double lost = (double) givenUp.metricValue();
        if (lost != 0) {
            throw new IllegalStateException("record-error-total is " + (long) lost + ": records were lost, in silence");
        }
    }
}
