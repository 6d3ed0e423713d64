package dev.sendlab.syncsend;

import org.apache.kafka.clients.producer.Producer;

/** How full a producer's requests were, by its own metric. */
final class RecordsPerRequest {

    private RecordsPerRequest() {}

    /** {@code records-per-request-avg} of the last 30 s. */
    static double of(Producer<?, ?> producer) {
        return producer.metrics().values().stream()
                .filter(metric -> metric.metricName().name().equals("records-per-request-avg"))
                .filter(metric -> metric.metricName().group().equals("producer-metrics"))
                .mapToDouble(metric -> (Double) metric.metricValue())
                .findFirst()
                .orElseThrow();
    }
}
