package dev.sendlab.cli.run;

import java.util.function.LongSupplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/**
 * How many records a producer holds, as its metrics let us guess: for a pattern that is told nothing. A batch takes its
 * whole batch.size out of the buffer when its first record comes, so the guess is rather too high.
 */
final class BufferedRecords implements LongSupplier {

    /** Of a record in a batch, beside key and value, at least. */
    private static final int OVERHEAD = 7;

    private final Metric total;
    private final Metric available;
    private final Metric givenUp;
    private final LongSupplier bytesPerRecord;
    private double seen;

    /** @param bytesPerRecord of key and value, on average */
    BufferedRecords(Producer<?, ?> producer, LongSupplier bytesPerRecord) {
        this.total = metric(producer, "buffer-total-bytes");
        this.available = metric(producer, "buffer-available-bytes");
        this.givenUp = metric(producer, "record-error-total");
        this.bytesPerRecord = bytesPerRecord;
    }

    @Override
    public long getAsLong() {
        double bytes = (double) total.metricValue() - (double) available.metricValue();
        return (long) (bytes / (bytesPerRecord.getAsLong() + OVERHEAD));
    }

    /** Since the last time that this was asked. */
    boolean haveGivenUpMore() {
        double before = seen;
        seen = (double) givenUp.metricValue();
        return seen > before;
    }

    static Metric metric(Producer<?, ?> producer, String name) {
        return producer.metrics().values().stream()
                .filter(metric -> isOfTheWholeProducer(metric.metricName(), name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the producer has no metric " + name));
    }

    private static boolean isOfTheWholeProducer(MetricName metric, String name) {
        return metric.name().equals(name) && metric.group().equals("producer-metrics");
    }
}
